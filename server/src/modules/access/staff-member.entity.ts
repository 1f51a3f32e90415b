import { Entity, ManyToOne, PrimaryKey, Property, Unique } from "@mikro-orm/decorators/legacy";
import { OptionalProps } from "@mikro-orm/postgresql";
import type { StaffRole } from "./permissions.ts";
import { Team } from "./team.entity.ts";

/** A person who works with Dossier. Passwords and sessions lie in the schema `auth`, under the same id. */
@Entity({ tableName: "staff_member" })
export class StaffMember {
  [OptionalProps]?: "version" | "active" | "lastSignedInAt" | "teamId";

  @PrimaryKey({ type: "uuid" })
  id!: string;

  @Property({ type: "integer", version: true, default: 1 })
  version!: number;

  @Property({ type: "text" })
  name!: string;

  @Property({ type: "text" })
  @Unique()
  email!: string;

  @Property({ type: "text" })
  role!: StaffRole;

  @Property({ type: "boolean", default: true })
  active = true;

  @Property({ type: "timestamptz" })
  createdAt!: Date;

  @Property({ type: "timestamptz", nullable: true })
  lastSignedInAt: Date | null = null;

  /** Whose queue the person works on. */
  @ManyToOne(() => Team, { mapToPk: true, fieldName: "team_id", nullable: true, deleteRule: "restrict" })
  teamId: string | null = null;
}
