import { Entity, Index, ManyToOne, Property } from "@mikro-orm/decorators/legacy";
import { PrimaryKeyProp } from "@mikro-orm/postgresql";
import { Customer } from "./customer.entity.ts";

/** The day that stands for "no deal yet": sorts last and keeps the column free of nulls, which keyset pages need. */
export const NO_DEAL = "-infinity";

/**
 * What the ledger shows of slices to the right: deals and complaints now, scores later. Written by their commands in
 * their own transaction; it has no version, so a counter never makes a customer's edit conflict.
 */
@Entity({ tableName: "customer_facts" })
@Index({
  name: "customer_facts_last_deal_index",
  expression:
    "create index customer_facts_last_deal_index on customer_facts (last_deal_on desc, customer_id desc)",
})
@Index({
  name: "customer_facts_total_spent_index",
  expression:
    "create index customer_facts_total_spent_index on customer_facts (total_spent desc, customer_id desc)",
})
@Index({
  name: "customer_facts_tier_index",
  expression:
    "create index customer_facts_tier_index on customer_facts (tier, last_deal_on desc, customer_id desc) where tier is not null",
})
@Index({
  name: "customer_facts_tier_spent_index",
  expression:
    "create index customer_facts_tier_spent_index on customer_facts (tier, total_spent desc, customer_id desc) where tier is not null",
})
@Index({
  name: "customer_facts_lifecycle_index",
  expression:
    "create index customer_facts_lifecycle_index on customer_facts (lifecycle, last_deal_on desc, customer_id desc)",
})
@Index({
  name: "customer_facts_lifecycle_spent_index",
  expression:
    "create index customer_facts_lifecycle_spent_index on customer_facts (lifecycle, total_spent desc, customer_id desc)",
})
@Index({
  name: "customer_facts_lifecycle_newest_index",
  expression:
    "create index customer_facts_lifecycle_newest_index on customer_facts (lifecycle, customer_id desc)",
})
@Index({
  name: "customer_facts_open_complaint_index",
  expression:
    "create index customer_facts_open_complaint_index on customer_facts (last_deal_on desc, customer_id desc) where open_complaint_count > 0",
})
@Index({
  name: "customer_facts_owner_index",
  expression:
    "create index customer_facts_owner_index on customer_facts (owner_id, last_deal_on desc, customer_id desc) where owner_id is not null",
})
@Index({
  name: "customer_facts_owner_newest_index",
  expression:
    "create index customer_facts_owner_newest_index on customer_facts (owner_id, customer_id desc) where owner_id is not null",
})
@Index({
  name: "customer_facts_owner_spent_index",
  expression:
    "create index customer_facts_owner_spent_index on customer_facts (owner_id, total_spent desc, customer_id desc) where owner_id is not null",
})
@Index({
  name: "customer_facts_team_index",
  expression:
    "create index customer_facts_team_index on customer_facts (team_id, last_deal_on desc, customer_id desc) where team_id is not null",
})
@Index({
  name: "customer_facts_team_newest_index",
  expression:
    "create index customer_facts_team_newest_index on customer_facts (team_id, customer_id desc) where team_id is not null",
})
@Index({
  name: "customer_facts_team_spent_index",
  expression:
    "create index customer_facts_team_spent_index on customer_facts (team_id, total_spent desc, customer_id desc) where team_id is not null",
})
// Whoever is no customer yet, or no more, stands behind all others of the team in these orders.
@Index({
  name: "customer_facts_team_lifecycle_index",
  expression:
    "create index customer_facts_team_lifecycle_index on customer_facts (team_id, lifecycle, last_deal_on desc, customer_id desc) where team_id is not null and lifecycle <> 'EXISTING'",
})
@Index({
  name: "customer_facts_team_lifecycle_spent_index",
  expression:
    "create index customer_facts_team_lifecycle_spent_index on customer_facts (team_id, lifecycle, total_spent desc, customer_id desc) where team_id is not null and lifecycle <> 'EXISTING'",
})
@Index({
  name: "customer_facts_due_index",
  expression:
    "create index customer_facts_due_index on customer_facts ((date '2200-01-01' - verify_due_on) desc, customer_id desc) where verify_due_on is not null",
})
@Index({
  name: "customer_facts_due_section_index",
  expression:
    "create index customer_facts_due_section_index on customer_facts (verify_section, (date '2200-01-01' - verify_due_on) desc, customer_id desc) where verify_due_on is not null",
})
@Index({
  name: "customer_facts_due_owner_index",
  expression:
    "create index customer_facts_due_owner_index on customer_facts (owner_id, (date '2200-01-01' - verify_due_on) desc, customer_id desc) where verify_due_on is not null and owner_id is not null",
})
@Index({
  name: "customer_facts_due_team_index",
  expression:
    "create index customer_facts_due_team_index on customer_facts (team_id, (date '2200-01-01' - verify_due_on) desc, customer_id desc) where verify_due_on is not null and team_id is not null",
})
export class CustomerFacts {
  [PrimaryKeyProp]?: "customerId";

  @ManyToOne(() => Customer, {
    mapToPk: true,
    primary: true,
    fieldName: "customer_id",
    deleteRule: "cascade",
  })
  customerId!: string;

  /** That of the customer, kept by triggers: a list of one lifecycle is read in its order, and no other row with it. */
  @Property({ type: "text" })
  lifecycle!: string;

  /** Whose the customer is, kept by the same triggers for the same reason. */
  @Property({ type: "uuid", nullable: true })
  ownerId!: string | null;

  @Property({ type: "uuid", nullable: true })
  teamId!: string | null;

  @Property({ type: "text", nullable: true })
  tier!: string | null;

  @Property({ type: "date", nullable: true })
  firstDealOn!: string | null;

  @Property({ type: "date", defaultRaw: "'-infinity'::date" })
  lastDealOn!: string;

  @Property({ type: "integer", default: 0 })
  dealCount!: number;

  @Property({ columnType: "numeric(16,2)", type: "string", default: "0" })
  totalSpent!: string;

  @Property({ type: "integer", default: 0 })
  openComplaintCount!: number;

  @Property({ type: "timestamptz", nullable: true })
  lastComplaintAt!: Date | null;

  /** How satisfied the newest review says the customer is, 1 to 5. */
  @Property({ type: "smallint", nullable: true })
  satisfaction!: number | null;

  /** How much is known of what counts, in percent; null until it is computed. Sensitive fields never count. */
  @Property({ type: "smallint", nullable: true })
  completeness!: number | null;

  /** Which personal fields hold a value: names, so that percents are computed without opening what is sealed. */
  @Property({ type: "text[]", nullable: true })
  personalFields!: string[] | null;

  /** When a section is to be looked at again, and which one comes first. */
  @Property({ type: "date", nullable: true })
  verifyDueOn!: string | null;

  @Property({ type: "text", nullable: true })
  verifySection!: string | null;
}
