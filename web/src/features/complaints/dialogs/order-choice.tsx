import { useQuery } from "@apollo/client/react";
import { Form } from "antd";
import type { ReactNode } from "react";
import { useTranslation } from "react-i18next";
import { ChipChoice } from "../../../components/chip-choice.tsx";
import { graphql } from "../../../gql/index.ts";
import { useFormat } from "../../../lib/format.ts";

const orderChoicesQuery = graphql(`
  query ComplaintOrderChoices($customerId: ID!) {
    customer(id: $customerId) {
      id
      orders(first: 4) @connection(key: "choices") {
        nodes {
          id
          number
          orderedOn
          amount {
            amount
            currency
          }
          items {
            goods
          }
        }
      }
    }
  }
`);

/** The customer's last orders, one click each; nothing where there are none. */
export function OrderChoice({ customerId }: { customerId: string }): ReactNode {
  const { t } = useTranslation();
  const format = useFormat();
  const { data } = useQuery(orderChoicesQuery, {
    variables: { customerId },
    fetchPolicy: "cache-and-network",
  });
  const orders = data?.customer?.orders.nodes ?? [];
  if (orders.length === 0) return null;
  return (
    <Form.Item name="orderId" label={t("complaints.file.order")}>
      <ChipChoice
        label={t("complaints.file.order")}
        groups={[
          {
            options: [
              { value: "", label: t("complaints.file.noOrder") },
              ...orders.map((order) => {
                const [first] = order.items;
                return {
                  value: order.id,
                  label: `${format.date(order.orderedOn)} ${first?.goods.slice(0, 12) ?? ""} ${format.money(order.amount)}`,
                  title: order.number,
                };
              }),
            ],
          },
        ]}
      />
    </Form.Item>
  );
}
