import type { HeldCustomFields } from "./custom-fields.ts";
import type { FieldRight } from "./field-rights.ts";
import type { PersonalField } from "./personal-fields.ts";
import type { RecordScope } from "./scope.ts";

/** `<noun>:<verb>`, the verb being the mutation's own: `customer:create`, `staff:add`. */
export type Permission = `${string}:${string}`;

/** How sure the server is of who acts. Whoever has shown less than everything asked for may do nothing yet. */
export enum Assurance {
  FULL = "FULL",
  SECOND_FACTOR_MISSING = "SECOND_FACTOR_MISSING",
  SECOND_FACTOR_TO_SET_UP = "SECOND_FACTOR_TO_SET_UP",
}

/** Who acts: a person of the staff or a program with an API key, with the permissions held right now. */
export interface Actor {
  readonly staffId: string;
  readonly name: string;
  /** The code of the built-in role held, or of the one that an own role was made from. */
  readonly role: string;
  readonly roleId: string;
  /** Grows with every change of the role: rights are another's when it is another's. */
  readonly roleVersion: number;
  /** Whose queue this person works on; null when in no team. */
  readonly teamId: string | null;
  /** The teams of the own team's department, the own one among them; none outside of departments. */
  readonly departmentTeamIds: readonly string[];
  /** Those of a scope other than NONE. */
  readonly permissions: ReadonlySet<Permission>;
  /** Whose records a permission reaches. */
  readonly scopeOf: (permission: Permission) => RecordScope;
  readonly fieldRights: ReadonlyMap<PersonalField, FieldRight>;
  /** Sensitive fields without a purpose: whatever right is held on them counts for nothing. */
  readonly closedFields: ReadonlySet<PersonalField>;
  /** Of every field that the firm made itself. */
  readonly customFields: HeldCustomFields;
  /** Of so many customers a day personal values may be revealed. */
  readonly revealQuota: number;
  /** Whose reveals and look-ups they are counted as: the own, and a key's creator's, or ten keys would be ten quotas. */
  readonly quotaOwnerId: string;
  /** The session the request came with; null for a program or the command line. */
  readonly sessionId: string | null;
  /** The API key the request came with; null for a person. */
  readonly keyId: string | null;
  /** May look at the schema by introspection. */
  readonly readsSchema: boolean;
  /** Whether the role asks for a second factor at sign-in. */
  readonly requiresSecondFactor: boolean;
  readonly assurance: Assurance;
  /** When the person last proved in this session to be still the same; null when not yet. */
  readonly steppedUpAt: Date | null;
}
