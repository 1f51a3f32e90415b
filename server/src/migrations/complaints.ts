import { Migration } from "@mikro-orm/migrations";

/** Complaints, what happened with each, and what the ledger shows of them. */
export class Complaints extends Migration {
  override up(): void {
    this.addSql(`
      create sequence complaint_number;

      create table complaint (
        id uuid not null primary key,
        number text not null,
        version integer not null default 1,
        kind text not null,
        category text not null,
        severity text not null,
        urgency bigint not null,
        medium text not null,
        description text not null,
        status text not null,
        open boolean generated always as (status <> all (array['CLOSED'::text, 'WITHDRAWN'::text])) stored not null,
        customer_id uuid not null,
        order_id uuid null,
        team_id uuid null,
        assignee_id uuid null,
        filed_by_id uuid null,
        filed_at timestamptz not null,
        acknowledged_through text null,
        cause text null,
        solution text null,
        reaction text null,
        satisfaction text null,
        constraint complaint_number_unique unique (number),
        constraint complaint_customer_id_foreign foreign key (customer_id) references customer (id) on delete cascade,
        constraint complaint_order_id_foreign foreign key (order_id) references customer_order (id) on delete set null,
        constraint complaint_team_id_foreign foreign key (team_id) references team (id) on delete restrict,
        constraint complaint_assignee_id_foreign foreign key (assignee_id) references staff_member (id) on delete restrict,
        constraint complaint_filed_by_id_foreign foreign key (filed_by_id) references staff_member (id) on delete restrict
      );
      create index complaint_urgency_index on complaint (urgency desc, id desc);
      create index complaint_filed_index on complaint (filed_at desc, id desc);
      create index complaint_customer_index on complaint (customer_id, filed_at desc, id desc);
      create index complaint_assignee_index on complaint (assignee_id, filed_at desc, id desc);
      create index complaint_team_index on complaint (team_id, filed_at desc, id desc);
      create index complaint_unassigned_index on complaint (filed_at desc, id desc) where assignee_id is null;
      create index complaint_assignee_urgency_index on complaint (assignee_id, urgency desc, id desc);
      create index complaint_unassigned_urgency_index on complaint (urgency desc, id desc) where assignee_id is null;
      create index complaint_open_urgency_index on complaint (urgency desc, id desc) where open;
      create index complaint_open_assignee_index on complaint (assignee_id, urgency desc, id desc) where open;
      create index complaint_open_team_index on complaint (team_id, urgency desc, id desc) where open;
      create index complaint_open_unassigned_index on complaint (urgency desc, id desc) where open and assignee_id is null;
      create index complaint_order_index on complaint (order_id) where order_id is not null;
      create index complaint_number_ending_index on complaint (reverse(number) text_pattern_ops);

      create table complaint_event (
        id uuid not null primary key,
        complaint_id uuid not null,
        kind text not null,
        at timestamptz not null,
        actor_id uuid null,
        source text not null,
        from_status text null,
        to_status text null,
        acknowledged_through text null,
        satisfaction text null,
        text text null,
        assignee_id uuid null,
        team_id uuid null,
        fields text[] null,
        constraint complaint_event_complaint_id_foreign foreign key (complaint_id) references complaint (id) on delete cascade,
        constraint complaint_event_actor_id_foreign foreign key (actor_id) references staff_member (id) on delete restrict,
        constraint complaint_event_assignee_id_foreign foreign key (assignee_id) references staff_member (id) on delete restrict,
        constraint complaint_event_team_id_foreign foreign key (team_id) references team (id) on delete restrict
      );
      create index complaint_event_complaint_index on complaint_event (complaint_id, at desc, id desc);

      alter table customer_facts
        add column open_complaint_count integer not null default 0,
        add column last_complaint_at timestamptz null;
      create index customer_facts_open_complaint_index on customer_facts (last_deal_on desc, customer_id desc) where open_complaint_count > 0;
    `);
  }
}
