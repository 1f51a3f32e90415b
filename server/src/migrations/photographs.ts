import { Migration } from "@mikro-orm/migrations";

/** Photographs of complaints; the pictures lie sealed in a table of their own. */
export class Photographs extends Migration {
  override up(): void {
    this.addSql(`
      create table complaint_photograph (
        id uuid not null primary key,
        complaint_id uuid null,
        position integer null,
        file_name text not null,
        media_type text not null,
        byte_size integer not null,
        sha256 bytea not null,
        uploaded_by_id uuid not null,
        uploaded_at timestamptz not null,
        removed_at timestamptz null,
        removed_by_id uuid null,
        constraint complaint_photograph_complaint_id_foreign foreign key (complaint_id) references complaint (id) on delete cascade,
        constraint complaint_photograph_uploaded_by_id_foreign foreign key (uploaded_by_id) references staff_member (id) on delete restrict,
        constraint complaint_photograph_removed_by_id_foreign foreign key (removed_by_id) references staff_member (id) on delete restrict
      );
      create index complaint_photograph_complaint_index on complaint_photograph (complaint_id, position) where complaint_id is not null;
      create index complaint_photograph_waiting_index on complaint_photograph (uploaded_by_id, id) where complaint_id is null;

      create table complaint_photograph_content (
        photograph_id uuid not null primary key,
        content bytea not null,
        constraint complaint_photograph_content_photograph_id_foreign foreign key (photograph_id) references complaint_photograph (id) on delete cascade
      );
      -- Sealed bytes do not compress: trying costs time only.
      alter table complaint_photograph_content alter column content set storage external;
    `);
  }
}
