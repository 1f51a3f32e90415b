import { Entity, PrimaryKey, Property } from "@mikro-orm/decorators/legacy";
import type { CheckEvery } from "./freshness.ts";

/** There is one row, made by the migration. */
export const ARCHIVE_SETTINGS_ID = "01900000-0000-7000-8000-0000000000a1";

/** What the firm decides once for all archives. */
@Entity({ tableName: "archive_settings" })
export class ArchiveSettings {
  @PrimaryKey({ type: "uuid" })
  id!: string;

  @Property({ type: "integer", version: true, default: 1 })
  version!: number;

  /** Whoever has bought nothing for so many months counts as lost; null: nobody does by rule. */
  @Property({ type: "smallint", nullable: true })
  lostAfterMonths!: number | null;

  /** For so many days after a deal the sale is still going on. */
  @Property({ type: "smallint", default: 15 })
  inSaleDays!: number;

  /** Weights of fields for completeness other than those in `fields.ts`, by the field's name. */
  @Property({ type: "json", defaultRaw: "'{}'" })
  completenessWeights!: Record<string, number>;

  /** Of a customer of the highest tier everything beyond the basic information counts so many times. */
  @Property({ type: "smallint", default: 2 })
  keyTierFactor!: number;

  /** Months between two checks of a section other than those in `freshness.ts`; null: it is never due. */
  @Property({ type: "json", defaultRaw: "'{}'" })
  checkEvery!: CheckEvery;

  /** The business day on which the rule was last applied to everybody; null makes it due. */
  @Property({ type: "date", nullable: true })
  lifecycleRuledOn!: string | null;
}
