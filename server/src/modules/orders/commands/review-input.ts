import { now } from "../../../platform/clock.ts";
import { DomainError, DomainErrors, notFound, UserErrorCode } from "../../../platform/errors.ts";
import { recordId } from "../../../platform/ids.ts";
import { text } from "../../../platform/language.ts";
import type { RequestContext } from "../../../platform/request.ts";
import { checkText } from "../../customers/fields.ts";
import { Order } from "../order.entity.ts";
import { ReviewSource, type PromotionInterest, type ReviewDetails } from "../review.entity.ts";
import { knownChannel } from "./order-input.ts";

/** A review as typed: a missing detail stays as it is, null empties it. */
export interface TypedReview {
  readonly source?: ReviewSource | null | undefined;
  readonly happenedAt?: string | null | undefined;
  readonly satisfaction?: number | null | undefined;
  readonly opinions?: string | null | undefined;
  readonly promotionInterest?: PromotionInterest | null | undefined;
  readonly purchaseInclination?: string | null | undefined;
  readonly needs?: string | null | undefined;
  readonly orderId?: string | null | undefined;
  readonly channelId?: string | null | undefined;
}

const LONGEST = { opinions: 5000, purchaseInclination: 1000, needs: 1000 } as const;
const FIRST_MOMENT = "1990-01-01";
const MINUTES_AHEAD = 10;

/** Checks what was typed of a review, all of it at once. The order is looked for with its customer. */
export async function checkReview(
  context: RequestContext,
  typed: TypedReview,
): Promise<Partial<Omit<ReviewDetails, "orderId">>> {
  const errors: DomainError[] = [];
  const details: Partial<Omit<ReviewDetails, "orderId">> = {};
  const { source, happenedAt, satisfaction, promotionInterest } = typed;
  if (source) details.source = source;
  if (happenedAt) details.happenedAt = checkMoment(happenedAt, errors);
  if (satisfaction !== undefined) {
    details.satisfaction = satisfaction;
    if (satisfaction !== null && (satisfaction < 1 || satisfaction > 5))
      errors.push(
        new DomainError(
          UserErrorCode.INVALID_VALUE,
          text("满意程度为 1 到 5。", "Satisfaction is from 1 to 5."),
          ["satisfaction"],
        ),
      );
  }
  if (promotionInterest !== undefined) details.promotionInterest = promotionInterest;
  for (const field of ["opinions", "purchaseInclination", "needs"] as const) {
    const given = typed[field];
    if (given !== undefined) details[field] = checkWords(given, field, errors);
  }
  if (typed.channelId !== undefined)
    details.channelId = await knownChannel(context, typed.channelId, ["channelId"], errors);
  if (errors.length > 0) throw new DomainErrors(errors);
  return details;
}

/** What holds of the review as a whole: it says something, and only a return visit asks for inclination and needs. */
export function checkWholeReview(review: Omit<ReviewDetails, "orderId" | "channelId" | "happenedAt">): void {
  const { satisfaction, opinions, promotionInterest, purchaseInclination, needs } = review;
  const said = [satisfaction, opinions, promotionInterest, purchaseInclination, needs];
  if (said.every((value) => value === null)) {
    throw new DomainError(
      UserErrorCode.REQUIRED,
      text(
        "请至少填写满意程度、意见或对促销的关心程度中的一项。",
        "Give at least satisfaction, opinions or the interest in promotions.",
      ),
      ["satisfaction"],
    );
  }
  if (review.source === ReviewSource.RETURN_VISIT) return;
  for (const [field, value] of Object.entries({ purchaseInclination, needs })) {
    if (value === null) continue;
    throw new DomainError(
      UserErrorCode.INVALID_VALUE,
      text(
        "购买倾向和客户需求只在回访时登记，请把来源改为“回访”。",
        "Inclination and needs are taken down at return visits; choose RETURN_VISIT as the source.",
      ),
      [field],
    );
  }
}

/** The order that the review is about; one of another customer is as unknown as one that is not there. */
export async function orderOfCustomer(
  context: RequestContext,
  orderId: string | null | undefined,
  customerId: string,
): Promise<string | null | undefined> {
  if (orderId === undefined || orderId === null) return orderId;
  const id = recordId("Order", orderId);
  if (!id || (await context.em.count(Order, { id, customerId })) === 0) throw notFound(["orderId"]);
  return id;
}

function checkMoment(typed: string, errors: DomainError[]): Date {
  const moment = new Date(typed);
  const latest = now().getTime() + MINUTES_AHEAD * 60_000;
  if (moment < new Date(FIRST_MOMENT) || moment.getTime() > latest)
    errors.push(
      new DomainError(
        UserErrorCode.INVALID_VALUE,
        text("评价时间须在 1990 年之后，且不晚于现在。", "A review is from 1990 on and not later than now."),
        ["happenedAt"],
      ),
    );
  return moment;
}

/** As written: not even full-width letters change in what somebody said. */
function checkWords(typed: string | null, field: keyof typeof LONGEST, errors: DomainError[]): string | null {
  const words = (typed ?? "").normalize("NFC").trim();
  if (words === "") return null;
  const checked = checkText(words, LONGEST[field]);
  if (!checked.issue) return checked.value;
  const code = checked.issue.code === "TOO_LONG" ? UserErrorCode.TOO_LONG : UserErrorCode.INVALID_VALUE;
  errors.push(new DomainError(code, checked.issue.text, [field]));
  return null;
}
