import { Entity, Index, ManyToOne, PrimaryKey, Property } from "@mikro-orm/decorators/legacy";
import { StaffMember } from "../access/staff-member.entity.ts";
import { Team } from "../access/team.entity.ts";
import type { ComplaintStatus } from "./complaint-status.ts";
import type { ComplaintEventKind, ComplaintMedium, HandlingSatisfaction } from "./complaint-words.types.ts";
import { Complaint } from "./complaint.entity.ts";

/**
 * One thing that happened with a complaint. Append-only: the application's database role may add rows and read them,
 * nothing else, so what was said stays said. They go only with their customer.
 */
@Entity({ tableName: "complaint_event" })
@Index({
  name: "complaint_event_complaint_index",
  expression:
    "create index complaint_event_complaint_index on complaint_event (complaint_id, at desc, id desc)",
})
export class ComplaintEvent {
  @PrimaryKey({ type: "uuid" })
  id!: string;

  @ManyToOne(() => Complaint, { mapToPk: true, fieldName: "complaint_id", deleteRule: "cascade" })
  complaintId!: string;

  @Property({ type: "text" })
  kind!: ComplaintEventKind;

  @Property({ type: "timestamptz" })
  at!: Date;

  @ManyToOne(() => StaffMember, {
    mapToPk: true,
    fieldName: "actor_id",
    nullable: true,
    deleteRule: "restrict",
  })
  actorId!: string | null;

  @Property({ type: "text" })
  source!: string;

  @Property({ type: "text", nullable: true })
  fromStatus!: ComplaintStatus | null;

  @Property({ type: "text", nullable: true })
  toStatus!: ComplaintStatus | null;

  @Property({ type: "text", nullable: true })
  acknowledgedThrough!: ComplaintMedium | null;

  @Property({ type: "text", nullable: true })
  satisfaction!: HandlingSatisfaction | null;

  /** The words of the step: description, note, cause, solution, reaction or reason. */
  @Property({ type: "text", nullable: true })
  text!: string | null;

  /** The new owner. */
  @ManyToOne(() => StaffMember, {
    mapToPk: true,
    fieldName: "assignee_id",
    nullable: true,
    deleteRule: "restrict",
  })
  assigneeId!: string | null;

  @ManyToOne(() => Team, { mapToPk: true, fieldName: "team_id", nullable: true, deleteRule: "restrict" })
  teamId!: string | null;

  /** The fields that were edited. */
  @Property({ type: "text[]", nullable: true })
  fields!: string[] | null;
}
