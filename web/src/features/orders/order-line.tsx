import { EditOutlined } from "@ant-design/icons";
import { Button, Tooltip } from "antd";
import type { ReactNode } from "react";
import { useTranslation } from "react-i18next";
import { CopyButton } from "../../components/copy-button.tsx";
import { DateText } from "../../components/date-text.tsx";
import { MoneyText } from "../../components/money-text.tsx";
import { graphql, readFragment, type FragmentType } from "../../gql/index.ts";
import { GoodsList } from "./goods-list.tsx";
import type { OrderOnFile } from "./order-values.ts";
import styles from "./orders.module.css";

export const orderFragment = graphql(`
  fragment OrderLine_Order on Order {
    id
    version
    number
    orderedOn
    shopOrderNumber
    orderedTime
    paymentMethod
    otherPayment
    channel {
      id
      name
    }
    amount {
      amount
      currency
    }
    items {
      goods
      quantity
      amount {
        amount
        currency
      }
    }
    viewerCanEdit
  }
`);

export function OrderLine(props: {
  order: FragmentType<typeof orderFragment>;
  onEdit: (order: OrderOnFile) => void;
}): ReactNode {
  const { t } = useTranslation();
  const order = readFragment(orderFragment, props.order);
  return (
    <li className={styles["order"]}>
      <div className={styles["order-head"]}>
        <span>
          <DateText value={order.orderedOn} />
          {order.orderedTime ? <span className="quiet figures"> {order.orderedTime}</span> : null}
        </span>
        <span className={styles["paid"]}>
          <MoneyText value={order.amount} />
        </span>
      </div>
      <GoodsList items={order.items} />
      <div className={styles["order-foot"]}>
        <span className="figures">{order.number}</span>
        {order.paymentMethod ? (
          <span>{order.otherPayment ?? t(`orders.payment.${order.paymentMethod}`)}</span>
        ) : null}
        {order.channel ? <span>{order.channel.name}</span> : null}
        {order.shopOrderNumber ? (
          <span className={styles["shop-number"]}>
            {t("orders.field.shopOrderNumber")} <span className="figures">{order.shopOrderNumber}</span>
            <CopyButton text={order.shopOrderNumber} label={t("orders.copyShopNumber")} />
          </span>
        ) : null}
        <span className={styles["spring"]} />
        {order.viewerCanEdit ? (
          <Tooltip title={t("orders.edit.open")}>
            <Button
              type="text"
              size="small"
              icon={<EditOutlined />}
              aria-label={t("orders.edit.title", { number: order.number })}
              onClick={() => props.onEdit(order)}
            />
          </Tooltip>
        ) : null}
      </div>
    </li>
  );
}
