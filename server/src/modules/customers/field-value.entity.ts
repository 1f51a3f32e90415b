import { Entity, Index, ManyToOne, PrimaryKey, Property } from "@mikro-orm/decorators/legacy";
import { PrimaryKeyProp } from "@mikro-orm/postgresql";
import { Customer } from "./customer.entity.ts";

/**
 * A plain value of a customer's archive that has no column of its own, in the column of its type: one row a value, of a
 * list one row each. So every field is filtered, sorted and grouped in the same way, whoever declared it.
 */
@Entity({ tableName: "field_value" })
@Index({
  name: "field_value_text_index",
  expression:
    "create index field_value_text_index on field_value (field, text, customer_id) where text is not null",
})
@Index({
  name: "field_value_number_index",
  expression:
    "create index field_value_number_index on field_value (field, number, customer_id) where number is not null",
})
@Index({
  name: "field_value_day_index",
  expression:
    "create index field_value_day_index on field_value (field, day, customer_id) where day is not null",
})
@Index({
  name: "field_value_yes_index",
  expression:
    "create index field_value_yes_index on field_value (field, yes, customer_id) where yes is not null",
})
@Index({
  name: "field_value_ref_index",
  expression: "create index field_value_ref_index on field_value (ref, field) where ref is not null",
})
export class FieldValue {
  [PrimaryKeyProp]?: ["customerId", "field", "position"];

  @ManyToOne(() => Customer, {
    mapToPk: true,
    primary: true,
    fieldName: "customer_id",
    deleteRule: "cascade",
  })
  customerId!: string;

  /** Its name in `fields.ts`, or the id of a field that the firm made itself. */
  @PrimaryKey({ type: "text" })
  field!: string;

  /** Its place in a list, from 0. */
  @PrimaryKey({ type: "smallint", default: 0 })
  position!: number;

  @Property({ type: "text", nullable: true })
  text!: string | null;

  /** A text of several lines: too long for an index. */
  @Property({ type: "text", nullable: true })
  longText!: string | null;

  @Property({ type: "decimal", columnType: "numeric", nullable: true })
  number!: string | null;

  @Property({ type: "date", nullable: true })
  day!: string | null;

  @Property({ type: "boolean", nullable: true })
  yes!: boolean | null;

  /** Another customer. */
  @ManyToOne(() => Customer, { mapToPk: true, fieldName: "ref", nullable: true, deleteRule: "cascade" })
  ref!: string | null;
}
