import { Migration } from "@mikro-orm/migrations";

/** A create that was refused keeps its refusal under its key, and keys go after a day. */
export class KeptRefusals extends Migration {
  override up(): void {
    this.addSql(`
      alter table idempotency add column refusals jsonb null;
      create index idempotency_created_index on idempotency (created_at)`);
  }
}
