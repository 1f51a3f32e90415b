import { Entity, ManyToOne, PrimaryKey, Property } from "@mikro-orm/decorators/legacy";
import { PrimaryKeyProp } from "@mikro-orm/postgresql";
import { Order } from "./order.entity.ts";

/** Goods of an order 商品, in their order on the sheet. */
@Entity({ tableName: "order_item" })
export class OrderItem {
  [PrimaryKeyProp]?: ["orderId", "position"];

  @ManyToOne(() => Order, { mapToPk: true, primary: true, fieldName: "order_id", deleteRule: "cascade" })
  orderId!: string;

  @PrimaryKey({ type: "smallint" })
  position!: number;

  @Property({ type: "text" })
  goods!: string;

  @Property({ columnType: "numeric(12,3)", type: "string", nullable: true })
  quantity!: string | null;

  @Property({ columnType: "numeric(14,2)", type: "string", nullable: true })
  amount!: string | null;
}
