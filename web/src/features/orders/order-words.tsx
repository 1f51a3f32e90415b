import type { ReactNode } from "react";
import { useTranslation } from "react-i18next";
import { DateText } from "../../components/date-text.tsx";
import { MaskedText } from "../../components/masked-text.tsx";
import { MoneyText } from "../../components/money-text.tsx";
import { useCustomerChoices } from "../customers/forms/customer-choices.ts";
import { GoodsList } from "./goods-list.tsx";
import type { OrderChanges } from "./order-values.ts";

const orderFields = [
  "orderedOn",
  "orderedTime",
  "amount",
  "items",
  "shopOrderNumber",
  "paymentMethod",
  "otherPayment",
  "channelId",
] as const;

/** What the fields and values of an order are called in the reader's language. */
export function useOrderWords(): {
  label: (field: string) => string;
  value: (field: string, details: OrderChanges) => ReactNode;
} {
  const { t } = useTranslation();
  const { channels } = useCustomerChoices();
  return {
    label: (field) => {
      const known = orderFields.find((candidate) => candidate === field);
      return known ? t(`orders.field.${known}`) : field;
    },
    value: (field, details) => {
      switch (field) {
        case "orderedOn":
          return <DateText value={details.orderedOn ?? null} />;
        case "amount":
          return details.amount ? (
            <MoneyText value={{ amount: details.amount.amount, currency: "CNY" }} />
          ) : null;
        case "items":
          return <GoodsList items={details.items ?? []} />;
        case "shopOrderNumber":
          return plain(details.shopOrderNumber);
        case "orderedTime":
          return plain(details.orderedTime);
        case "otherPayment":
          return plain(details.otherPayment);
        case "paymentMethod":
          return plain(details.paymentMethod && t(`orders.payment.${details.paymentMethod}`));
        case "channelId":
          return plain(channels.find(({ id }) => id === details.channelId)?.name);
        default:
          return null;
      }
    },
  };
}

function plain(text: string | null | undefined): ReactNode {
  return <MaskedText value={text ? { state: "CLEAR", text } : { state: "EMPTY" }} />;
}
