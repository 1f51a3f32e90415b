import { Migration } from "@mikro-orm/migrations";

/** Teams, and who belongs to which. */
export class Teams extends Migration {
  override up(): void {
    this.addSql(`
      create table team (
        id uuid not null primary key,
        version integer not null default 1,
        name text not null,
        created_at timestamptz not null
      );
      create unique index team_name_unique on team (lower(name));

      alter table staff_member
        add column team_id uuid null,
        add constraint staff_member_team_id_foreign foreign key (team_id) references team (id) on delete restrict;
    `);
  }
}
