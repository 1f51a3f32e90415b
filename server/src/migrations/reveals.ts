import { Migration } from "@mikro-orm/migrations";

/** Whose personal values were revealed, and what was looked up by contact data: what the daily and hourly quotas count. */
export class Reveals extends Migration {
  override up(): void {
    this.addSql(`
      create table reveal_use (
        actor_id uuid not null,
        on_date date not null,
        customer_id uuid not null,
        primary key (actor_id, on_date, customer_id)
      );
      create table match_use (
        actor_id uuid not null,
        hour timestamptz not null,
        looked_up bytea[] not null,
        primary key (actor_id)
      );
    `);
  }
}
