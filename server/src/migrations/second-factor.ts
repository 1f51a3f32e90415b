import { Migration } from "@mikro-orm/migrations";

/** Second factors of sign-in, how sure a session is of its person, and the counting of failed sign-ins. */
export class SecondFactors extends Migration {
  override up(): void {
    this.addSql(`
      alter table staff_member
        add column second_factor_since timestamptz null,
        add column sign_in_count integer not null default 0,
        add column begins_without_second_factor boolean not null default false;

      create table second_factor (
        staff_id uuid not null primary key,
        secret bytea not null,
        last_step integer not null,
        failures integer not null default 0,
        locked_until timestamptz null,
        constraint second_factor_staff_id_foreign foreign key (staff_id) references staff_member (id) on delete cascade
      );

      create table recovery_code (
        staff_id uuid not null,
        hash bytea not null,
        used_at timestamptz null,
        primary key (staff_id, hash),
        constraint recovery_code_staff_id_foreign foreign key (staff_id) references staff_member (id) on delete cascade
      );

      create table sign_in_failure (
        key bytea not null primary key,
        failures integer not null,
        last_at timestamptz not null,
        locked_until timestamptz null
      );

      create table auth.session_assurance (
        session_id text not null primary key,
        first_sign_in boolean not null,
        second_factor_at timestamptz null,
        stepped_up_at timestamptz null,
        constraint session_assurance_session_id_foreign foreign key (session_id) references auth.session (id) on delete cascade
      );
    `);
  }
}
