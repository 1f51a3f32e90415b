import { Migration } from "@mikro-orm/migrations";

/**
 * Terms are found by their beginnings, so beginnings need not be stored: a third of the terms does for what is written
 * from now on. Rows on file keep all theirs until they are edited; they are found the same.
 */
export class SearchByBeginnings extends Migration {
  override up(): void {
    this.addSql(`drop index customer_search_index`);
    this.addSql(
      `alter table customer alter column search_terms type tsvector using array_to_tsvector(search_terms)`,
    );
    this.addSql(`create index customer_search_index on customer using gin (search_terms)`);
    // How common a term is decides how it is looked for, and a change of type forgets it.
    this.addSql(`analyze customer (search_terms)`);
  }
}
