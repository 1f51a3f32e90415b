import { Entity, PrimaryKey, Property } from "@mikro-orm/decorators/legacy";

/** How far completeness and due days of all archives are computed anew: once a business day and after new settings. One row. */
@Entity({ tableName: "archive_upkeep" })
export class ArchiveUpkeep {
  @PrimaryKey({ type: "smallint", autoincrement: false })
  id!: number;

  /** The version of the settings that this turn goes by. */
  @Property({ type: "integer", default: 0 })
  settingsVersion!: number;

  /** The last customer of this turn that is done; null before the first one. */
  @Property({ type: "uuid", nullable: true })
  after!: string | null;

  /** The business day of the last turn that came to the end. */
  @Property({ type: "date", nullable: true })
  doneOn!: string | null;
}
