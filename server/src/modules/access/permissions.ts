import type { Permission } from "../../platform/actor.ts";

/** The roles a member of staff can hold. */
export enum StaffRole {
  ADMINISTRATOR = "ADMINISTRATOR",
  AGENT = "AGENT",
  VIEWER = "VIEWER",
}

const VIEWER: readonly Permission[] = [
  "self:changePassword",
  "customer:list",
  "channel:list",
  "complaint:list",
];

const AGENT: readonly Permission[] = [
  ...VIEWER,
  "customer:create",
  "customer:edit",
  "customer:upsert",
  "customer:reveal",
  // May look a customer up by a whole phone number, an e-mail address or the last four digits.
  "customer:matchContact",
  "order:record",
  "order:edit",
  "note:write",
  "note:edit",
  "complaint:file",
  "complaint:changeStatus",
  "complaint:assign",
  "complaint:edit",
  "complaint:writeNote",
  "complaint:addPhotographs",
  "complaint:removePhotograph",
  "import:list",
  "import:upload",
  "import:mapColumns",
  "import:start",
  "import:discard",
  "import:mendRow",
  "import:dismissRow",
  "import:decideProposals",
  "team:list",
];

const ADMINISTRATOR: readonly Permission[] = [
  ...AGENT,
  "import:revert",
  "import:repeat",
  "demoArchive:remove",
  "staff:list",
  "staff:add",
  "staff:changeRole",
  "staff:disable",
  "staff:enable",
  "staff:resetPassword",
  "staff:changeTeam",
  "team:add",
  "team:rename",
  "apiKey:list",
  "apiKey:create",
  "apiKey:revoke",
  "change:list",
  "change:listReveals",
];

/** What each role may do. The one table that decides; the schema's `@Can` names the permissions it holds. */
export const ROLE_PERMISSIONS: Readonly<Record<StaffRole, ReadonlySet<Permission>>> = {
  [StaffRole.ADMINISTRATOR]: new Set(ADMINISTRATOR),
  [StaffRole.AGENT]: new Set(AGENT),
  [StaffRole.VIEWER]: new Set(VIEWER),
};
