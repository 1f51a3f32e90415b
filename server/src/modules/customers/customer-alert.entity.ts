import { Entity, Index, ManyToOne, PrimaryKey, Property } from "@mikro-orm/decorators/legacy";
import { StaffMember } from "../access/staff-member.entity.ts";
import { Customer } from "./customer.entity.ts";

/** Somebody else changed a customer that this person looks after; of an import one alert for all its customers. */
@Entity({ tableName: "customer_alert" })
@Index({
  name: "customer_alert_list_index",
  expression: "create index customer_alert_list_index on customer_alert (staff_id, id desc)",
})
@Index({
  name: "customer_alert_unread_index",
  expression:
    "create index customer_alert_unread_index on customer_alert (staff_id, id desc) where read_at is null",
})
@Index({
  name: "customer_alert_import_index",
  expression:
    "create unique index customer_alert_import_index on customer_alert (staff_id, import_id) where import_id is not null",
})
@Index({
  name: "customer_alert_customer_index",
  expression: "create index customer_alert_customer_index on customer_alert (customer_id)",
})
export class CustomerAlert {
  @PrimaryKey({ type: "uuid" })
  id!: string;

  /** Who is told. */
  @ManyToOne(() => StaffMember, { mapToPk: true, fieldName: "staff_id", deleteRule: "cascade" })
  staffId!: string;

  /** The customer, or the first of an import's. */
  @ManyToOne(() => Customer, { mapToPk: true, fieldName: "customer_id", deleteRule: "cascade" })
  customerId!: string;

  @Property({ type: "integer", default: 1 })
  customerCount!: number;

  /** What changed, by name: never a value. */
  @Property({ type: "text[]" })
  fields!: string[];

  @Property({ type: "text" })
  operation!: string;

  @Property({ type: "text" })
  source!: string;

  @Property({ type: "uuid", nullable: true })
  importId!: string | null;

  @Property({ type: "uuid", nullable: true })
  actorId!: string | null;

  @Property({ type: "timestamptz" })
  at!: Date;

  @Property({ type: "timestamptz", nullable: true })
  readAt!: Date | null;
}
