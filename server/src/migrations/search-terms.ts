import { Migration } from "@mikro-orm/migrations";

/** Terms are found by their beginnings, so beginnings need not be stored: a quarter of the terms does. */
export class SearchByBeginnings extends Migration {
  override up(): void {
    this.addSql(`drop index customer_search_index`);
    this.addSql(
      `alter table customer alter column search_terms type tsvector using array_to_tsvector(search_terms)`,
    );
    this.addSql(`create index customer_search_index on customer using gin (search_terms)`);
  }
}
