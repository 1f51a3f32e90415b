import { Entity, PrimaryKey, Property } from "@mikro-orm/decorators/legacy";

/** One row: which archive this database is, and a sealed text that only the right key file opens. */
@Entity({ tableName: "installation" })
export class Installation {
  @PrimaryKey({ type: "uuid" })
  id!: string;

  @Property({ type: "blob" })
  keyCheck!: Buffer;

  @Property({ type: "timestamptz", defaultRaw: "now()" })
  createdAt!: Date;

  /** Personal changes of before there were record keys are still sealed as they were. */
  @Property({ type: "boolean", default: false })
  hasChangesToConvert!: boolean;
}
