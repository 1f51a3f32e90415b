import { Entity, Index, ManyToOne, PrimaryKey, Property, Unique } from "@mikro-orm/decorators/legacy";
import { OptionalProps, PrimaryKeyProp } from "@mikro-orm/postgresql";
import type { FieldRight } from "../../platform/field-rights.ts";
import type { PersonalField } from "../../platform/personal-fields.ts";
import type { RecordScope } from "../../platform/scope.ts";
import type { StaffRole } from "./permissions.ts";

/** What those who hold it may do 角色. Its version grows with every change of its permissions and fields too. */
@Entity({ tableName: "role" })
@Index({
  name: "role_name_unique",
  expression: "create unique index role_name_unique on role (lower(name))",
})
export class Role {
  [OptionalProps]?: "version" | "requiresSecondFactor" | "revealQuota";

  @PrimaryKey({ type: "uuid" })
  id!: string;

  @Property({ type: "integer", default: 1 })
  version!: number;

  /** Of a role that was there from the start; an own role has none. */
  @Property({ type: "text", nullable: true })
  @Unique()
  code!: StaffRole | null;

  /** What programs that know the first roles only are told: the code of the role that this one was made from. */
  @Property({ type: "text" })
  standsFor!: StaffRole;

  @Property({ type: "text" })
  name!: string;

  @Property({ type: "text", nullable: true })
  description!: string | null;

  @Property({ type: "boolean", default: false })
  requiresSecondFactor!: boolean;

  /** Of so many customers a day personal values may be revealed. */
  @Property({ type: "integer", default: 200 })
  revealQuota!: number;

  @Property({ type: "timestamptz", defaultRaw: "now()" })
  createdAt!: Date;
}

/** Whose records a role's permission reaches. */
@Entity({ tableName: "role_permission" })
export class RolePermission {
  [PrimaryKeyProp]?: ["roleId", "permission"];

  @ManyToOne(() => Role, { mapToPk: true, primary: true, fieldName: "role_id", deleteRule: "cascade" })
  roleId!: string;

  @PrimaryKey({ type: "text" })
  permission!: string;

  @Property({ type: "text" })
  scope!: RecordScope;
}

/** A role's right on a personal field. */
@Entity({ tableName: "role_field" })
export class RoleField {
  [PrimaryKeyProp]?: ["roleId", "field"];

  @ManyToOne(() => Role, { mapToPk: true, primary: true, fieldName: "role_id", deleteRule: "cascade" })
  roleId!: string;

  @PrimaryKey({ type: "text" })
  field!: PersonalField;

  @Property({ type: "text", fieldName: "right" })
  right!: FieldRight;
}
