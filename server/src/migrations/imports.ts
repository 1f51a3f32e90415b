import { Migration } from "@mikro-orm/migrations";

/** Imports of spreadsheets: the file's rows (sealed), what is wrong with some, and what waits for a decision. */
export class Imports extends Migration {
  override up(): void {
    this.addSql(`
      create sequence import_number;

      create table import (
        id uuid not null primary key,
        number text not null default next_number('DR-', 'import_number'),
        version integer not null default 1,
        source text not null,
        state text not null,
        file_name text not null,
        file_size integer not null,
        file_hash bytea null,
        format text null,
        encoding text null,
        sheet_name text null,
        sheet_names text[] not null default '{}',
        title text null,
        header_row integer null,
        columns jsonb not null default '[]',
        channel_id uuid null,
        rows_total integer null,
        rows_done integer not null default 0,
        skipped_rows integer not null default 0,
        counts jsonb not null default '{}',
        failure jsonb null,
        kept_records integer not null default 0,
        duplicate_of_id uuid null,
        forced boolean not null default false,
        created_by_id uuid null,
        created_at timestamptz not null,
        asked_by_id uuid null,
        started_at timestamptz null,
        finished_at timestamptz null,
        reverted_at timestamptz null,
        worker_id uuid null,
        worker_seen_at timestamptz null,
        attempts integer not null default 0,
        pace_since timestamptz null,
        pace_rows integer not null default 0,
        revert_step smallint not null default 0,
        revert_after uuid null,
        constraint import_number_unique unique (number),
        constraint import_channel_id_foreign foreign key (channel_id) references channel (id) on delete restrict,
        constraint import_duplicate_of_id_foreign foreign key (duplicate_of_id) references import (id) on delete set null,
        constraint import_created_by_id_foreign foreign key (created_by_id) references staff_member (id) on delete restrict,
        constraint import_asked_by_id_foreign foreign key (asked_by_id) references staff_member (id) on delete restrict
      );
      create index import_file_hash_index on import (file_hash) where file_hash is not null;
      create index import_working_index on import (worker_seen_at) where state in ('READING', 'CHECKING', 'RUNNING', 'REVERTING');

      create table import_batch (
        id uuid not null primary key,
        import_id uuid not null,
        batch_number integer not null,
        first_row integer not null,
        last_row integer not null,
        row_count integer not null,
        rows bytea not null,
        done_at timestamptz null,
        numbers jsonb null,
        constraint import_batch_import_id_batch_number_unique unique (import_id, batch_number),
        constraint import_batch_import_id_foreign foreign key (import_id) references import (id) on delete cascade
      );
      alter table import_batch alter column rows set storage external;

      create table import_row (
        id uuid not null primary key,
        import_id uuid not null,
        row_number integer not null,
        state text not null,
        cells bytea not null,
        issues jsonb not null default '[]',
        constraint import_row_import_id_row_number_unique unique (import_id, row_number),
        constraint import_row_import_id_foreign foreign key (import_id) references import (id) on delete cascade
      );
      create index import_row_list_index on import_row (import_id, (2147483647 - row_number) desc, id desc);

      create table import_proposal (
        id uuid not null primary key,
        import_id uuid not null,
        row_number integer not null,
        customer_id uuid not null,
        order_id uuid null,
        field text not null,
        proposed bytea not null,
        proposal_key bytea not null,
        state text not null,
        decided_by_id uuid null,
        decided_at timestamptz null,
        constraint import_proposal_proposal_key_unique unique (proposal_key),
        constraint import_proposal_import_id_foreign foreign key (import_id) references import (id) on delete cascade,
        constraint import_proposal_customer_id_foreign foreign key (customer_id) references customer (id) on delete cascade,
        constraint import_proposal_order_id_foreign foreign key (order_id) references customer_order (id) on delete cascade,
        constraint import_proposal_decided_by_id_foreign foreign key (decided_by_id) references staff_member (id) on delete restrict
      );
      create index import_proposal_list_index on import_proposal (import_id, (2147483647 - row_number) desc, id desc);
      create index import_proposal_customer_index on import_proposal (customer_id);
      create index import_proposal_order_index on import_proposal (order_id) where order_id is not null;
    `);
  }
}
