import { Migration } from "@mikro-orm/migrations";

/** Keys for programs. Each has a member of staff of its own, so that what it does names who did it. */
export class ApiKeys extends Migration {
  override up(): void {
    this.addSql(`
      alter table staff_member add column program boolean not null default false;

      create table api_key (
        id uuid not null primary key,
        name text not null,
        prefix text not null,
        secret_hash bytea not null,
        role text not null,
        reads_schema boolean not null,
        staff_id uuid not null,
        created_by_id uuid not null,
        created_at timestamptz not null,
        expires_at timestamptz null,
        last_used_at timestamptz null,
        revoked_at timestamptz null,
        revoked_by_id uuid null,
        constraint api_key_secret_hash_unique unique (secret_hash),
        constraint api_key_staff_id_unique unique (staff_id),
        constraint api_key_staff_id_foreign foreign key (staff_id) references staff_member (id) on delete restrict,
        constraint api_key_created_by_id_foreign foreign key (created_by_id) references staff_member (id) on delete restrict,
        constraint api_key_revoked_by_id_foreign foreign key (revoked_by_id) references staff_member (id) on delete restrict
      );
    `);
  }
}
