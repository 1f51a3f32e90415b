import { Entity, Index, ManyToOne, OneToOne, PrimaryKey, Property } from "@mikro-orm/decorators/legacy";
import { OptionalProps } from "@mikro-orm/postgresql";
import { StaffMember } from "../access/staff-member.entity.ts";
import { Complaint } from "./complaint.entity.ts";

/** A photograph of what a complaint is about 照片: uploaded first, then attached to its complaint. */
@Entity({ tableName: "complaint_photograph" })
@Index({
  name: "complaint_photograph_complaint_index",
  expression:
    "create index complaint_photograph_complaint_index on complaint_photograph (complaint_id, position) where complaint_id is not null",
})
@Index({
  name: "complaint_photograph_waiting_index",
  expression:
    "create index complaint_photograph_waiting_index on complaint_photograph (uploaded_by_id, id) where complaint_id is null",
})
export class ComplaintPhotograph {
  [OptionalProps]?: "complaintId" | "position" | "removedAt" | "removedById";

  @PrimaryKey({ type: "uuid" })
  id!: string;

  /** Null while it waits to be attached; then only whoever uploaded it sees it. */
  @ManyToOne(() => Complaint, {
    mapToPk: true,
    fieldName: "complaint_id",
    nullable: true,
    deleteRule: "cascade",
  })
  complaintId: string | null = null;

  /** Place among the complaint's photographs. */
  @Property({ type: "integer", nullable: true })
  position: number | null = null;

  @Property({ type: "text" })
  fileName!: string;

  /** What its bytes are, whatever the sender called it. */
  @Property({ type: "text" })
  mediaType!: string;

  @Property({ type: "integer" })
  byteSize!: number;

  @Property({ type: "blob" })
  sha256!: Buffer;

  @ManyToOne(() => StaffMember, { mapToPk: true, fieldName: "uploaded_by_id", deleteRule: "restrict" })
  uploadedById!: string;

  @Property({ type: "timestamptz" })
  uploadedAt!: Date;

  /** Hidden since then, and kept. */
  @Property({ type: "timestamptz", nullable: true })
  removedAt: Date | null = null;

  @ManyToOne(() => StaffMember, {
    mapToPk: true,
    fieldName: "removed_by_id",
    nullable: true,
    deleteRule: "restrict",
  })
  removedById: string | null = null;
}

/** The picture itself, sealed to its row. Apart, so that no list ever reads it by the way. */
@Entity({ tableName: "complaint_photograph_content" })
export class ComplaintPhotographContent {
  @OneToOne(() => ComplaintPhotograph, {
    mapToPk: true,
    primary: true,
    fieldName: "photograph_id",
    updateRule: "no action",
    deleteRule: "cascade",
  })
  photographId!: string;

  @Property({ type: "blob" })
  content!: Buffer;
}
