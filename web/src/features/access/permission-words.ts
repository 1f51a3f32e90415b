/** What the permissions mean to a person: several of them are one thing that somebody may do. */
export const permissionGroups = [
  { words: "read", permissions: ["customer:list"] },
  { words: "edit", permissions: ["customer:create", "customer:edit"] },
  { words: "reveal", permissions: ["customer:reveal"] },
  { words: "match", permissions: ["customer:matchContact"] },
  { words: "orders", permissions: ["order:record", "order:edit"] },
  { words: "notes", permissions: ["note:write", "note:edit"] },
  { words: "complaints", permissions: ["complaint:file", "complaint:changeStatus"] },
  { words: "imports", permissions: ["import:upload", "import:start"] },
  { words: "revert", permissions: ["import:revert"] },
  { words: "demo", permissions: ["demoArchive:remove"] },
  { words: "staff", permissions: ["staff:add", "staff:disable", "staff:changeRole"] },
  { words: "handOver", permissions: ["staff:handOver"] },
  { words: "roles", permissions: ["role:edit"] },
  { words: "changeLog", permissions: ["change:list"] },
  { words: "reveals", permissions: ["change:listReveals"] },
  { words: "apiKeys", permissions: ["apiKey:create"] },
] as const;
