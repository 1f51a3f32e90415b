import { Entity, PrimaryKey, Property, Unique } from "@mikro-orm/decorators/legacy";

/** A level of the shop's own membership 会员级别, apart from the tier that Dossier computes. */
@Entity({ tableName: "member_level" })
export class MemberLevel {
  @PrimaryKey({ type: "uuid" })
  id!: string;

  @Property({ type: "text" })
  @Unique()
  name!: string;

  /** Higher is better. */
  @Property({ type: "integer" })
  rank!: number;
}
