import { ShoppingOutlined } from "@ant-design/icons";
import { Button } from "antd";
import { useState, type ReactNode } from "react";
import { useTranslation } from "react-i18next";
import { EmptyState } from "../../components/empty-state.tsx";
import { graphql, readFragment, type FragmentType } from "../../gql/index.ts";
import { LoadMore } from "../customers/card/load-more.tsx";
import { useLoadMore } from "../customers/card/use-load-more.ts";
import { EditOrderDialog } from "./edit-order-dialog.tsx";
import { OrderLine } from "./order-line.tsx";
import type { OrderOnFile } from "./order-values.ts";
import styles from "./orders.module.css";

export const orderList = graphql(`
  fragment OrderList_Customer on Customer {
    id
    orders(first: 20) {
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
  query MoreOrders($id: ID!, $after: String!) {
    customer(id: $id) {
      id
      orders(first: 50, after: $after) {
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
  const { id, orders } = readFragment(orderList, customer);
  const { more, loading } = useLoadMore(moreOrders, id, orders);
  const [editing, setEditing] = useState<OrderOnFile>();
  if (orders.nodes.length === 0) {
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
      <ul className={styles["orders"]}>
        {orders.nodes.map((order) => (
          <OrderLine key={order.id} order={order} onEdit={setEditing} />
        ))}
      </ul>
      <LoadMore more={more} loading={loading} />
      <EditOrderDialog customerId={id} order={editing} onClose={() => setEditing(undefined)} />
    </>
  );
}
