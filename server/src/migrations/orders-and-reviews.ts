import { Migration } from "@mikro-orm/migrations";

/** How an order was paid and where it came from, what customers say of it, and what both bring for the archive. */
export class OrdersAndReviews extends Migration {
  override up(): void {
    this.addSql(`
      alter table customer_order
        add column ordered_time time(0) null,
        add column payment_method text null,
        add column other_payment text null,
        add column channel_id uuid null,
        add constraint customer_order_channel_id_foreign foreign key (channel_id) references channel (id) on delete restrict;

      create table review (
        id uuid not null primary key,
        version integer not null default 1,
        customer_id uuid not null,
        order_id uuid null,
        channel_id uuid null,
        source text not null,
        happened_at timestamptz not null,
        satisfaction smallint null,
        opinions text null,
        promotion_interest text null,
        purchase_inclination text null,
        needs text null,
        withdrawn_at timestamptz null,
        withdrawn_by_id uuid null,
        recorded_by_id uuid null,
        created_at timestamptz not null,
        updated_at timestamptz not null,
        constraint review_customer_id_foreign foreign key (customer_id) references customer (id) on delete cascade,
        constraint review_order_id_foreign foreign key (order_id) references customer_order (id) on delete set null,
        constraint review_channel_id_foreign foreign key (channel_id) references channel (id) on delete restrict,
        constraint review_withdrawn_by_id_foreign foreign key (withdrawn_by_id) references staff_member (id) on delete restrict,
        constraint review_recorded_by_id_foreign foreign key (recorded_by_id) references staff_member (id) on delete restrict
      );
      create index review_customer_index on review (customer_id, happened_at desc, id desc);
      create index review_order_index on review (order_id) where order_id is not null;

      alter table customer_facts add column satisfaction smallint null;

      -- What is proposed may come from an order or a review as well as from a file.
      alter table import_proposal
        drop constraint import_proposal_import_id_foreign,
        alter column import_id drop not null,
        alter column row_number drop not null,
        add column source_order_id uuid null,
        add column source_review_id uuid null,
        add constraint import_proposal_source_order_id_foreign foreign key (source_order_id) references customer_order (id) on delete cascade,
        add constraint import_proposal_source_review_id_foreign foreign key (source_review_id) references review (id) on delete cascade;
      create index import_proposal_source_order_index on import_proposal (source_order_id) where source_order_id is not null;
      create index import_proposal_source_review_index on import_proposal (source_review_id) where source_review_id is not null;

      -- Whoever records orders records reviews, and as far; whoever edits them takes reviews back.
      insert into role_permission (role_id, permission, scope)
      select role_id, wanted.permission, scope
      from role_permission join (values
        ('review:record', 'order:record'), ('review:edit', 'order:edit'),
        ('review:withdraw', 'order:edit'), ('review:restore', 'order:edit')
      ) as wanted (permission, as_of) on role_permission.permission = wanted.as_of
      on conflict do nothing;
    `);
  }
}
