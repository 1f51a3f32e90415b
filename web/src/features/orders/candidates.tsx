import { Button } from "antd";
import type { ReactNode } from "react";
import { useTranslation } from "react-i18next";
import { MaskedText } from "../../components/masked-text.tsx";
import { graphql, readFragment, type FragmentType } from "../../gql/index.ts";
import styles from "./orders.module.css";

export const candidateFragment = graphql(`
  fragment Candidates_CustomerMatch on CustomerMatch {
    matched
    customer {
      id
      number
      displayName
      nickname
      phone {
        state
        text
      }
    }
  }
`);

/** The archives that the buyer may be: one of them is chosen. */
export function Candidates(props: {
  candidates: readonly FragmentType<typeof candidateFragment>[];
  onChoose: (customerId: string) => void;
}): ReactNode {
  const { t } = useTranslation();
  if (props.candidates.length === 0) return null;
  return (
    <ul className={styles["candidates"]} aria-label={t("orders.buyer.candidates")}>
      {props.candidates.map((masked) => {
        const { customer } = readFragment(candidateFragment, masked);
        return (
          <li key={customer.id}>
            <span className={styles["candidate"]}>
              <strong>{customer.displayName}</strong>{" "}
              <span className="quiet figures">
                {customer.number} {customer.nickname ?? ""}
              </span>{" "}
              <MaskedText value={customer.phone} />
            </span>
            <Button size="small" onClick={() => props.onChoose(customer.id)}>
              {t("orders.buyer.choose")}
            </Button>
          </li>
        );
      })}
    </ul>
  );
}
