import { Migration } from "@mikro-orm/migrations";

/** How complete and how fresh archives are, what the firm decides about it, and who is told of changes. */
export class ArchiveUpkeep extends Migration {
  override up(): void {
    // Completeness of older archives is computed by a job: only the server can open what is sealed.
    this.addSql(`
      alter table archive_settings
        add column completeness_weights jsonb not null default '{}',
        add column key_tier_factor smallint not null default 2,
        add column check_every jsonb not null default '{}';

      create table archive_upkeep (
        id smallint not null primary key,
        settings_version integer not null default 0,
        after uuid null,
        done_on date null
      );
      insert into archive_upkeep (id) values (1);

      alter table customer_facts
        add column completeness smallint null,
        add column personal_fields text[] null,
        add column verify_due_on date null,
        add column verify_section text null;
      create index customer_facts_due_index on customer_facts ((date '2200-01-01' - verify_due_on) desc, customer_id desc)
        where verify_due_on is not null;
      create index customer_facts_due_section_index on customer_facts (verify_section, (date '2200-01-01' - verify_due_on) desc, customer_id desc)
        where verify_due_on is not null;
      create index customer_facts_due_owner_index on customer_facts (owner_id, (date '2200-01-01' - verify_due_on) desc, customer_id desc)
        where verify_due_on is not null and owner_id is not null;
      create index customer_facts_due_team_index on customer_facts (team_id, (date '2200-01-01' - verify_due_on) desc, customer_id desc)
        where verify_due_on is not null and team_id is not null;

      create table section_verification (
        customer_id uuid not null,
        section text not null,
        verified_at timestamptz not null,
        verified_by_id uuid null,
        confirmed boolean not null default false,
        before_at timestamptz null,
        before_by_id uuid null,
        primary key (customer_id, section),
        constraint section_verification_customer_id_foreign foreign key (customer_id) references customer (id) on delete cascade,
        constraint section_verification_verified_by_id_foreign foreign key (verified_by_id) references staff_member (id) on delete restrict,
        constraint section_verification_before_by_id_foreign foreign key (before_by_id) references staff_member (id) on delete restrict
      );

      create table customer_alert (
        id uuid not null primary key,
        staff_id uuid not null,
        customer_id uuid not null,
        customer_count integer not null default 1,
        fields text[] not null,
        operation text not null,
        source text not null,
        import_id uuid null,
        actor_id uuid null,
        at timestamptz not null,
        read_at timestamptz null,
        constraint customer_alert_staff_id_foreign foreign key (staff_id) references staff_member (id) on delete cascade,
        constraint customer_alert_customer_id_foreign foreign key (customer_id) references customer (id) on delete cascade
      );
      create index customer_alert_list_index on customer_alert (staff_id, id desc);
      create index customer_alert_unread_index on customer_alert (staff_id, id desc) where read_at is null;
      create unique index customer_alert_import_index on customer_alert (staff_id, import_id) where import_id is not null;
      create index customer_alert_customer_index on customer_alert (customer_id)
    `);
  }
}
