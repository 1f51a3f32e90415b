import { Entity, PrimaryKey, Property } from "@mikro-orm/decorators/legacy";
import type { Moment } from "../../platform/tables.ts";

/** What somebody looked up by contact data within the hour. */
@Entity({ tableName: "match_use" })
export class MatchUse {
  @PrimaryKey({ type: "uuid" })
  actorId!: string;

  @Property({ type: "timestamptz" })
  hour!: Moment;

  /** The beginnings of the blind indexes of the values: enough to tell them apart. */
  @Property({ type: "bytea[]" })
  lookedUp!: Buffer[];
}
