import { Migration } from "@mikro-orm/migrations";

/** The change log tells also of reveals, exports, sign-ins and refusals, from which address, and is sealed into a chain. */
export class ChangeLog extends Migration {
  override up(): void {
    // The defaults are the same for all rows that there are, so no row is written anew: they count as this transaction's.
    this.addSql(`
      alter table change
        add column kind text not null default 'CHANGE',
        add column key_id uuid null,
        add column address inet null,
        add column count integer not null default 1,
        add column epoch smallint not null default 1,
        add column written_by xid8 not null default pg_current_xact_id(),
        alter column record_type drop not null,
        alter column record_id drop not null
    `);
    this.addSql(`
      update change set kind = case operation when 'revealField' then 'REVEAL' when 'downloadImportProblems' then 'EXPORT' else 'KEY' end
      where operation in ('revealField', 'downloadImportProblems', 'createApiKey', 'revokeApiKey')
    `);
    this.addSql(`
      create index change_written_index on change (epoch, written_by, id);
      create index change_kind_index on change (kind, id) where kind <> 'CHANGE';
      create index change_actor_index on change (actor_id, id) where source <> 'IMPORT';
      create index change_log_index on change (id) where source <> 'IMPORT';

      create table change_seal (
        number bigint not null primary key,
        format smallint not null,
        through_epoch smallint not null,
        through_xid xid8 not null,
        through_id uuid not null,
        rows integer not null,
        leaves bytea not null,
        previous bytea not null,
        hash bytea not null,
        mac bytea not null,
        sealed_at timestamptz not null
      );

      create table change_epoch (
        number smallint not null primary key,
        began_at timestamptz not null default now()
      );
      insert into change_epoch (number) values (1);
    `);
  }
}
