import { Entity, Index, ManyToOne, PrimaryKey, Property } from "@mikro-orm/decorators/legacy";
import { PrimaryKeyProp } from "@mikro-orm/postgresql";
import type { BlindIndexKind } from "../../platform/crypto.ts";
import { Customer } from "./customer.entity.ts";

/** Finds a customer by a value the database cannot read: whole phone, last four digits, e-mail. */
@Entity({ tableName: "customer_blind_index" })
@Index({ name: "customer_blind_index_customer_index", properties: ["customerId"] })
export class CustomerBlindIndex {
  [PrimaryKeyProp]?: ["kind", "hash", "customerId"];

  @PrimaryKey({ type: "smallint" })
  kind!: BlindIndexKind;

  @PrimaryKey({ type: "blob" })
  hash!: Buffer;

  @ManyToOne(() => Customer, {
    mapToPk: true,
    primary: true,
    fieldName: "customer_id",
    deleteRule: "cascade",
  })
  customerId!: string;

  /** Which blind-index key made the hash. */
  @Property({ type: "smallint", default: 1 })
  keyVersion!: number;
}
