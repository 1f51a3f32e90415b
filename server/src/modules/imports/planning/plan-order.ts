import { keyOf, type Known, type OrderLine, type OrderOnFile } from "./known.ts";
import { cents, firstLine, money, rowAmountOf, withLine } from "./order-lines.ts";
import { addEffect, type NewOrder, type OrderField, type Plan } from "./plan.ts";
import type { RowOrder } from "./prepare-row.ts";

/** What a row's deal comes to: a new order, one more line of an order, something to decide, or nothing new. */
export function planOrder(at: number, order: RowOrder, index: number, known: Known, plan: Plan): void {
  known.noteOrder(index);
  const { number } = order;
  if (number === null) return planUnnumbered(at, order, index, known, plan);
  const planned = plan.numbered.get(number);
  const onFile = known.orderOnFile(number);
  if (planned) {
    Object.assign(planned, withLine(planned, order));
    addEffect(plan, at);
  } else if (onFile?.ours) {
    growOrder(at, order, onFile, plan);
  } else if (onFile) {
    compareOrder(at, order, onFile, known, plan);
  } else {
    // A dry run forgets the orders of earlier batches but for their numbers.
    if (known.orderMade(number) === undefined) addOrder(at, order, index, known, plan, null);
    else addEffect(plan, at);
    known.noteOrderMade(number, index);
  }
}

/** Customer, day, goods, amount, and the how-manieth of its like in the file: what finds it again. */
function planUnnumbered(at: number, order: RowOrder, index: number, known: Known, plan: Plan): void {
  const like = likenessOf({ ...order, customerId: keyOf(known, index) });
  addOrder(at, order, index, known, plan, `${like}|${known.count(`order|${like}`)}`);
}

/** What two deals have in common that are told apart by nothing in the sheet. */
export function likenessOf(deal: {
  readonly customerId: string;
  readonly orderedOn: string;
  readonly goods: string | null;
  readonly amount: string;
}): string {
  return `${deal.customerId}|${deal.orderedOn}|${goodsKey(deal.goods)}|${cents(deal.amount)}`;
}

function addOrder(
  at: number,
  order: RowOrder,
  index: number,
  known: Known,
  plan: Plan,
  likeness: string | null,
): void {
  const added: NewOrder = {
    customerIndex: index,
    customerId: known.idOf(index),
    row: at,
    number: order.number,
    orderedOn: order.orderedOn,
    time: order.time,
    payment: order.payment,
    channel: order.channel,
    likeness,
    ...firstLine(order),
  };
  plan.newOrders.push(added);
  if (added.channel !== null) plan.channels.add(added.channel);
  if (added.number !== null) plan.numbered.set(added.number, added);
  addEffect(plan, at);
}

function growOrder(at: number, order: RowOrder, onFile: OrderOnFile, plan: Plan): void {
  const grown = plan.grownOrders.get(onFile.id) ?? {
    orderId: onFile.id,
    customerId: onFile.customerId,
    amount: onFile.amount,
    lines: [...onFile.lines],
  };
  plan.grownOrders.set(onFile.id, { ...grown, ...withLine(grown, order) });
  addEffect(plan, at);
}

/** An order that was on file before: what its row says otherwise is proposed, never written. */
function compareOrder(at: number, order: RowOrder, onFile: OrderOnFile, known: Known, plan: Plan): void {
  const propose = (field: OrderField, value: string | OrderLine[]): void => {
    if (known.count(`differs|${onFile.id}|${field}|${JSON.stringify(value)}`) > 1) return;
    plan.proposals.push({ row: at, customerId: onFile.customerId, orderId: onFile.id, field, value });
    addEffect(plan, at);
  };
  if (order.orderedOn !== onFile.orderedOn) propose("orderedOn", order.orderedOn);
  const same = (line: OrderLine): boolean => goodsKey(line.goods) === goodsKey(order.goods);
  const met = known.count(`line|${onFile.id}|${goodsKey(order.goods)}`);
  const line = onFile.lines.filter(same)[met - 1];
  if (line === undefined && order.goods !== null) {
    const ofRow = { goods: order.goods, quantity: order.quantity, amount: null };
    const renamed = onFile.lines.length <= 1 && known.count(`rows|${onFile.id}`) === 1;
    propose("items", renamed ? [ofRow] : [...onFile.lines, ofRow]);
    if (!renamed) return;
  }
  const before = line ? rowAmountOf(onFile, line) : onFile.amount;
  if (cents(before) === cents(order.amount) || cents(onFile.amount) === cents(order.amount)) return;
  const ownAmount = line?.amount ?? null;
  propose(
    "amount",
    ownAmount === null ? order.amount : money(cents(onFile.amount) - cents(ownAmount) + cents(order.amount)),
  );
}

function goodsKey(goods: string | null): string {
  return (goods ?? "").normalize("NFKC").replaceAll(/\s/g, "").toLowerCase();
}
