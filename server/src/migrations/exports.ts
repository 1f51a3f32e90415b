import { Migration } from "@mikro-orm/migrations";

/** Exports of customers, and the right to make them for those who begin with it. */
export class Exports extends Migration {
  override up(): void {
    this.addSql(`
      create table export (
        id uuid not null primary key,
        actor_id uuid not null,
        key_id uuid null,
        session_id text null,
        profile text not null,
        format text not null,
        columns text[] not null,
        question bytea null,
        revealed uuid[] null,
        state text not null default 'WAITING',
        failure text null,
        rows_total integer not null,
        rows_done integer not null default 0,
        prepared_at timestamptz not null default now(),
        open_until timestamptz not null,
        started_at timestamptz null,
        seen_at timestamptz null,
        finished_at timestamptz null,
        constraint export_actor_id_foreign foreign key (actor_id) references staff_member (id) on delete restrict
      );
      create index export_running_index on export (seen_at) where state = 'RUNNING';
      create index export_actor_index on export (actor_id, id desc);

      -- A new archive's roles have it already. Of a role that gains it the rights are read anew.
      with gained as (
        insert into role_permission (role_id, permission, scope)
        select id, 'customer:export', case code when 'ADMINISTRATOR' then 'ALL' else 'DEPARTMENT' end
        from role where code in ('ADMINISTRATOR', 'MANAGER')
        on conflict do nothing
        returning role_id
      )
      update role set version = version + 1 where id in (select role_id from gained)`);
  }
}
