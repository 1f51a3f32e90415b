import { Entity, Index, ManyToOne, PrimaryKey, Property, Unique } from "@mikro-orm/decorators/legacy";
import { StaffMember } from "../access/staff-member.entity.ts";
import { Customer } from "../customers/customer.entity.ts";
import { Order } from "./order.entity.ts";
import { Review } from "./review.entity.ts";

export enum ProposalState {
  OPEN = "OPEN",
  ACCEPTED = "ACCEPTED",
  REJECTED = "REJECTED",
}

/**
 * A file, an order or a review says otherwise than the archive, or more: somebody decides. The same value is proposed
 * once, whatever was decided.
 */
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
@Index({
  name: "import_proposal_source_order_index",
  expression:
    "create index import_proposal_source_order_index on import_proposal (source_order_id) where source_order_id is not null",
})
@Index({
  name: "import_proposal_source_review_index",
  expression:
    "create index import_proposal_source_review_index on import_proposal (source_review_id) where source_review_id is not null",
})
export class Proposal {
  @PrimaryKey({ type: "uuid" })
  id!: string;

  /** The import that proposes it. Of this, the order and the review one is given. */
  @Property({ type: "uuid", nullable: true })
  importId!: string | null;

  /** The row of the import's file. */
  @Property({ type: "integer", nullable: true })
  rowNumber!: number | null;

  /** The order that proposes it. */
  @ManyToOne(() => Order, {
    mapToPk: true,
    fieldName: "source_order_id",
    nullable: true,
    deleteRule: "cascade",
  })
  sourceOrderId!: string | null;

  /** The review that proposes it. */
  @ManyToOne(() => Review, {
    mapToPk: true,
    fieldName: "source_review_id",
    nullable: true,
    deleteRule: "cascade",
  })
  sourceReviewId!: string | null;

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

  /** What is proposed, sealed to this row. */
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
