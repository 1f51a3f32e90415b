import { Migration } from "@mikro-orm/migrations";
import { ADMINISTRATOR_ROLE_ID, defaultRole } from "../modules/access/default-roles.ts";
import { StaffRole } from "../modules/access/permissions.ts";
import { SENSITIVE_FIELDS } from "../platform/personal-fields.ts";

/** The fields of an archive beside a customer's own columns, and what administrators set of them. */
export class ArchiveFields extends Migration {
  override up(): void {
    this.addSql(`
      create table field_value (
        customer_id uuid not null,
        field text not null,
        position smallint not null default 0,
        text text null,
        long_text text null,
        number numeric null,
        day date null,
        yes boolean null,
        ref uuid null,
        primary key (customer_id, field, position),
        constraint field_value_customer_id_foreign foreign key (customer_id) references customer (id) on delete cascade,
        constraint field_value_ref_foreign foreign key (ref) references customer (id) on delete cascade
      );
      create index field_value_text_index on field_value (field, text, customer_id) where text is not null;
      create index field_value_number_index on field_value (field, number, customer_id) where number is not null;
      create index field_value_day_index on field_value (field, day, customer_id) where day is not null;
      create index field_value_yes_index on field_value (field, yes, customer_id) where yes is not null;
      create index field_value_ref_index on field_value (ref, field) where ref is not null;

      create table field_setting (
        id uuid not null primary key,
        field text not null,
        version integer not null default 1,
        purpose text null,
        changed_at timestamptz not null,
        changed_by_id uuid null,
        constraint field_setting_field_unique unique (field),
        constraint field_setting_changed_by_id_foreign foreign key (changed_by_id) references staff_member (id) on delete restrict
      );
      create trigger field_setting_told after insert or update or delete or truncate on field_setting
      for each statement execute function tell_reference()`);
    // An archive that is older has these roles already, and they say nothing of what is new.
    this.addSql(`
      insert into role_permission (role_id, permission, scope)
      select id, 'field:setPurpose', 'ALL' from role where id = '${ADMINISTRATOR_ROLE_ID}'
      on conflict do nothing`);
    const sensitive = [...SENSITIVE_FIELDS].map((field) => `('${field}')`).join(", ");
    this.addSql(`
      insert into role_field (role_id, field, "right")
      select role.id, sensitive.field, 'VIEW' from role, (values ${sensitive}) as sensitive (field)
      where role.id in ('${ADMINISTRATOR_ROLE_ID}', '${defaultRole(StaffRole.PRIVACY_OFFICER).id}')
      on conflict do nothing`);
  }
}
