import type { ReactNode } from "react";
import { useTranslation } from "react-i18next";
import { Link } from "react-router";
import { AgoText } from "../../../components/ago-text.tsx";
import { Chip } from "../../../components/chip.tsx";
import { graphql, readFragment, type FragmentType } from "../../../gql/index.ts";
import { useFieldWords } from "../card/field-words.tsx";
import styles from "./alerts.module.css";

export const alertLine = graphql(`
  fragment AlertLine_CustomerAlert on CustomerAlert {
    id
    at
    operation
    source
    fields
    customerCount
    actor {
      id
      name
    }
    customer {
      id
      number
      displayName
    }
    import {
      id
      number
    }
  }
`);

type AlertLineProps = {
  alert: FragmentType<typeof alertLine>;
  isNew: boolean;
  onLeave: () => void;
};

/** Who changed what of whom, with the way there. */
export function AlertLine(props: AlertLineProps): ReactNode {
  const { t } = useTranslation();
  const alert = readFragment(alertLine, props.alert);
  const { actor, customer, fields, customerCount } = alert;
  const words = useFieldWords(fields);
  const many = customerCount > 1;
  return (
    <li>
      <div className={styles["title"]}>
        {many ? (
          alert.import ? (
            <Link to={`/imports/${alert.import.number}`} onClick={props.onLeave}>
              {t("alerts.customers", { count: customerCount })}
            </Link>
          ) : (
            t("alerts.customers", { count: customerCount })
          )
        ) : customer ? (
          <Link to={`/customers/${customer.number}?tab=history`} onClick={props.onLeave}>
            {customer.displayName}
          </Link>
        ) : (
          <span className="quiet">{t("alerts.gone")}</span>
        )}{" "}
        {props.isNew ? <Chip tone="strong">{t("alerts.new")}</Chip> : null}
      </div>
      <div>
        {alert.operation === "assignCustomerOwner"
          ? t("alerts.owner")
          : fields.length > 0
            ? t("alerts.changed", {
                fields: fields.map((field) => words.label(field)).join(t("card.listSeparator")),
              })
            : t("alerts.changedSomething")}
      </div>
      <div className="quiet">
        {actor?.name ?? t("card.system")} · {t(`card.source.${alert.source}`)} · <AgoText value={alert.at} />
      </div>
    </li>
  );
}
