import type { RecordScope } from "../gql/graphql.ts";

/** Who looks after a record; the department is that of its team. */
export type Ownership = {
  ownerId: string | null;
  teamId: string | null;
  departmentId: string | null;
};

/** Whether a scope reaches a record, as the server decides it: without a department it is my team's, without a team my own. */
export function isWithin(scope: RecordScope, me: Ownership, record: Ownership): boolean {
  const shares = (part: keyof Ownership): boolean => me[part] !== null && me[part] === record[part];
  if (scope === "ALL") return true;
  if (scope === "DEPARTMENT" && me.departmentId !== null) return shares("departmentId");
  if ((scope === "DEPARTMENT" || scope === "TEAM") && me.teamId !== null) return shares("teamId");
  return scope !== "NONE" && shares("ownerId");
}
