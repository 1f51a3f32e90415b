import type { ReactNode } from "react";
import { useTranslation } from "react-i18next";
import { DateText } from "../../../components/date-text.tsx";
import { MoneyText } from "../../../components/money-text.tsx";
import { graphql, readFragment, type FragmentType } from "../../../gql/index.ts";
import { useFormat } from "../../../lib/format.ts";
import styles from "./card.module.css";

export const cardFacts = graphql(`
  fragment CardFacts_Customer on Customer {
    id
    dealCount
    firstDealOn
    lastDealOn
    totalSpent {
      amount
      currency
    }
  }
`);

/** What came of this customer so far, in four figures. */
export function CardFacts(props: { customer: FragmentType<typeof cardFacts> }): ReactNode {
  const { t } = useTranslation();
  const format = useFormat();
  const customer = readFragment(cardFacts, props.customer);
  return (
    <dl className={styles["facts"]}>
      <div>
        <dt>{t("customers.field.totalSpent")}</dt>
        <dd>
          {customer.dealCount === 0 ? (
            <span className="quiet">—</span>
          ) : (
            <MoneyText value={customer.totalSpent} />
          )}
        </dd>
      </div>
      <div>
        <dt>{t("customers.field.dealCount")}</dt>
        <dd className="figures">{format.number(customer.dealCount)}</dd>
      </div>
      <div>
        <dt>{t("customers.field.firstDealOn")}</dt>
        <dd>
          <DateText value={customer.firstDealOn} />
        </dd>
      </div>
      <div>
        <dt>{t("customers.field.lastDealOn")}</dt>
        <dd>
          <DateText value={customer.lastDealOn} />
        </dd>
      </div>
    </dl>
  );
}
