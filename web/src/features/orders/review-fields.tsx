import { useQuery } from "@apollo/client/react";
import { Form, Input, Select } from "antd";
import type { ReactNode } from "react";
import { useTranslation } from "react-i18next";
import { ChipChoice } from "../../components/chip-choice.tsx";
import { graphql } from "../../gql/index.ts";
import type { PromotionInterest, ReviewSource } from "../../gql/graphql.ts";
import { checkText } from "../../lib/checks.ts";
import { useFormat } from "../../lib/format.ts";
import { useCustomerChoices } from "../customers/forms/customer-choices.ts";
import { useRules } from "../customers/forms/use-rules.ts";
import styles from "./orders.module.css";
import { stars, type ReviewFormValues, type Stars } from "./review-values.ts";

const ordersToReview = graphql(`
  query OrdersToReview($id: ID!) {
    customer(id: $id) {
      id
      orders(first: 20) @connection(key: "toReview") {
        nodes {
          id
          number
          orderedOn
          amount {
            amount
            currency
          }
        }
      }
    }
  }
`);

const sources: readonly ReviewSource[] = ["SHOP_REVIEW", "RETURN_VISIT", "CONVERSATION"];
const interests: readonly PromotionInterest[] = ["STRONG", "SOME", "LITTLE", "NONE"];

/** The fields of a review: how satisfied, what was said, of which order. */
export function ReviewFields({ customerId }: { customerId: string }): ReactNode {
  const { t } = useTranslation();
  const format = useFormat();
  const rulesFor = useRules();
  const { channels } = useCustomerChoices();
  const { data } = useQuery(ordersToReview, { variables: { id: customerId } });
  const form = Form.useFormInstance<ReviewFormValues>();
  const source = Form.useWatch("source", form);
  const orders = data?.customer?.orders.nodes ?? [];
  return (
    <>
      <Form.Item name="satisfaction" label={t("orders.review.field.satisfaction")}>
        <ChipChoice<Stars>
          label={t("orders.review.field.satisfaction")}
          groups={[
            { options: stars.map((value) => ({ value, label: t(`orders.review.stars.star${value}`) })) },
          ]}
        />
      </Form.Item>
      <Form.Item name="opinions" label={t("orders.review.field.opinions")} rules={rulesFor(checkText(5000))}>
        <Input.TextArea rows={3} />
      </Form.Item>
      <div className={styles["top"]}>
        <Form.Item name="source" label={t("orders.review.field.source")}>
          <Select options={sources.map((value) => ({ value, label: t(`orders.review.source.${value}`) }))} />
        </Form.Item>
        <Form.Item name="happenedAt" label={t("orders.review.field.happenedAt")}>
          <Input type="datetime-local" />
        </Form.Item>
        {source === "RETURN_VISIT" ? (
          <>
            <Form.Item
              name="purchaseInclination"
              label={t("orders.review.field.purchaseInclination")}
              rules={rulesFor(checkText(1000))}
            >
              <Input.TextArea rows={2} />
            </Form.Item>
            <Form.Item name="needs" label={t("orders.review.field.needs")} rules={rulesFor(checkText(1000))}>
              <Input.TextArea rows={2} />
            </Form.Item>
          </>
        ) : null}
        <Form.Item name="promotionInterest" label={t("orders.review.field.promotionInterest")}>
          <Select
            allowClear
            placeholder={t("card.form.none")}
            options={interests.map((value) => ({ value, label: t(`orders.review.interest.${value}`) }))}
          />
        </Form.Item>
        <Form.Item name="orderId" label={t("orders.review.field.orderId")}>
          <Select
            allowClear
            placeholder={t("card.form.none")}
            options={orders.map((order) => ({
              value: order.id,
              label: `${format.date(order.orderedOn)} ${format.money(order.amount)} ${order.number}`,
            }))}
          />
        </Form.Item>
        <Form.Item name="channelId" label={t("customers.field.channel")}>
          <Select
            allowClear
            showSearch={{ optionFilterProp: "label" }}
            placeholder={t("card.form.none")}
            options={channels.map((channel) => ({ value: channel.id, label: channel.name }))}
          />
        </Form.Item>
      </div>
    </>
  );
}
