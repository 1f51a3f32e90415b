import { Entity, Index, ManyToOne, PrimaryKey, Property } from "@mikro-orm/decorators/legacy";
import { OptionalProps } from "@mikro-orm/postgresql";
import { StaffMember } from "../access/staff-member.entity.ts";
import { Team } from "../access/team.entity.ts";

export enum HandOverKind {
  /** Somebody gives another's records away: those in his own scope. */
  HAND_OVER = "HAND_OVER",
  /** Somebody changes teams, and his records with him, or not. */
  TEAM_CHANGE = "TEAM_CHANGE",
}

export enum HandOverState {
  RUNNING = "RUNNING",
  FINISHED = "FINISHED",
  FAILED = "FAILED",
}

/** Customers and complaints that go from one owner to another 交接, and how far that is. */
@Entity({ tableName: "hand_over" })
@Index({
  name: "hand_over_running_index",
  expression: "create index hand_over_running_index on hand_over (id) where state = 'RUNNING'",
})
export class HandOver {
  [OptionalProps]?: "lastCustomerId" | "lastComplaintId" | "doneCustomers" | "doneComplaints" | "finishedAt";

  @PrimaryKey({ type: "uuid" })
  id!: string;

  @Property({ type: "text" })
  kind!: HandOverKind;

  /** Whose records; null: those that are nobody's. */
  @ManyToOne(() => StaffMember, {
    mapToPk: true,
    fieldName: "from_id",
    nullable: true,
    deleteRule: "restrict",
  })
  fromId!: string | null;

  @ManyToOne(() => StaffMember, { mapToPk: true, fieldName: "to_id", nullable: true, deleteRule: "restrict" })
  toId!: string | null;

  @ManyToOne(() => Team, { mapToPk: true, fieldName: "to_team_id", nullable: true, deleteRule: "restrict" })
  toTeamId!: string | null;

  @Property({ type: "text", nullable: true })
  note!: string | null;

  @Property({ type: "boolean" })
  customers!: boolean;

  @Property({ type: "boolean" })
  complaints!: boolean;

  @ManyToOne(() => StaffMember, { mapToPk: true, fieldName: "asked_by_id", deleteRule: "restrict" })
  askedById!: string;

  @Property({ type: "text" })
  state!: HandOverState;

  /** How far it is: each batch begins behind the last one, in whatever process. */
  @Property({ type: "uuid", nullable: true })
  lastCustomerId: string | null = null;

  @Property({ type: "uuid", nullable: true })
  lastComplaintId: string | null = null;

  @Property({ type: "integer", default: 0 })
  doneCustomers = 0;

  @Property({ type: "integer", default: 0 })
  doneComplaints = 0;

  @Property({ type: "timestamptz" })
  createdAt!: Date;

  /** When a batch of it was last done: nobody is at one that has not moved for a while. */
  @Property({ type: "timestamptz" })
  workedAt!: Date;

  @Property({ type: "timestamptz", nullable: true })
  finishedAt: Date | null = null;
}
