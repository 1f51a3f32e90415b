import type { ReactNode } from "react";
import { useTranslation } from "react-i18next";
import { Link } from "react-router";
import { Chip } from "../../../components/chip.tsx";
import { DateText } from "../../../components/date-text.tsx";
import { MoneyText } from "../../../components/money-text.tsx";
import { graphql, readFragment, type FragmentType } from "../../../gql/index.ts";
import { ComplaintLine } from "../complaint-line.tsx";
import styles from "./complaint.module.css";

export const complaintCustomer = graphql(`
  fragment ComplaintCustomer_Complaint on Complaint {
    id
    customer {
      id
      number
      displayName
      tier
      lifecycle
      channel {
        id
        name
      }
      memberLevel {
        id
        name
      }
      orders(first: 3) @connection(key: "last") {
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
      complaints(first: 6) @connection(key: "last") {
        nodes {
          id
          ...ComplaintLine_Complaint
        }
      }
    }
  }
`);

/** Whom it is about: who they are, what they bought last, and what else they complained of. */
export function ComplaintCustomer(props: {
  complaint: FragmentType<typeof complaintCustomer>;
  page: boolean;
}): ReactNode {
  const { t } = useTranslation();
  const [Title, Subtitle] = props.page ? (["h2", "h3"] as const) : (["h3", "h4"] as const);
  const { id, customer } = readFragment(complaintCustomer, props.complaint);
  const card = `/customers/${customer.number}`;
  const others = customer.complaints.nodes.filter((other) => other.id !== id).slice(0, 5);
  return (
    <section aria-labelledby="complaint-customer" className={styles["customer"]}>
      <Title id="complaint-customer" className={styles["title"]}>
        {t("complaints.about.title")}
      </Title>
      <p className={styles["person"]}>
        <Link to={card}>{customer.displayName}</Link>
        <span className="quiet figures">{customer.number}</span>
      </p>
      <div className={styles["chips"]}>
        {customer.tier ? (
          <Chip tone={customer.tier === "IMPORTANT" ? "strong" : "soft"}>
            {t(`customers.tier.${customer.tier}`)}
          </Chip>
        ) : null}
        <Chip>{t(`customers.lifecycle.${customer.lifecycle}`)}</Chip>
        {customer.memberLevel ? <Chip>{customer.memberLevel.name}</Chip> : null}
        {customer.channel ? <Chip tone="quiet">{customer.channel.name}</Chip> : null}
      </div>
      <Subtitle className={styles["subtitle"]}>{t("complaints.about.orders")}</Subtitle>
      {customer.orders.nodes.length === 0 ? (
        <p className="quiet">{t("complaints.about.noOrders")}</p>
      ) : (
        <ul className={styles["lines"]}>
          {customer.orders.nodes.map((order) => (
            <li key={order.id} className={styles["order"]}>
              <DateText value={order.orderedOn} />
              <span className={styles["goods"]}>
                {order.items.map((item) => item.goods).join(t("card.listSeparator"))}
              </span>
              <MoneyText value={order.amount} />
            </li>
          ))}
        </ul>
      )}
      <Subtitle className={styles["subtitle"]}>{t("complaints.about.otherComplaints")}</Subtitle>
      {others.length === 0 ? (
        <p className="quiet">{t("complaints.about.noOthers")}</p>
      ) : (
        <ul className={styles["lines"]}>
          {others.map((other) => (
            <ComplaintLine key={other.id} complaint={other} />
          ))}
        </ul>
      )}
      <Link to={`${card}?tab=timeline`}>{t("complaints.about.timeline")}</Link>
    </section>
  );
}
