import { Entity, Index, ManyToOne, PrimaryKey, Property, Unique } from "@mikro-orm/decorators/legacy";
import { OptionalProps, Type } from "@mikro-orm/postgresql";
import type { FieldChange } from "../../platform/changes.ts";
import { StaffMember } from "../access/staff-member.entity.ts";
import { Team } from "../access/team.entity.ts";
import { Channel } from "../channels/channel.entity.ts";
import { MemberLevel } from "./member-level.entity.ts";
import { searchTermsOf, searchTermsText } from "./search-terms.ts";

export enum CustomerKind {
  INDIVIDUAL = "INDIVIDUAL",
  COMPANY = "COMPANY",
}

export enum CustomerLifecycle {
  POTENTIAL = "POTENTIAL",
  EXISTING = "EXISTING",
  LOST = "LOST",
}

/** The plain fields that a person may edit. Personal ones are in the sealed blob. */
export type CustomerDetails = Pick<
  Customer,
  "kind" | "lifecycle" | "name" | "nickname" | "channelId" | "memberLevelId"
>;

/** Terms as `searchTermsText` writes them. MikroORM's own type would take them apart once more, as English words. */
class SearchTerms extends Type<string, string> {
  override getColumnType(): string {
    return "tsvector";
  }
}

/** A customer's archive 客户档案. Contact data lies encrypted in one blob a row; names stay readable for search. */
@Entity({ tableName: "customer" })
@Index({
  name: "customer_search_index",
  expression: "create index customer_search_index on customer using gin (search_terms)",
})
@Index({
  name: "customer_nickname_index",
  expression: "create index customer_nickname_index on customer (lower(nickname)) where nickname is not null",
})
@Index({
  name: "customer_channel_index",
  expression: "create index customer_channel_index on customer (channel_id) where channel_id is not null",
})
@Index({
  name: "customer_member_level_index",
  expression:
    "create index customer_member_level_index on customer (member_level_id) where member_level_id is not null",
})
@Index({
  name: "customer_demo_index",
  expression: "create index customer_demo_index on customer (id) where demo",
})
@Index({
  name: "customer_import_index",
  expression: "create index customer_import_index on customer (import_id) where import_id is not null",
})
@Index({
  name: "customer_owner_index",
  expression: "create index customer_owner_index on customer (owner_id, id desc) where owner_id is not null",
})
export class Customer {
  [OptionalProps]?:
    | "version"
    | "number"
    | "lifecycle"
    | "demo"
    | "lifecycleByHand"
    | "importId"
    | "personal"
    | "channelId"
    | "memberLevelId"
    | "createdById"
    | "ownerId"
    | "teamId";

  @PrimaryKey({ type: "uuid" })
  id!: string;

  /** KH-000123; given by the database. Numbers may have gaps. */
  @Property({ type: "text", defaultRaw: "next_number('KH-'::text, 'customer_number'::regclass)" })
  @Unique()
  number!: string;

  @Property({ type: "integer", version: true, default: 1 })
  version!: number;

  @Property({ type: "text" })
  kind!: CustomerKind;

  @Property({ type: "text" })
  lifecycle: CustomerLifecycle = CustomerLifecycle.POTENTIAL;

  /** A person decided on the lifecycle: the rule leaves it alone until the next deal. */
  @Property({ type: "boolean", default: false })
  lifecycleByHand = false;

  @Property({ type: "text", nullable: true })
  name!: string | null;

  /** 客户ID or nickname: how the shop knows the customer, sometimes the only thing it knows. */
  @Property({ type: "text", nullable: true })
  nickname!: string | null;

  @ManyToOne(() => Channel, {
    mapToPk: true,
    fieldName: "channel_id",
    nullable: true,
    deleteRule: "restrict",
  })
  channelId: string | null = null;

  @ManyToOne(() => MemberLevel, {
    mapToPk: true,
    fieldName: "member_level_id",
    nullable: true,
    deleteRule: "restrict",
  })
  memberLevelId: string | null = null;

  /** Phone, e-mail and address, sealed to this row; null when none is known. */
  @Property({ type: "blob", nullable: true })
  personal: Buffer | null = null;

  /** What the search box finds this customer by: pieces of the name, pinyin, initials. */
  @Property({ type: SearchTerms })
  searchTerms!: string;

  /** One of the invented customers of the demo archive. */
  @Property({ type: "boolean", default: false })
  demo = false;

  /** The import that made this record. */
  @Property({ type: "uuid", nullable: true })
  importId: string | null = null;

  @Property({ type: "timestamptz" })
  createdAt!: Date;

  @Property({ type: "timestamptz" })
  updatedAt!: Date;

  @ManyToOne(() => StaffMember, {
    mapToPk: true,
    fieldName: "created_by_id",
    nullable: true,
    deleteRule: "restrict",
  })
  createdById: string | null = null;

  /** Who looks after the customer; null for nobody. */
  @ManyToOne(() => StaffMember, {
    mapToPk: true,
    fieldName: "owner_id",
    nullable: true,
    deleteRule: "restrict",
  })
  ownerId: string | null = null;

  /** Whose customer it is: the owner's team, or one that looks after it together. */
  @ManyToOne(() => Team, { mapToPk: true, fieldName: "team_id", nullable: true, deleteRule: "restrict" })
  teamId: string | null = null;

  /** Takes over the given details and answers with what really changed. Checks of form come before, in `fields.ts`. */
  edit(details: Partial<CustomerDetails>, at: Date): FieldChange[] {
    const changes: FieldChange[] = [];
    for (const [field, value] of Object.entries(details) as [keyof CustomerDetails, string | null][]) {
      const old = this[field];
      if (value === undefined || value === old) continue;
      Object.assign(this, { [field]: value });
      changes.push({ field, old, new: value, personal: false });
    }
    if (changes.length > 0) {
      this.searchTerms = searchTermsText(searchTermsOf(this));
      this.updatedAt = at;
    }
    return changes;
  }

  /** When an edit of now is told to have been: of two in one moment the second is later, so that it is a version too. */
  momentOfEdit(now: Date): Date {
    return now > this.updatedAt ? now : new Date(this.updatedAt.getTime() + 1);
  }
}
