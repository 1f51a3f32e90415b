import { Migration } from "@mikro-orm/migrations";

/** Each filter of the ledger is read from an index in the order of the list, however rare what it asks for is. */
export class LedgerFilters extends Migration {
  override up(): void {
    this.addSql(`
      alter table customer_facts add column lifecycle text;
      update customer_facts set lifecycle = customer.lifecycle from customer where customer.id = customer_id;
      alter table customer_facts alter column lifecycle set not null;

      create function take_over_lifecycle() returns trigger language plpgsql as $$
      begin
        select lifecycle into new.lifecycle from customer where id = new.customer_id;
        return new;
      end $$;
      create trigger customer_facts_lifecycle before insert on customer_facts
      for each row when (new.lifecycle is null) execute function take_over_lifecycle();

      create function hand_on_lifecycle() returns trigger language plpgsql as $$
      begin
        update customer_facts set lifecycle = new.lifecycle where customer_id = new.id;
        return null;
      end $$;
      create trigger customer_lifecycle after update of lifecycle on customer
      for each row when (old.lifecycle <> new.lifecycle) execute function hand_on_lifecycle();

      create index customer_facts_lifecycle_index on customer_facts (lifecycle, last_deal_on desc, customer_id desc);
      create index customer_facts_lifecycle_spent_index on customer_facts (lifecycle, total_spent desc, customer_id desc);
      create index customer_facts_tier_spent_index on customer_facts (tier, total_spent desc, customer_id desc) where tier is not null;
      create index customer_channel_index on customer (channel_id) where channel_id is not null;
      create index customer_member_level_index on customer (member_level_id) where member_level_id is not null;
      create index customer_demo_index on customer (id) where demo;
      analyze customer_facts (lifecycle)`);
  }
}
