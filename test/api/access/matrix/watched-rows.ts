import type { TestDatabase } from "../../../support/database.ts";

export interface WatchedRows {
  /** The tables in which rows were written since the last time. */
  changed(): Promise<string[]>;
}

/**
 * Notes every row that is written. What keeping watch itself writes is no change: that a key was used, that a session
 * goes on, that somebody was refused, and that an id which is taken by a record out of sight was tried (`match_use`).
 * Nor is it one that the relay gives an earlier event its number, a little after the cell that wrote it.
 */
export async function watchRows(database: TestDatabase): Promise<WatchedRows> {
  await database.query(`
    create schema watched;
    create unlogged table watched.row (name text not null);
    create function watched.note() returns trigger language plpgsql security definer as $$
    begin
      if tg_op = 'UPDATE' and to_jsonb(new) - 'last_used_at' = to_jsonb(old) - 'last_used_at' then return null; end if;
      if tg_table_name = 'outbox_event' and tg_op <> 'INSERT' then return null; end if;
      if tg_table_name = 'change' and to_jsonb(new) ->> 'kind' = 'REFUSAL' then return null; end if;
      insert into watched.row values (tg_table_name);
      return null;
    end $$;
    do $$ declare watched record; begin
      for watched in select schemaname, tablename from pg_tables
        where schemaname in ('public', 'auth') and tablename not in ('session', 'rateLimit', 'change_seal', 'match_use') loop
        execute format('create trigger watched after insert or update or delete on %I.%I for each row execute function watched.note()',
          watched.schemaname, watched.tablename);
      end loop;
    end $$`);
  return {
    changed: async () => {
      const rows = await database.query<{ name: string }>("delete from watched.row returning name");
      return [...new Set(rows.map(({ name }) => name))];
    },
  };
}
