import { Entity, ManyToOne, PrimaryKey, Property } from "@mikro-orm/decorators/legacy";
import { PrimaryKeyProp } from "@mikro-orm/postgresql";
import { Role } from "../access/role.entity.ts";

/** A choice as it is kept: one that is retired stays where it was chosen, and is offered no more. */
export interface KeptChoice {
  readonly code: string;
  readonly zh: string | null;
  readonly en: string | null;
  readonly retired: boolean;
}

/** A field of the archive that the firm made itself. Its type and protection stay: values lie where these say. */
@Entity({ tableName: "custom_field" })
export class CustomField {
  @PrimaryKey({ type: "uuid" })
  id!: string;

  @Property({ type: "integer", default: 1 })
  version!: number;

  /** One, or one of each kind of customer. */
  @Property({ type: "text[]" })
  sections!: string[];

  @Property({ type: "text" })
  type!: string;

  @Property({ type: "text" })
  sensitivity!: string;

  @Property({ type: "text", nullable: true })
  labelZh!: string | null;

  @Property({ type: "text", nullable: true })
  labelEn!: string | null;

  @Property({ type: "text", nullable: true })
  purpose!: string | null;

  @Property({ type: "json" })
  choices!: KeptChoice[];

  /** Its place among all of them, so that those of a section stand in an order. */
  @Property({ type: "integer" })
  position!: number;

  /** Since when it is used no more; its values stay. */
  @Property({ type: "timestamptz", nullable: true })
  archivedAt!: Date | null;

  @Property({ type: "timestamptz" })
  createdAt!: Date;
}

/** What a role may do with such a field, where that is another right than the field's protection gives. */
@Entity({ tableName: "custom_field_right" })
export class CustomFieldRight {
  [PrimaryKeyProp]?: ["customFieldId", "roleId"];

  @ManyToOne(() => CustomField, {
    mapToPk: true,
    primary: true,
    fieldName: "custom_field_id",
    deleteRule: "cascade",
    updateRule: "no action",
  })
  customFieldId!: string;

  @ManyToOne(() => Role, {
    mapToPk: true,
    primary: true,
    fieldName: "role_id",
    deleteRule: "cascade",
    updateRule: "no action",
  })
  roleId!: string;

  @Property({ type: "text", fieldName: "right" })
  right!: string;
}
