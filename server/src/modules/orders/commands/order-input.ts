import { businessDay, now } from "../../../platform/clock.ts";
import { DomainError, DomainErrors, notFound, UserErrorCode } from "../../../platform/errors.ts";
import { recordId } from "../../../platform/ids.ts";
import { text } from "../../../platform/language.ts";
import type { RequestContext } from "../../../platform/request.ts";
import { normaliseText } from "../../../platform/plain-text.ts";
import { checkText } from "../../customers/fields.ts";
import { findChannel } from "../../channels/channel.queries.ts";
import { PaymentMethod, type OrderDetails } from "../order.entity.ts";
import { plainDecimal } from "../order.queries.ts";

export interface TypedMoney {
  readonly amount: string;
  readonly currency: string;
}

export interface TypedItem {
  readonly goods: string;
  readonly quantity?: string | null | undefined;
  readonly amount?: TypedMoney | null | undefined;
}

export interface TypedOrder {
  readonly orderedOn?: string | null | undefined;
  readonly amount?: TypedMoney | null | undefined;
  readonly items?: readonly TypedItem[] | null | undefined;
  readonly shopOrderNumber?: string | null | undefined;
  readonly orderedTime?: string | null | undefined;
  readonly paymentMethod?: PaymentMethod | null | undefined;
  readonly otherPayment?: string | null | undefined;
  readonly channelId?: string | null | undefined;
}

export interface CheckedItem {
  readonly goods: string;
  readonly quantity: string | null;
  readonly amount: string | null;
}

export interface CheckedOrder {
  readonly details: Partial<OrderDetails>;
  readonly items: CheckedItem[] | null;
}

const MOST_ITEMS = 100;
const LONGEST_OTHER_PAYMENT = 50;
const FIRST_DAY = "1990-01-01";

/** Checks what was typed of an order, all of it at once. */
export async function checkOrder(context: RequestContext, typed: TypedOrder): Promise<CheckedOrder> {
  const errors: DomainError[] = [];
  const details: CheckedOrder["details"] = {};
  checkPayment(typed, details, errors);
  if (typed.channelId !== undefined)
    details.channelId = await knownChannel(context, typed.channelId, ["channelId"], errors);
  // PostgreSQL writes the seconds of a time as well.
  if (typed.orderedTime !== undefined)
    details.orderedTime = typed.orderedTime === null ? null : `${typed.orderedTime}:00`;
  if (typed.orderedOn) {
    details.orderedOn = typed.orderedOn;
    const latest = businessDay(new Date(now().getTime() + 366 * 86_400_000), context.timeZone);
    if (typed.orderedOn < FIRST_DAY || typed.orderedOn > latest) {
      errors.push(
        new DomainError(
          UserErrorCode.INVALID_VALUE,
          text(
            "交易日期须在 1990 年之后，且不晚于一年后。",
            "The day of a deal is from 1990 on and not later than a year ahead.",
          ),
          ["orderedOn"],
        ),
      );
    }
  }
  if (typed.amount) details.amount = checkMoney(typed.amount, ["amount"], errors);
  if (typed.shopOrderNumber !== undefined) {
    const number = normaliseText(typed.shopOrderNumber ?? "");
    const checked = checkText(number, 100);
    if (checked.issue)
      errors.push(new DomainError(UserErrorCode.TOO_LONG, checked.issue.text, ["shopOrderNumber"]));
    details.shopOrderNumber = number === "" ? null : number;
  }
  const items = typed.items
    ? typed.items.map((item, index) => checkItem(item, ["items", String(index)], errors))
    : null;
  if (items && items.length > MOST_ITEMS) {
    errors.push(
      new DomainError(
        UserErrorCode.TOO_LONG,
        text(`一个订单最多 ${MOST_ITEMS} 种商品。`, `An order has at most ${MOST_ITEMS} lines of goods.`),
        ["items"],
      ),
    );
  }
  if (errors.length > 0) throw new DomainErrors(errors);
  return { details, items };
}

/** Words for the method belong to OTHER, and only to it. */
function checkPayment(
  { paymentMethod, otherPayment }: TypedOrder,
  details: CheckedOrder["details"],
  errors: DomainError[],
): void {
  if (paymentMethod !== undefined) {
    details.paymentMethod = paymentMethod;
    if (paymentMethod !== PaymentMethod.OTHER) details.otherPayment = null;
  }
  const words = normaliseText(otherPayment ?? "");
  if (words === "") {
    if (otherPayment !== undefined) details.otherPayment = null;
    return;
  }
  const checked = checkText(words, LONGEST_OTHER_PAYMENT);
  if (checked.issue) {
    errors.push(new DomainError(UserErrorCode.TOO_LONG, checked.issue.text, ["otherPayment"]));
  } else if (paymentMethod !== PaymentMethod.OTHER) {
    errors.push(
      new DomainError(
        UserErrorCode.INVALID_VALUE,
        text(
          "支付方式选“其他”时才填写说明。",
          "Only the payment method OTHER is put into words; choose it as well.",
        ),
        ["otherPayment"],
      ),
    );
  } else {
    details.otherPayment = words;
  }
}

/** The channel's id in the database; refuses one that is not there. */
export async function knownChannel(
  context: RequestContext,
  given: string | null,
  path: string[],
  errors: DomainError[],
): Promise<string | null> {
  if (given === null) return null;
  const channel = await findChannel(context, recordId("Channel", given));
  if (!channel) errors.push(notFound(path));
  return channel?.recordId ?? null;
}

function checkItem(item: TypedItem, path: string[], errors: DomainError[]): CheckedItem {
  const goods = normaliseText(item.goods);
  const checked = checkText(goods, 500);
  if (goods === "")
    errors.push(
      new DomainError(UserErrorCode.REQUIRED, text("请填写商品名称。", "Name the goods."), [
        ...path,
        "goods",
      ]),
    );
  else if (checked.issue)
    errors.push(new DomainError(UserErrorCode.TOO_LONG, checked.issue.text, [...path, "goods"]));
  const quantity = item.quantity ?? null;
  if (quantity !== null && !(/^\d{1,9}(\.\d{1,3})?$/.test(quantity) && Number(quantity) > 0)) {
    errors.push(
      new DomainError(
        UserErrorCode.INVALID_VALUE,
        text("数量须大于 0，最多三位小数。", "A quantity is more than 0, with at most three decimals."),
        [...path, "quantity"],
      ),
    );
  }
  return {
    goods,
    quantity: plainDecimal(quantity),
    amount: item.amount ? checkMoney(item.amount, [...path, "amount"], errors) : null,
  };
}

function checkMoney(money: TypedMoney, path: string[], errors: DomainError[]): string {
  if (money.currency !== "CNY") {
    errors.push(
      new DomainError(UserErrorCode.INVALID_VALUE, text("目前只支持人民币（CNY）。", "Only CNY for now."), [
        ...path,
        "currency",
      ]),
    );
  }
  if (!/^\d{1,12}(\.\d{1,2})?$/.test(money.amount)) {
    errors.push(
      new DomainError(
        UserErrorCode.INVALID_VALUE,
        text("金额不能为负，最多两位小数。", "An amount is not negative and has at most two decimals."),
        [...path, "amount"],
      ),
    );
  }
  const [whole = "0", decimals = ""] = money.amount.split(".");
  return `${whole.replace(/^0+(?=\d)/, "")}.${decimals.padEnd(2, "0")}`;
}
