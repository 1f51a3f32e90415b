import { Entity, Index, ManyToOne, PrimaryKey, Property, Unique } from "@mikro-orm/decorators/legacy";
import { StaffMember } from "../access/staff-member.entity.ts";
import { Customer } from "../customers/customer.entity.ts";
import { Order } from "../orders/order.entity.ts";
import { Import } from "./import.entity.ts";

export enum ProposalState {
  OPEN = "OPEN",
  ACCEPTED = "ACCEPTED",
  REJECTED = "REJECTED",
}

/** A file says otherwise than the archive: somebody decides. The same value is proposed once, whatever was decided. */
@Entity({ tableName: "import_proposal" })
@Index({
  name: "import_proposal_list_index",
  expression:
    "create index import_proposal_list_index on import_proposal (import_id, (2147483647 - row_number) desc, id desc)",
})
@Index({ name: "import_proposal_customer_index", properties: ["customerId"] })
@Index({
  name: "import_proposal_order_index",
  expression:
    "create index import_proposal_order_index on import_proposal (order_id) where order_id is not null",
})
export class ImportProposal {
  @PrimaryKey({ type: "uuid" })
  id!: string;

  @ManyToOne(() => Import, { mapToPk: true, fieldName: "import_id", deleteRule: "cascade" })
  importId!: string;

  @Property({ type: "integer" })
  rowNumber!: number;

  @ManyToOne(() => Customer, { mapToPk: true, fieldName: "customer_id", deleteRule: "cascade" })
  customerId!: string;

  /** The order it is about; null when it is about the customer. */
  @ManyToOne(() => Order, {
    mapToPk: true,
    fieldName: "order_id",
    nullable: true,
    deleteRule: "cascade",
  })
  orderId!: string | null;

  @Property({ type: "text" })
  field!: string;

  /** What the file says, sealed to this row. */
  @Property({ type: "blob" })
  proposed!: Buffer;

  /** Keyed hash of record, field and value. */
  @Property({ type: "blob" })
  @Unique()
  proposalKey!: Buffer;

  @Property({ type: "text" })
  state!: ProposalState;

  @ManyToOne(() => StaffMember, {
    mapToPk: true,
    fieldName: "decided_by_id",
    nullable: true,
    deleteRule: "restrict",
  })
  decidedById!: string | null;

  @Property({ type: "timestamptz", nullable: true })
  decidedAt!: Date | null;
}
