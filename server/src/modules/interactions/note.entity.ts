import { Entity, Index, ManyToOne, PrimaryKey, Property, Unique } from "@mikro-orm/decorators/legacy";
import { OptionalProps } from "@mikro-orm/postgresql";
import { StaffMember } from "../access/staff-member.entity.ts";
import { Customer } from "../customers/customer.entity.ts";

/** What somebody wrote down about a customer 跟进记录. Free text stays searchable; erasure redacts it. */
@Entity({ tableName: "note" })
@Index({
  name: "note_customer_index",
  expression: "create index note_customer_index on note (customer_id, written_at desc, id desc)",
})
@Index({
  name: "note_import_index",
  expression: "create index note_import_index on note (import_id) where import_id is not null",
})
export class Note {
  [OptionalProps]?: "version" | "editedAt" | "naturalKey" | "importId";

  @PrimaryKey({ type: "uuid" })
  id!: string;

  @Property({ type: "integer", version: true, default: 1 })
  version!: number;

  @ManyToOne(() => Customer, { mapToPk: true, fieldName: "customer_id", deleteRule: "cascade" })
  customerId!: string;

  @Property({ type: "text" })
  text!: string;

  /** Hash of customer and text of an imported note: finds it again. */
  @Property({ type: "blob", nullable: true })
  @Unique()
  naturalKey: Buffer | null = null;

  @Property({ type: "uuid", nullable: true })
  importId: string | null = null;

  @ManyToOne(() => StaffMember, {
    mapToPk: true,
    fieldName: "written_by_id",
    nullable: true,
    deleteRule: "restrict",
  })
  writtenById!: string | null;

  @Property({ type: "timestamptz" })
  writtenAt!: Date;

  @Property({ type: "timestamptz", nullable: true })
  editedAt: Date | null = null;
}
