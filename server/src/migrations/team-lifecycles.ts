import { Migration } from "@mikro-orm/migrations";

/** A team's potential and lost customers are listed without passing all its others. */
export class TeamLifecycles extends Migration {
  override up(): void {
    this.addSql(`
      create index customer_facts_team_lifecycle_index on customer_facts (team_id, lifecycle, last_deal_on desc, customer_id desc) where team_id is not null and lifecycle <> 'EXISTING';
      create index customer_facts_team_lifecycle_spent_index on customer_facts (team_id, lifecycle, total_spent desc, customer_id desc) where team_id is not null and lifecycle <> 'EXISTING'
    `);
  }
}
