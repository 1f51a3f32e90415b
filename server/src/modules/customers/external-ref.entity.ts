import { Entity, Index, ManyToOne, PrimaryKey } from "@mikro-orm/decorators/legacy";
import { PrimaryKeyProp } from "@mikro-orm/postgresql";
import { Customer } from "./customer.entity.ts";

/** The system under which the 客户ID column of a shop's sheet is kept. */
export const SHOP_CUSTOMER_ID = "shop-customer-id";

/** How another system calls a customer. A pair of system and id belongs to one customer only. */
@Entity({ tableName: "external_ref" })
@Index({ name: "external_ref_customer_index", properties: ["customerId"] })
export class ExternalRef {
  [PrimaryKeyProp]?: ["system", "externalId"];

  @PrimaryKey({ type: "text" })
  system!: string;

  @PrimaryKey({ type: "text" })
  externalId!: string;

  @ManyToOne(() => Customer, { mapToPk: true, fieldName: "customer_id", deleteRule: "cascade" })
  customerId!: string;
}
