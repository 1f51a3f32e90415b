import type { Pool } from "pg";
import { cursor, isoMoment, named, page } from "./show.ts";

interface ComplaintRow {
  id: string;
  number: string;
  kind: string;
  category: string;
  severity: string;
  status: string;
  description: string;
  filed_at: string;
  urgency: string;
  assignee_id: string | null;
  assignee_name: string | null;
  customer_id: string;
  customer_number: string;
  display_name: string;
  tier: string | null;
  channel_id: string | null;
  channel_name: string | null;
}

interface EventRow {
  complaint_id: string;
  id: string;
  kind: string;
  at: string;
  from_status: string | null;
  to_status: string | null;
  text: string | null;
}

const SIZE = 50;

const COMPLAINTS = `
  select complaint.id, complaint.number, complaint.kind, complaint.category, complaint.severity, complaint.status,
    complaint.description, complaint.filed_at, complaint.urgency,
    assignee.id as assignee_id, assignee.name as assignee_name,
    customer.id as customer_id, customer.number as customer_number,
    coalesce(customer.name, customer.nickname, customer.number) as display_name, facts.tier,
    channel.id as channel_id, channel.name_zh as channel_name
  from (select * from complaint where open order by urgency desc, id desc limit ${SIZE + 1}) as complaint
  join customer on customer.id = complaint.customer_id
  join customer_facts as facts on facts.customer_id = complaint.customer_id
  left join channel on channel.id = customer.channel_id
  left join staff_member as assignee on assignee.id = complaint.assignee_id
  order by complaint.urgency desc, complaint.id desc`;

const EVENTS = `
  select event.* from unnest($1::uuid[]) as wanted (id) cross join lateral (
    select complaint_id, id, kind, at, from_status, to_status, text from complaint_event
    where complaint_id = wanted.id order by at desc, id desc limit 5
  ) as event`;

export async function inboxPage(pool: Pool) {
  const { rows } = await pool.query<ComplaintRow>({ name: "inbox", text: COMPLAINTS });
  const { rows: events } = await pool.query<EventRow>({
    name: "inbox-events",
    text: EVENTS,
    values: [rows.slice(0, SIZE).map(({ id }) => id)],
  });
  const eventsOf = Map.groupBy(events, (event) => event.complaint_id);
  const show = (row: ComplaintRow) => ({
    id: `Complaint_${row.id}`,
    number: row.number,
    kind: row.kind,
    category: row.category,
    severity: row.severity,
    status: row.status,
    description: row.description,
    filedAt: isoMoment(row.filed_at),
    assignee: named("StaffMember", row.assignee_id, row.assignee_name),
    customer: {
      id: `Customer_${row.customer_id}`,
      number: row.customer_number,
      displayName: row.display_name,
      tier: row.tier,
      channel: named("Channel", row.channel_id, row.channel_name),
    },
    events: { nodes: (eventsOf.get(row.id) ?? []).map(showEvent) },
  });
  return { complaints: page(rows, SIZE, show, (row) => cursor("urgency", row.urgency, row.id)) };
}

function showEvent(event: EventRow) {
  return {
    id: event.id,
    kind: event.kind,
    at: isoMoment(event.at),
    fromStatus: event.from_status,
    toStatus: event.to_status,
    text: event.text,
  };
}
