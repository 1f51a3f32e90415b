import { Migration } from "@mikro-orm/migrations";
import { ADMINISTRATOR_ROLE_ID } from "../modules/access/default-roles.ts";

/** The fields that the firm makes itself, and which roles see them. */
export class CustomFields extends Migration {
  override up(): void {
    this.addSql(`
      create table custom_field (
        id uuid not null primary key,
        version integer not null default 1,
        sections text[] not null,
        type text not null,
        sensitivity text not null,
        label_zh text null,
        label_en text null,
        purpose text null,
        choices jsonb not null,
        position integer not null,
        archived_at timestamptz null,
        created_at timestamptz not null
      );
      create table custom_field_right (
        custom_field_id uuid not null,
        role_id uuid not null,
        "right" text not null,
        primary key (custom_field_id, role_id),
        constraint custom_field_right_custom_field_id_foreign foreign key (custom_field_id) references custom_field (id) on delete cascade,
        constraint custom_field_right_role_id_foreign foreign key (role_id) references role (id) on delete cascade
      );
      create trigger custom_field_told after insert or update or delete or truncate on custom_field
      for each statement execute function tell_reference();
      create trigger custom_field_right_told after insert or update or delete or truncate on custom_field_right
      for each statement execute function tell_reference();

      -- How often a value occurs is known by field and value together: each alone says little.
      create statistics field_value_together (mcv) on field, text from field_value;
      alter statistics field_value_together set statistics 1000`);
    // An archive that is older has this role already.
    this.addSql(`
      with gained as (
        insert into role_permission (role_id, permission, scope)
        select role.id, permission, 'ALL' from role, unnest(array[
          'customField:create', 'customField:change', 'customField:move', 'customField:archive', 'customField:restore'
        ]) as permission
        where role.id = '${ADMINISTRATOR_ROLE_ID}'
        on conflict do nothing
        returning role_id
      )
      update role set version = version + 1 where id in (select role_id from gained)`);
  }
}
