import { StarOutlined } from "@ant-design/icons";
import { Button } from "antd";
import { useState, type ReactNode } from "react";
import { useTranslation } from "react-i18next";
import { EmptyState } from "../../components/empty-state.tsx";
import { graphql, readFragment, type FragmentType } from "../../gql/index.ts";
import { LoadMore } from "../customers/card/load-more.tsx";
import { useLoadMore } from "../customers/card/use-load-more.ts";
import { EditReviewDialog } from "./edit-review-dialog.tsx";
import styles from "./orders.module.css";
import { ReviewLine } from "./review-line.tsx";
import type { ReviewOnFile } from "./review-values.ts";

export const reviewList = graphql(`
  fragment ReviewList_Customer on Customer {
    id
    reviews(first: 20, withdrawn: true) {
      nodes {
        id
        ...ReviewLine_Review
      }
      pageInfo {
        hasNextPage
        endCursor
      }
    }
  }
`);

const moreReviews = graphql(`
  query MoreReviews($id: ID!, $after: String!) {
    customer(id: $id) {
      id
      reviews(first: 50, after: $after, withdrawn: true) {
        nodes {
          id
          ...ReviewLine_Review
        }
        pageInfo {
          hasNextPage
          endCursor
        }
      }
    }
  }
`);

type ReviewListProps = {
  customer: FragmentType<typeof reviewList>;
  /** Left out where the reader may not record one. */
  onRecord: (() => void) | undefined;
};

/** What a customer said, the newest first; what was taken back is marked and can be restored. */
export function ReviewList({ customer, onRecord }: ReviewListProps): ReactNode {
  const { t } = useTranslation();
  const { id, reviews } = readFragment(reviewList, customer);
  const { more, loading } = useLoadMore(moreReviews, id, reviews);
  const [editing, setEditing] = useState<ReviewOnFile>();
  if (reviews.nodes.length === 0) {
    return (
      <EmptyState
        title={t("orders.review.none.title")}
        icon={<StarOutlined />}
        action={
          onRecord ? (
            <Button type="primary" onClick={onRecord}>
              {t("orders.review.record")}
            </Button>
          ) : undefined
        }
      >
        {t("orders.review.none.text")}
      </EmptyState>
    );
  }
  return (
    <>
      <ul className={styles["orders"]}>
        {reviews.nodes.map((review) => (
          <ReviewLine key={review.id} customerId={id} review={review} onEdit={setEditing} />
        ))}
      </ul>
      <LoadMore more={more} loading={loading} />
      <EditReviewDialog customerId={id} review={editing} onClose={() => setEditing(undefined)} />
    </>
  );
}
