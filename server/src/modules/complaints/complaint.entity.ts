import { Entity, Index, ManyToOne, PrimaryKey, Property, Unique } from "@mikro-orm/decorators/legacy";
import { BigIntType, OptionalProps } from "@mikro-orm/postgresql";
import type { FieldChange } from "../../platform/changes.ts";
import { DomainErrors } from "../../platform/errors.ts";
import { StaffMember } from "../access/staff-member.entity.ts";
import { Team } from "../access/team.entity.ts";
import { Customer } from "../customers/customer.entity.ts";
import { Order } from "../orders/order.entity.ts";
import { closedAlready, evidenceErrors, wrongStep, type StepEvidence } from "./complaint-evidence.ts";
import { ComplaintStatus, findTransition, isOpen, isReopening } from "./complaint-status.ts";
import { urgencyOf } from "./complaint-urgency.ts";
import type {
  ComplaintCategory,
  ComplaintKind,
  ComplaintMedium,
  ComplaintSeverity,
  HandlingSatisfaction,
} from "./complaint-words.types.ts";

/** What a person may edit of a complaint while it is open. */
export type ComplaintDetails = Pick<
  Complaint,
  "kind" | "category" | "severity" | "medium" | "description" | "orderId"
>;

/** A page of an inbox or list is read from one of these in its order, however many complaints there are. */
const LISTS = {
  urgency_index: "(urgency desc, id desc)",
  filed_index: "(filed_at desc, id desc)",
  customer_index: "(customer_id, filed_at desc, id desc)",
  assignee_index: "(assignee_id, filed_at desc, id desc)",
  team_index: "(team_id, filed_at desc, id desc)",
  unassigned_index: "(filed_at desc, id desc) where assignee_id is null",
  assignee_urgency_index: "(assignee_id, urgency desc, id desc)",
  unassigned_urgency_index: "(urgency desc, id desc) where assignee_id is null",
  open_urgency_index: "(urgency desc, id desc) where open",
  open_assignee_index: "(assignee_id, urgency desc, id desc) where open",
  open_team_index: "(team_id, urgency desc, id desc) where open",
  open_unassigned_index: "(urgency desc, id desc) where open and assignee_id is null",
  order_index: "(order_id) where order_id is not null",
  number_ending_index: "(reverse(number) text_pattern_ops)",
} as const;

function list(name: keyof typeof LISTS): { name: string; expression: string } {
  return {
    name: `complaint_${name}`,
    expression: `create index complaint_${name} on complaint ${LISTS[name]}`,
  };
}

/** A complaint 客户抱怨、投诉: what a customer tells us of dissatisfaction with goods or service, and what we do about it. */
@Entity({ tableName: "complaint" })
@Index(list("urgency_index"))
@Index(list("filed_index"))
@Index(list("customer_index"))
@Index(list("assignee_index"))
@Index(list("team_index"))
@Index(list("unassigned_index"))
@Index(list("assignee_urgency_index"))
@Index(list("unassigned_urgency_index"))
@Index(list("open_urgency_index"))
@Index(list("open_assignee_index"))
@Index(list("open_team_index"))
@Index(list("open_unassigned_index"))
@Index(list("order_index"))
@Index(list("number_ending_index"))
export class Complaint {
  [OptionalProps]?:
    | "version"
    | "open"
    | "acknowledgedThrough"
    | "cause"
    | "solution"
    | "reaction"
    | "satisfaction";

  @PrimaryKey({ type: "uuid" })
  id!: string;

  /** TS-2026-000045: the year of filing, and a number that goes on through the years. Numbers may have gaps. */
  @Property({ type: "text" })
  @Unique()
  number!: string;

  @Property({ type: "integer", version: true, default: 1 })
  version!: number;

  @Property({ type: "text" })
  kind!: ComplaintKind;

  @Property({ type: "text" })
  category!: ComplaintCategory;

  @Property({ type: "text" })
  severity!: ComplaintSeverity;

