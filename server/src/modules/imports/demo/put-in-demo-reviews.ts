import { sql } from "kysely";
import { now } from "../../../platform/clock.ts";
import { newId } from "../../../platform/ids.ts";
import type { RequestContext } from "../../../platform/request.ts";
import { takeInReviews, type ReviewToTakeIn } from "../../orders/commands/take-in-reviews.ts";
import { PromotionInterest, ReviewSource } from "../../orders/review.entity.ts";
import { Dice } from "./demo-people.ts";

const SEED = 20_260_303;
const DAY = 86_400_000;
const SHARE = 0.3;

const OPINIONS: Readonly<Record<number, readonly string[]>> = {
  5: ["质量很好，包装也用心，会再来。", "发货快，客服耐心，家里人都喜欢。", "和描述一致，送人很有面子。"],
  4: ["东西不错，就是快递慢了一天。", "满意，希望多几种颜色可以选。"],
  3: ["一般，和照片有点色差。", "用着还行，说明书写得不清楚。"],
  2: ["包装破了，联系客服等了很久。", "尺码偏小，换货的邮费希望店里承担。"],
  1: ["收到就是坏的，不太满意。"],
};
const STARS = [
  [5, 56],
  [4, 26],
  [3, 11],
  [2, 5],
  [1, 2],
] as const;
const INTERESTS = [
  [PromotionInterest.STRONG, 20],
  [PromotionInterest.SOME, 45],
  [PromotionInterest.LITTLE, 25],
  [PromotionInterest.NONE, 10],
] as const;
const VISITS = [
  { purchaseInclination: "换季时想再买两件，颜色要素一点。", needs: "尺码建议和洗护说明。" },
  { purchaseInclination: "年底公司送礼，可能订三十份。", needs: "能开专票，送货前电话联系。" },
  { purchaseInclination: "近期没有打算，有活动再看。", needs: "活动提前通知。" },
] as const;

interface Purchase {
  readonly customerId: string;
  readonly orderId: string;
  readonly day: string;
}

/** Gives the invented customers some reviews and return visits. They go when their customers go. */
export async function putInDemoReviews(context: RequestContext, importId: string): Promise<void> {
  const { rows } = await sql<Purchase>`
    select customer_order.customer_id as "customerId", customer_order.id as "orderId",
      customer_order.ordered_on as day
    from customer_order join customer on customer.id = customer_order.customer_id and customer.demo
    where customer_order.import_id = ${importId}
      and not exists (select from review where review.customer_id = customer.id)
    order by customer_order.ordered_on, customer.number, customer_order.number`.execute(
    context.em.getKysely(),
  );
  const at = now();
  const dice = new Dice(SEED);
  const reviews = rows.flatMap((purchase) => (dice.chance(SHARE) ? [inventReview(dice, purchase, at)] : []));
  if (reviews.length > 0)
    await takeInReviews(context, reviews, { importId, operation: "startImport", at, demo: true });
}

function inventReview(dice: Dice, { customerId, orderId, day }: Purchase, at: Date): ReviewToTakeIn {
  const stars = dice.weighted(STARS);
  const later = Date.parse(day) + dice.whole(2, 12) * DAY + dice.whole(1, 14) * 3_600_000;
  const isVisit = dice.chance(0.25);
  const visit = dice.oneOf(VISITS);
  return {
    id: newId(),
    customerId,
    orderId,
    source: isVisit ? ReviewSource.RETURN_VISIT : ReviewSource.SHOP_REVIEW,
    happenedAt: new Date(Math.min(later, at.getTime())),
    satisfaction: stars,
    opinions: dice.chance(0.7) ? dice.oneOf(OPINIONS[stars] ?? []) : null,
    promotionInterest: isVisit || dice.chance(0.3) ? dice.weighted(INTERESTS) : null,
    purchaseInclination: isVisit ? visit.purchaseInclination : null,
    needs: isVisit ? visit.needs : null,
  };
}
