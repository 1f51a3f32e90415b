import { Entity, ManyToOne, PrimaryKey, Property, Unique } from "@mikro-orm/decorators/legacy";
import { OptionalProps } from "@mikro-orm/postgresql";
import type { StaffRole } from "./permissions.ts";
import { Role } from "./role.entity.ts";
import { StaffMember } from "./staff-member.entity.ts";

/** Lets a program ask in a role of its own. The secret is shown once and not kept: only its SHA-256 lies here. */
@Entity({ tableName: "api_key" })
export class ApiKey {
  [OptionalProps]?: "lastUsedAt" | "revokedAt" | "revokedById";

  @PrimaryKey({ type: "uuid" })
  id!: string;

  @Property({ type: "text" })
  name!: string;

  /** First characters of the secret, to tell keys apart. */
  @Property({ type: "text" })
  prefix!: string;

  /** The secret is 256 random bits: nobody can try them through, so a fast hash without salt is enough. */
  @Property({ type: "blob" })
  @Unique()
  secretHash!: Buffer;

  /** What its role stands for. Decides nothing. */
  @Property({ type: "text" })
  role!: StaffRole;

  @ManyToOne(() => Role, { mapToPk: true, fieldName: "role_id", deleteRule: "restrict" })
  roleId!: string;

  /** May look at the schema by introspection. */
  @Property({ type: "boolean" })
  readsSchema!: boolean;

  /** The program as a member of staff: what it does is recorded under this id. */
  @ManyToOne(() => StaffMember, {
    mapToPk: true,
    fieldName: "staff_id",
    deleteRule: "restrict",
    unique: true,
  })
  staffId!: string;

  @ManyToOne(() => StaffMember, { mapToPk: true, fieldName: "created_by_id", deleteRule: "restrict" })
  createdById!: string;

  @Property({ type: "timestamptz" })
  createdAt!: Date;

  @Property({ type: "timestamptz", nullable: true })
  expiresAt!: Date | null;

  @Property({ type: "timestamptz", nullable: true })
  lastUsedAt: Date | null = null;

  @Property({ type: "timestamptz", nullable: true })
  revokedAt: Date | null = null;

  @ManyToOne(() => StaffMember, {
    mapToPk: true,
    fieldName: "revoked_by_id",
    nullable: true,
    deleteRule: "restrict",
  })
  revokedById: string | null = null;
}
