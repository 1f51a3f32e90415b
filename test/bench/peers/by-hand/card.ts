import type { Pool } from "pg";
import { cursor, isoMoment, named, page, plainDecimal, yuan } from "./show.ts";

interface CardRow {
  id: string;
  number: string;
  display_name: string;
  kind: string;
  lifecycle: string;
  name: string | null;
  nickname: string | null;
  demo: boolean;
  created_at: string;
  creator_id: string | null;
  creator_name: string | null;
  level_id: string | null;
  level_name: string | null;
  channel_id: string | null;
  channel_name: string | null;
  tier: string | null;
  deal_count: number;
  first_deal_on: string | null;
  last_deal_on: string;
  open_complaint_count: number;
  total_spent: string;
}
interface OrderRow {
  id: string;
  number: string;
  ordered_on: string;
  shop_order_number: string | null;
  amount: string;
  currency: string;
}
interface ItemRow {
  order_id: string;
  goods: string;
  quantity: string | null;
  amount: string | null;
}
interface ComplaintRow {
  id: string;
  number: string;
  kind: string;
  category: string;
  severity: string;
  status: string;
  description: string;
  filed_at: string;
}

const SIZE = 20;

const CARD = `
  select customer.id, customer.number, coalesce(customer.name, customer.nickname, customer.number) as display_name,
    customer.kind, customer.lifecycle, customer.name, customer.nickname, customer.demo, customer.created_at,
    creator.id as creator_id, creator.name as creator_name, level.id as level_id, level.name as level_name,
    channel.id as channel_id, channel.name_zh as channel_name, facts.tier, facts.deal_count, facts.first_deal_on,
    facts.last_deal_on, facts.open_complaint_count, facts.total_spent
  from customer
  join customer_facts as facts on facts.customer_id = customer.id
  left join channel on channel.id = customer.channel_id
  left join member_level as level on level.id = customer.member_level_id
  left join staff_member as creator on creator.id = customer.created_by_id
  where customer.number = $1`;
const REFS =
  "select system, external_id as id from external_ref where customer_id = $1 order by system, external_id";
const ORDERS = `select id, number, ordered_on, shop_order_number, amount, currency from customer_order
  where customer_id = $1 order by ordered_on desc, id desc limit ${SIZE + 1}`;
const ITEMS = `select order_id, goods, quantity, amount from order_item where order_id = any($1::uuid[])
  order by order_id, position`;
const COMPLAINTS = `select id, number, kind, category, severity, status, description, filed_at from complaint
  where customer_id = $1 order by filed_at desc, id desc limit ${SIZE + 1}`;

export async function cardOf(pool: Pool, number: string) {
  const ask = async <Row extends object>(name: string, text: string, values: unknown[]) =>
    (await pool.query<Row>({ name, text, values })).rows;
  const [customer] = await ask<CardRow>("card", CARD, [number]);
  if (!customer) return { customer: null };
  const [refs, [orders, items], complaints] = await Promise.all([
    ask<{ system: string; id: string }>("card-refs", REFS, [customer.id]),
    ask<OrderRow>("card-orders", ORDERS, [customer.id]).then(
      async (found) =>
        [found, await ask<ItemRow>("card-items", ITEMS, [found.slice(0, SIZE).map(({ id }) => id)])] as const,
    ),
    ask<ComplaintRow>("card-complaints", COMPLAINTS, [customer.id]),
  ]);
  const itemsOf = Map.groupBy(items, (item) => item.order_id);
  return {
    customer: {
      ...head(customer, refs),
      orders: page(
        orders,
        SIZE,
        (order) => showOrder(order, itemsOf.get(order.id) ?? []),
        (order) => cursor("ordered", order.ordered_on, order.id),
      ),
      complaints: page(complaints, SIZE, showComplaint, (row) => cursor("filed", row.filed_at, row.id)),
    },
  };
}

function head(row: CardRow, externalRefs: readonly { system: string; id: string }[]) {
  return {
    id: `Customer_${row.id}`,
    number: row.number,
    displayName: row.display_name,
    kind: row.kind,
    lifecycle: row.lifecycle,
    tier: row.tier,
    name: row.name,
    nickname: row.nickname,
    demo: row.demo,
    createdAt: isoMoment(row.created_at),
    createdBy: named("StaffMember", row.creator_id, row.creator_name),
    memberLevel: named("MemberLevel", row.level_id, row.level_name),
    channel: named("Channel", row.channel_id, row.channel_name),
    externalRefs,
    dealCount: row.deal_count,
    firstDealOn: row.first_deal_on,
    lastDealOn: row.last_deal_on === "-infinity" ? null : row.last_deal_on,
    openComplaintCount: row.open_complaint_count,
    totalSpent: yuan(row.total_spent),
  };
}

function showOrder(order: OrderRow, items: readonly ItemRow[]) {
  return {
    id: `Order_${order.id}`,
    number: order.number,
    orderedOn: order.ordered_on,
    shopOrderNumber: order.shop_order_number,
    amount: yuan(order.amount, order.currency),
    items: items.map(({ goods, quantity, amount }) => ({
      goods,
      quantity: plainDecimal(quantity),
      amount: amount === null ? null : yuan(amount),
    })),
  };
}

function showComplaint(row: ComplaintRow) {
  return {
    id: `Complaint_${row.id}`,
    number: row.number,
    kind: row.kind,
    category: row.category,
    severity: row.severity,
    status: row.status,
    description: row.description,
    filedAt: isoMoment(row.filed_at),
  };
}
