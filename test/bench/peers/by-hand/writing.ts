import { randomUUID } from "node:crypto";
import type { Pool } from "pg";

/**
 * The rows that Dossier writes for a new complaint, in one statement and so in one transaction: the complaint, its
 * first event, the timeline, the log of changes, the ledger's facts, the outbox and the idempotency key.
 */
const FILE_COMPLAINT = `
  with held as (select id from customer where id = $2 for key share),
  filed as (
    insert into complaint (id, number, kind, category, severity, urgency, medium, description, status, customer_id,
      filed_by_id, filed_at, assignee_id)
    select $1, next_number('TS-2026-', 'complaint_number'), 'COMPLAINT', 'PRODUCT_QUALITY', 'LOW', 0, 'PHONE', $3,
      'RECEIVED', held.id, $4, now(), $4 from held
    returning id, number, customer_id),
  told as (
    insert into complaint_event (id, complaint_id, kind, at, actor_id, source, to_status, text, assignee_id)
    select $5, id, 'FILED', now(), $4, 'CONSOLE', 'RECEIVED', $3, $4 from filed),
  timeline as (
    insert into timeline_entry (id, customer_id, kind, happened_at, subject_id, actor_id, source)
    select $6, customer_id, 'COMPLAINT_FILED', now(), id, $4, 'CONSOLE' from filed),
  logged as (
    insert into change (id, record_type, record_id, record_version, operation, fields, actor_id, source, request_id)
    select $7, 'Complaint', id, 1, 'fileComplaint', '{kind,category,severity,medium,description}', $4, 'CONSOLE', '-'
    from filed),
  outbox as (
    insert into outbox_event (name, record_type, record_id, customer_id, actor_id)
    select 'COMPLAINT_FILED', 'Complaint', id, customer_id, $4 from filed),
  once as (
    insert into idempotency (actor_id, operation, key, body_hash, record_id)
    select $4, 'fileComplaint', $8, '\\x00', id from filed),
  counted as (
    update customer_facts set open_complaint_count = open_complaint_count + 1, last_complaint_at = now()
    where customer_id = (select customer_id from filed))
  select number from filed`;

export async function fileComplaint(
  pool: Pool,
  staffId: string,
  input: { customerId: string; description: string },
) {
  const id = randomUUID();
  const { rows } = await pool.query<{ number: string }>({
    name: "file",
    text: FILE_COMPLAINT,
    values: [
      id,
      input.customerId,
      input.description,
      staffId,
      randomUUID(),
      randomUUID(),
      randomUUID(),
      randomUUID(),
    ],
  });
  return { fileComplaint: { complaint: { id: `Complaint_${id}`, number: rows[0]?.number }, errors: [] } };
}

const WRITE_NOTE = `
  with written as (
    insert into note (id, customer_id, text, written_by_id, written_at) values ($1, $2, $3, $4, now())
    returning id, customer_id),
  timeline as (
    insert into timeline_entry (id, customer_id, kind, happened_at, subject_id, actor_id, source)
    select $5, customer_id, 'NOTE_WRITTEN', now(), id, $4, 'CONSOLE' from written),
  logged as (
    insert into change (id, record_type, record_id, record_version, operation, fields, actor_id, source, request_id)
    select $6, 'Note', id, 1, 'writeNote', '{text}', $4, 'CONSOLE', '-' from written),
  outbox as (
    insert into outbox_event (name, record_type, record_id, customer_id, actor_id)
    select 'NOTE_WRITTEN', 'Note', id, customer_id, $4 from written)
  select pg_notify('bench', json_build_object('name', 'NOTE_WRITTEN', 'recordId', id, 'customerId', customer_id)::text)
  from written`;

/** Everybody who listens is told by the notification that commits with the note. */
export async function writeNote(pool: Pool, staffId: string, input: { customerId: string; text: string }) {
  const id = randomUUID();
  await pool.query({
    name: "note",
    text: WRITE_NOTE,
    values: [id, input.customerId, input.text, staffId, randomUUID(), randomUUID()],
  });
  return { writeNote: { note: { id: `Note_${id}` }, errors: [] } };
}
