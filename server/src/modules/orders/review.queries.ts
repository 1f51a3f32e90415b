import { sql, type SqlBool } from "kysely";
import { countsOfChildren, NONE, pagesOfChildren } from "../../platform/child-pages.ts";
import { keysetPage, type Keyset } from "../../platform/connection.ts";
import { globalId } from "../../platform/ids.ts";
import type { RequestContext } from "../../platform/request.ts";
import { isAnyOf, type TableOf } from "../../platform/tables.ts";
import { ofVisibleCustomer } from "../customers/visible-customers.queries.ts";
import type { Review } from "./review.entity.ts";
import type { ReviewArguments, ReviewConnection, ReviewType } from "./review.types.ts";

type Tables = { review: TableOf<Review> };

const KEYSET: Keyset<TableOf<Review>> = {
  name: "reviewed",
  column: sql`review.happened_at`,
  type: "timestamptz",
  id: sql`review.id`,
  valueIn: (row) => String(row.happened_at),
};

const STANDS = sql<SqlBool>`review.withdrawn_at is null`;

/** What a customer said, the newest first; the lists of all customers of a level are read in one statement. */
export async function listReviews(
  context: RequestContext,
  customerId: string,
  list: ReviewArguments,
): Promise<ReviewConnection> {
  const keyset = keysetPage(KEYSET, list);
  const reviews = {
    table: "review",
    parent: "customer_id",
    where: list.withdrawn ? sql<SqlBool>`true` : STANDS,
  };
  const rows = await context.loaders.one(`reviews ${JSON.stringify(list)}`, customerId, (ids) =>
    pagesOfChildren(context.em, ids, { ...reviews, keyset }),
  );
  return Object.assign(keyset.page(rows ?? [], showReview), {
    count: async () =>
      (await context.loaders.one(`reviewCount ${String(list.withdrawn ?? false)}`, customerId, (ids) =>
        countsOfChildren(context.em, ids, reviews),
      )) ?? NONE,
  });
}

/** What was said of an order and stands, the newest first; all orders of a level are read in one statement. */
export async function listReviewsOfOrder(context: RequestContext, orderId: string): Promise<ReviewType[]> {
  const reviews = await context.loaders.one("orderReviews", orderId, async (ids) => {
    const { rows } = await sql<TableOf<Review>>`
      select * from review where ${isAnyOf("order_id", ids)} and ${STANDS}
      order by happened_at desc, id desc`.execute(context.em.getKysely());
    return Map.groupBy(rows.map(showReview), ({ orderId: of }) => of ?? "");
  });
  return reviews ?? [];
}

/** One review by the id in the database; all of a level are read in one statement. */
export async function findReview(context: RequestContext, id: string | null): Promise<ReviewType | null> {
  if (!id) return null;
  return context.loaders.one("review", id, async (ids) => {
    const rows = await context.em
      .getKysely<Tables>()
      .selectFrom("review")
      .selectAll()
      .where(isAnyOf("id", ids))
      .where(ofVisibleCustomer(context, sql`review.customer_id`))
      .execute();
    return new Map(rows.map((row) => [row.id, showReview(row)]));
  });
}

function showReview(row: TableOf<Review>): ReviewType {
  return {
    __typename: "Review",
    id: globalId("Review", row.id),
    recordId: row.id,
    customerId: row.customer_id,
    orderId: row.order_id,
    channelId: row.channel_id,
    recordedById: row.recorded_by_id,
    version: row.version,
    source: row.source,
    happenedAt: row.happened_at,
    satisfaction: row.satisfaction,
    opinions: row.opinions,
    promotionInterest: row.promotion_interest,
    purchaseInclination: row.purchase_inclination,
    needs: row.needs,
    withdrawnAt: row.withdrawn_at,
    createdAt: row.created_at,
  };
}
