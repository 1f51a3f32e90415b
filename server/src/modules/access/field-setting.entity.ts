import { Entity, ManyToOne, PrimaryKey, Property, Unique } from "@mikro-orm/decorators/legacy";
import { StaffMember } from "./staff-member.entity.ts";

/** What an administrator has set of a field of the archive. A sensitive field is closed as long as it has no purpose. */
@Entity({ tableName: "field_setting" })
export class FieldSetting {
  @PrimaryKey({ type: "uuid" })
  id!: string;

  /** The field's name in the archive. */
  @Property({ type: "text" })
  @Unique()
  field!: string;

  @Property({ type: "integer", default: 1 })
  version!: number;

  @Property({ type: "text", nullable: true })
  purpose!: string | null;

  @Property({ type: "timestamptz" })
  changedAt!: Date;

  @ManyToOne(() => StaffMember, {
    mapToPk: true,
    fieldName: "changed_by_id",
    nullable: true,
    deleteRule: "restrict",
  })
  changedById!: string | null;
}
