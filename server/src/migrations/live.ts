import { Migration } from "@mikro-orm/migrations";

/** What happened, for everybody who is looking: written by commands, numbered by the relay, kept for an hour. */
export class Live extends Migration {
  override up(): void {
    this.addSql(`
      create table outbox_event (
        id bigserial primary key,
        sequence bigint null,
        name text not null,
        record_type text not null,
        record_id uuid not null,
        customer_id uuid not null,
        actor_id uuid null,
        assignee_id uuid null,
        at timestamptz not null default now(),
        constraint outbox_event_sequence_unique unique (sequence)
      );
      create index outbox_event_unnumbered_index on outbox_event (id) where sequence is null;
      create sequence outbox_event_order;
    `);
  }
}
