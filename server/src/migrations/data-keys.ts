import { Migration } from "@mikro-orm/migrations";

/** Keys that the key file wraps, so that they can be changed; and a key of its own for each record's change log. */
export class DataKeys extends Migration {
  override up(): void {
    this.addSql(`
      create table data_key (
        id integer not null primary key,
        purpose text not null,
        kind smallint null,
        wrapped bytea null,
        created_at timestamptz not null default now(),
        active_from timestamptz not null default now(),
        retired_at timestamptz null,
        destroyed_at timestamptz null
      );
      create table key_rotation (
        key_id integer not null primary key,
        table_name text null,
        last_id uuid null,
        done bigint not null,
        total bigint not null,
        started_at timestamptz not null default now(),
        moved_at timestamptz not null default now(),
        finished_at timestamptz null,
        constraint key_rotation_key_id_foreign foreign key (key_id) references data_key (id) on delete restrict
      );
      create table record_key (
        record_id uuid not null primary key,
        wrapped bytea not null
      );

      -- The next start seals them anew, each under the key of its record: only the application has the keys.
      alter table installation add column has_changes_to_convert boolean not null default false;
      update installation set has_changes_to_convert = exists (select from change where personal is not null);
    `);
  }
}
