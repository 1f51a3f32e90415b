import { Migration } from "@mikro-orm/migrations";

/** The rule that makes customers existing or lost, what it may not touch, and the firm's settings of the archive. */
export class LifecycleRule extends Migration {
  override up(): void {
    this.addSql(`
      create table archive_settings (
        id uuid not null primary key,
        version integer not null default 1,
        lost_after_months smallint null,
        in_sale_days smallint not null default 15,
        lifecycle_ruled_on date null
      );
      insert into archive_settings (id, lost_after_months) values ('01900000-0000-7000-8000-0000000000a1', 12);
      create trigger archive_settings_told after insert or update or delete or truncate on archive_settings
      for each statement execute function tell_reference();

      alter table customer add column lifecycle_by_hand boolean not null default false;
      update customer set lifecycle_by_hand = true
      where exists (
        select from change where change.record_id = customer.id and change.field = 'lifecycle' and change.kind = 'CHANGE'
      );

      -- A new archive's administrators have it already. Of a role that gains it the rights are read anew.
      with gained as (
        insert into role_permission (role_id, permission, scope)
        select id, 'archiveSettings:change', 'ALL' from role where code = 'ADMINISTRATOR'
        on conflict do nothing
        returning role_id
      )
      update role set version = version + 1 where id in (select role_id from gained)`);
  }
}
