import { Entity, ManyToOne, PrimaryKey, Property, Unique } from "@mikro-orm/decorators/legacy";
import { OptionalProps } from "@mikro-orm/postgresql";
import type { StaffRole } from "./permissions.ts";
import { Role } from "./role.entity.ts";
import { Team } from "./team.entity.ts";

/**
 * A person who works with Dossier. Passwords and sessions lie in the schema `auth`, under the same id. A program that
 * works with an API key has a row here too, so that whatever it does names who did it; it has no password.
 */
@Entity({ tableName: "staff_member" })
export class StaffMember {
  [OptionalProps]?:
    | "version"
    | "active"
    | "lastSignedInAt"
    | "teamId"
    | "program"
    | "secondFactorSince"
    | "signInCount"
    | "beginsWithoutSecondFactor";

  @PrimaryKey({ type: "uuid" })
  id!: string;

  @Property({ type: "integer", version: true, default: 1 })
  version!: number;

  @Property({ type: "text" })
  name!: string;

  @Property({ type: "text" })
  @Unique()
  email!: string;

  /** What the role held stands for, to those who know the first roles only. Decides nothing. */
  @Property({ type: "text" })
  role!: StaffRole;

  @ManyToOne(() => Role, { mapToPk: true, fieldName: "role_id", deleteRule: "restrict" })
  roleId!: string;

  @Property({ type: "boolean", default: true })
  active = true;

  @Property({ type: "timestamptz" })
  createdAt!: Date;

  @Property({ type: "timestamptz", nullable: true })
  lastSignedInAt: Date | null = null;

  /** Whose queue the person works on. */
  @ManyToOne(() => Team, { mapToPk: true, fieldName: "team_id", nullable: true, deleteRule: "restrict" })
  teamId: string | null = null;

  /** An API key's: it signs nobody in and stands in no list of people. */
  @Property({ type: "boolean", default: false })
  program = false;

  /** Since when a sign-in asks for more than the password; null when it does not. */
  @Property({ type: "timestamptz", nullable: true })
  secondFactorSince: Date | null = null;

  @Property({ type: "integer", default: 0 })
  signInCount = 0;

  /** The archive's first administrator has to begin with the password alone. Nobody whom somebody else made does. */
  @Property({ type: "boolean", default: false })
  beginsWithoutSecondFactor = false;
}
