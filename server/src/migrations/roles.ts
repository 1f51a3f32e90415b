import { Migration } from "@mikro-orm/migrations";
import { DEFAULT_ROLES, type DefaultRole } from "../modules/access/default-roles.ts";

/** Roles as sets of permissions, departments, and whose each customer is. */
export class Roles extends Migration {
  override up(): void {
    this.addSql(`
      create table role (
        id uuid not null primary key,
        version integer not null default 1,
        code text null,
        stands_for text not null,
        name text not null,
        description text null,
        requires_second_factor boolean not null default false,
        reveal_quota integer not null default 200,
        created_at timestamptz not null default now(),
        constraint role_code_unique unique (code)
      );
      create unique index role_name_unique on role (lower(name));

      create table role_permission (
        role_id uuid not null,
        permission text not null,
        scope text not null,
        primary key (role_id, permission),
        constraint role_permission_role_id_foreign foreign key (role_id) references role (id) on delete cascade
      );
      create table role_field (
        role_id uuid not null,
        field text not null,
        "right" text not null,
        primary key (role_id, field),
        constraint role_field_role_id_foreign foreign key (role_id) references role (id) on delete cascade
      );

      create table department (
        id uuid not null primary key,
        version integer not null default 1,
        name text not null,
        created_at timestamptz not null
      );
      create unique index department_name_unique on department (lower(name));
      alter table team
        add column department_id uuid null,
        add constraint team_department_id_foreign foreign key (department_id) references department (id) on delete restrict;
    `);
    for (const table of ["role", "department"])
      this.addSql(`
        create trigger ${table}_told after insert or update or delete or truncate on ${table}
        for each statement execute function tell_reference()`);
    for (const role of DEFAULT_ROLES) this.addSql(insertOf(role));
    this.#rolesOfStaff();
    this.#ownersOfCustomers();
  }

  #rolesOfStaff(): void {
    for (const table of ["staff_member", "api_key"])
      this.addSql(`
        alter table ${table} add column role_id uuid null;
        update ${table} set role_id = (select id from role where code = ${table}.role);
        alter table ${table}
          alter column role_id set not null,
          add constraint ${table}_role_id_foreign foreign key (role_id) references role (id) on delete restrict`);
  }

  #ownersOfCustomers(): void {
    this.addSql(`
      alter table customer
        add column owner_id uuid null,
        add column team_id uuid null;
      alter table customer_facts add column owner_id uuid, add column team_id uuid;

      -- Whoever opened an archive by hand looks after it from now on; what a file brought is nobody's yet.
      update customer set owner_id = staff_member.id, team_id = staff_member.team_id
      from staff_member
      where staff_member.id = customer.created_by_id and staff_member.active and not staff_member.program
        and customer.import_id is null;
      update customer_facts set owner_id = customer.owner_id, team_id = customer.team_id
      from customer where customer.id = customer_facts.customer_id and customer.owner_id is not null;
      -- A complaint that somebody takes care of stands in the queue of his team.
      update complaint set team_id = staff_member.team_id
      from staff_member
      where staff_member.id = complaint.assignee_id and staff_member.team_id is distinct from complaint.team_id;

      alter table customer
        add constraint customer_owner_id_foreign foreign key (owner_id) references staff_member (id) on delete restrict,
        add constraint customer_team_id_foreign foreign key (team_id) references team (id) on delete restrict;

      create or replace function take_over_lifecycle() returns trigger language plpgsql as $$
      begin
        select lifecycle, owner_id, team_id into new.lifecycle, new.owner_id, new.team_id
        from customer where id = new.customer_id;
        return new;
      end $$;

      create function hand_on_owner() returns trigger language plpgsql as $$
      begin
        update customer_facts set owner_id = new.owner_id, team_id = new.team_id where customer_id = new.id;
        return null;
      end $$;
      create trigger customer_owner after update of owner_id, team_id on customer
      for each row when (old.owner_id is distinct from new.owner_id or old.team_id is distinct from new.team_id)
      execute function hand_on_owner();

      create index customer_owner_index on customer (owner_id, id desc) where owner_id is not null;
      create index customer_facts_owner_index on customer_facts (owner_id, last_deal_on desc, customer_id desc) where owner_id is not null;
      create index customer_facts_owner_newest_index on customer_facts (owner_id, customer_id desc) where owner_id is not null;
      create index customer_facts_owner_spent_index on customer_facts (owner_id, total_spent desc, customer_id desc) where owner_id is not null;
      create index customer_facts_team_index on customer_facts (team_id, last_deal_on desc, customer_id desc) where team_id is not null;
      create index customer_facts_team_newest_index on customer_facts (team_id, customer_id desc) where team_id is not null;
      create index customer_facts_team_spent_index on customer_facts (team_id, total_spent desc, customer_id desc) where team_id is not null;
      analyze customer_facts (owner_id, team_id);
      analyze customer (owner_id, team_id)`);
  }
}

/** Every text of it stands in our own code. */
function insertOf(role: DefaultRole): string {
  const rows = (pairs: ReadonlyMap<string, string>): string =>
    [...pairs].map(([name, value]) => `('${role.id}', '${name}', '${value}')`).join(", ");
  return `
    insert into role (id, code, stands_for, name, description, requires_second_factor, reveal_quota)
    values ('${role.id}', '${role.code}', '${role.code}', '${role.name.zh}', '${role.description.zh}',
      ${String(role.requiresSecondFactor)}, ${role.revealQuota});
    insert into role_permission (role_id, permission, scope) values ${rows(role.scopes)};
    insert into role_field (role_id, field, "right") values ${rows(role.fields)}`;
}
