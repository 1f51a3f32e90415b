import { Migration } from "@mikro-orm/migrations";

/** Records that one person leaves to another, or to a team: done in batches, so it is kept how far that is. */
export class HandOvers extends Migration {
  override up(): void {
    this.addSql(`
      create table hand_over (
        id uuid not null primary key,
        kind text not null,
        from_id uuid null,
        to_id uuid null,
        to_team_id uuid null,
        note text null,
        customers boolean not null,
        complaints boolean not null,
        asked_by_id uuid not null,
        state text not null,
        last_customer_id uuid null,
        last_complaint_id uuid null,
        done_customers integer not null default 0,
        done_complaints integer not null default 0,
        created_at timestamptz not null,
        worked_at timestamptz not null,
        finished_at timestamptz null,
        constraint hand_over_from_id_foreign foreign key (from_id) references staff_member (id) on delete restrict,
        constraint hand_over_to_id_foreign foreign key (to_id) references staff_member (id) on delete restrict,
        constraint hand_over_to_team_id_foreign foreign key (to_team_id) references team (id) on delete restrict,
        constraint hand_over_asked_by_id_foreign foreign key (asked_by_id) references staff_member (id) on delete restrict
      );
      create index hand_over_running_index on hand_over (id) where state = 'RUNNING'`);
  }
}
