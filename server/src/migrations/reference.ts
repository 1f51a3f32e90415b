import { Migration } from "@mikro-orm/migrations";

/** Servers keep these tables in memory: each write of one is told to all of them when it is committed. */
export class ReferenceTold extends Migration {
  override up(): void {
    this.addSql(`
      create function tell_reference() returns trigger language plpgsql as $$
      begin
        perform pg_notify('dossier_reference', '');
        return null;
      end $$`);
    for (const table of ["channel", "member_level", "team", "staff_member"])
      this.addSql(`
        create trigger ${table}_told after insert or update or delete or truncate on ${table}
        for each statement execute function tell_reference()`);
  }
}