  /** Orders the inbox; follows from severity and filedAt, see complaint-urgency.ts. */
  @Property({ type: new BigIntType("string") })
  urgency!: string;

  /** How it reached us. */
  @Property({ type: "text" })
  medium!: ComplaintMedium;

  @Property({ type: "text" })
  description!: string;

  @Property({ type: "text" })
  status!: ComplaintStatus;

  /** Somebody still has to do something about it; kept by the database. */
  @Property({
    type: "boolean",
    generated: "(status <> all (array['CLOSED'::text, 'WITHDRAWN'::text])) stored",
    persist: false,
  })
  open!: boolean;

  @ManyToOne(() => Customer, { mapToPk: true, fieldName: "customer_id", deleteRule: "cascade" })
  customerId!: string;

  @ManyToOne(() => Order, { mapToPk: true, fieldName: "order_id", nullable: true, deleteRule: "set null" })
  orderId!: string | null;

  /** Whose queue it stands in. */
  @ManyToOne(() => Team, { mapToPk: true, fieldName: "team_id", nullable: true, deleteRule: "restrict" })
  teamId!: string | null;

  @ManyToOne(() => StaffMember, {
    mapToPk: true,
    fieldName: "assignee_id",
    nullable: true,
    deleteRule: "restrict",
  })
  assigneeId!: string | null;

  @ManyToOne(() => StaffMember, {
    mapToPk: true,
    fieldName: "filed_by_id",
    nullable: true,
    deleteRule: "restrict",
  })
  filedById!: string | null;

  @Property({ type: "timestamptz" })
  filedAt!: Date;

  /** How we told the customer that we have it. */
  @Property({ type: "text", nullable: true })
  acknowledgedThrough: ComplaintMedium | null = null;

  @Property({ type: "text", nullable: true })
  cause: string | null = null;

  @Property({ type: "text", nullable: true })
  solution: string | null = null;

  /** What the customer said of how it was handled. */
  @Property({ type: "text", nullable: true })
  reaction: string | null = null;

  @Property({ type: "text", nullable: true })
  satisfaction: HandlingSatisfaction | null = null;

  /** Takes a step of the table with what it asks for, or refuses. Answers with what really changed. */
  changeStatus(to: ComplaintStatus, given: StepEvidence): FieldChange[] {
    const step = findTransition(this.status, to);
    if (!step) throw wrongStep(this.status, to);
    const errors = evidenceErrors(step, given);
    if (errors.length > 0) throw new DomainErrors(errors);
    const { reason: _reason, ...evidence } = given;
    const known = Object.fromEntries(Object.entries(evidence).filter(([, value]) => value !== null));
    return change(this, { status: to, ...(isReopening(step) ? undone(to) : {}), ...known });
  }

  /** Gives it to somebody, to a team's queue, or to nobody. */
  assign(owner: { readonly assigneeId: string | null; readonly teamId: string | null }): FieldChange[] {
    if (!isOpen(this.status)) throw closedAlready(this.status);
    return change(this, owner);
  }

  edit(details: Partial<ComplaintDetails>): FieldChange[] {
    if (!isOpen(this.status)) throw closedAlready(this.status);
    const changes = change(this, details);
    this.urgency = urgencyOf(this.severity, this.filedAt);
    return changes;
  }
}

/** A function, not a private method: the mapper makes entities without calling their constructor. */
function change(complaint: Complaint, values: Partial<Complaint>): FieldChange[] {
  return Object.entries(values).flatMap(([field, value]) => {
    const old = complaint[field as keyof Complaint] as string | null;
    if (value === undefined || value === old) return [];
    Object.assign(complaint, { [field]: value });
    return [{ field, old, new: value as string | null, personal: false }];
  });
}

/** What a reopening takes back; the events keep every old word. The cause stays as the last that was known. */
function undone(to: ComplaintStatus): Partial<Complaint> {
  const later = { solution: null, reaction: null, satisfaction: null };
  return to === ComplaintStatus.RECEIVED ? { ...later, acknowledgedThrough: null } : later;
}
