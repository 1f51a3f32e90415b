import { Migration } from "@mikro-orm/migrations";

/** A file tells what kind of customers it makes. */
export class ImportsIntoFields extends Migration {
  override up(): void {
    this.addSql(`alter table import add column customer_kind text not null default 'INDIVIDUAL'`);
  }
}
