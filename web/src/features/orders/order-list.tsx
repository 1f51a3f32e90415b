import { CloseOutlined, ShoppingOutlined } from "@ant-design/icons";
import { Button, Skeleton } from "antd";
import { lazy, Suspense, useState, type ReactNode } from "react";
import { useTranslation } from "react-i18next";
import { EmptyState } from "../../components/empty-state.tsx";
import { graphql, readFragment, type FragmentType } from "../../gql/index.ts";
import { LoadMore } from "../customers/card/load-more.tsx";
import { useLoadMore } from "../customers/card/use-load-more.ts";
import { OrderLine } from "./order-line.tsx";
import { useLikeWords } from "./like-words.ts";
import { useOrderFilter } from "./use-order-filter.ts";
import type { OrderOnFile } from "./order-values.ts";
import styles from "./orders.module.css";

// The picture of the purchases is a script of its own, which the card does not wait for.
const PurchaseAnalysis = lazy(async () => ({
  default: (await import("./purchase-analysis.tsx")).PurchaseAnalysis,
}));

const EditOrderDialog = lazy(async () => ({
  default: (await import("./edit-order-dialog.tsx")).EditOrderDialog,
}));

export const orderList = graphql(`
  fragment OrderList_Customer on Customer {
    id
    dealCount
    ...PurchaseAnalysis_Customer
    orders(first: 20, filter: $ordersLike) {
      nodes {
        id
        ...OrderLine_Order
      }
      pageInfo {
        hasNextPage
        endCursor
      }
    }
  }
`);

const moreOrders = graphql(`
  query MoreOrders($id: ID!, $after: String!, $filter: OrderFilter) {
    customer(id: $id) {
      id
      orders(first: 50, after: $after, filter: $filter) {
        nodes {
          id
          ...OrderLine_Order
        }
        pageInfo {
          hasNextPage
          endCursor
        }
      }
    }
  }
`);

type OrderListProps = {
  customer: FragmentType<typeof orderList>;
  /** Left out where the reader may not record one. */
  onRecord: (() => void) | undefined;
};

/** A customer's orders, the latest first. */
export function OrderList({ customer, onRecord }: OrderListProps): ReactNode {
  const { t } = useTranslation();
  const shown = readFragment(orderList, customer);
  const { id, orders } = shown;
  const { like, filter, show } = useOrderFilter();
  const { more, loading } = useLoadMore(moreOrders, id, orders, { filter });
  const words = useLikeWords();
  const [editing, setEditing] = useState<OrderOnFile>();
  if (shown.dealCount === 0 && orders.nodes.length === 0) {
    return (
      <EmptyState
        title={t("orders.none.title")}
        icon={<ShoppingOutlined />}
        action={
          onRecord ? (
            <Button type="primary" onClick={onRecord}>
              {t("orders.record.title")}
            </Button>
          ) : undefined
        }
      >
        {t("orders.none.text")}
      </EmptyState>
    );
  }
  return (
    <>
      <Suspense fallback={<Skeleton active title={false} paragraph={{ rows: 6 }} />}>
        <PurchaseAnalysis customer={shown} like={like} onShow={show} />
      </Suspense>
      {like ? (
        <p className={styles["like"]} role="status">
          {t("orders.like.only", { what: words(like) })}{" "}
          <Button size="small" icon={<CloseOutlined aria-hidden />} onClick={() => show(undefined)}>
            {t("orders.like.all")}
          </Button>
        </p>
      ) : null}
      {orders.nodes.length === 0 ? <p className="quiet">{t("orders.like.none")}</p> : null}
      <ul className={styles["orders"]}>
        {orders.nodes.map((order) => (
          <OrderLine key={order.id} order={order} onEdit={setEditing} />
        ))}
      </ul>
      <LoadMore more={more} loading={loading} />
      {editing ? (
        <Suspense>
          <EditOrderDialog customerId={id} order={editing} onClose={() => setEditing(undefined)} />
        </Suspense>
      ) : null}
    </>
  );
}
