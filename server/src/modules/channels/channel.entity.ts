import { Entity, PrimaryKey, Property, Unique } from "@mikro-orm/decorators/legacy";

/** How a channel brings customers: a contact of our own (DIRECT) or public and bought information (INDIRECT). */
export enum ChannelKind {
  DIRECT = "DIRECT",
  INDIRECT = "INDIRECT",
}

/** A channel that customers come through. The thirteen of the textbook and the shop platforms are there from the start. */
@Entity({ tableName: "channel" })
export class Channel {
  @PrimaryKey({ type: "uuid" })
  id!: string;

  /** Fixed code of a channel that was there from the start; null for one that an import brought. */
  @Property({ type: "text", nullable: true })
  @Unique()
  code!: string | null;

  @Property({ type: "text" })
  kind!: ChannelKind;

  @Property({ type: "text" })
  @Unique()
  nameZh!: string;

  @Property({ type: "text" })
  nameEn!: string;

  @Property({ type: "integer" })
  position!: number;
}
