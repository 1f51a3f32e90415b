import { Entity, ManyToOne, PrimaryKey, Property } from "@mikro-orm/decorators/legacy";
import { PrimaryKeyProp } from "@mikro-orm/postgresql";
import { StaffMember } from "../access/staff-member.entity.ts";
import { Customer } from "./customer.entity.ts";

/** When a person last changed something in a section of a customer's archive, or said that all of it is still right. */
@Entity({ tableName: "section_verification" })
export class SectionVerification {
  [PrimaryKeyProp]?: ["customerId", "section"];

  @ManyToOne(() => Customer, {
    mapToPk: true,
    primary: true,
    fieldName: "customer_id",
    deleteRule: "cascade",
  })
  customerId!: string;

  @PrimaryKey({ type: "text" })
  section!: string;

  @Property({ type: "timestamptz" })
  verifiedAt!: Date;

  @ManyToOne(() => StaffMember, {
    mapToPk: true,
    fieldName: "verified_by_id",
    nullable: true,
    deleteRule: "restrict",
  })
  verifiedById!: string | null;

  /** Somebody said so and changed nothing: that can be taken back. */
  @Property({ type: "boolean", default: false })
  confirmed!: boolean;

  /** What stood here before it was confirmed. */
  @Property({ type: "timestamptz", nullable: true })
  beforeAt!: Date | null;

  @ManyToOne(() => StaffMember, {
    mapToPk: true,
    fieldName: "before_by_id",
    nullable: true,
    deleteRule: "restrict",
  })
  beforeById!: string | null;
}
