import { Migration } from "@mikro-orm/migrations";

/** Lost customers are old ones: a list of the newest of them passes all others first, unless an index has them alone. */
export class LedgerNewest extends Migration {
  override up(): void {
    this.addSql(
      `create index customer_facts_lifecycle_newest_index on customer_facts (lifecycle, customer_id desc)`,
    );
  }
}
