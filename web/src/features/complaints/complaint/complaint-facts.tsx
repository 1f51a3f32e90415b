import type { ReactNode } from "react";
import { useTranslation } from "react-i18next";
import { Link } from "react-router";
import { AgoText } from "../../../components/ago-text.tsx";
import { DateText } from "../../../components/date-text.tsx";
import { MoneyText } from "../../../components/money-text.tsx";
import { graphql, readFragment, type FragmentType } from "../../../gql/index.ts";
import styles from "./complaint.module.css";

export const complaintFacts = graphql(`
  fragment ComplaintFacts_Complaint on Complaint {
    id
    medium
    filedAt
    filedBy {
      id
      name
    }
    changedAt
    assignee {
      id
      name
    }
    team {
      id
      name
    }
    order {
      id
      number
      orderedOn
      amount {
        amount
        currency
      }
    }
    customer {
      id
      number
    }
  }
`);

/** Who looks after it, how and when it came, and the order it is about. */
export function ComplaintFacts(props: { complaint: FragmentType<typeof complaintFacts> }): ReactNode {
  const { t } = useTranslation();
  const complaint = readFragment(complaintFacts, props.complaint);
  const { assignee, team, order, customer } = complaint;
  return (
    <dl className={styles["facts"]}>
      <div>
        <dt>{t("complaints.field.assignee")}</dt>
        <dd>
          {assignee?.name ?? <span className={styles["nobody"]}>{t("complaints.assign.unassigned")}</span>}
          {team ? <div className={styles["small"]}>{team.name}</div> : null}
        </dd>
      </div>
      <div>
        <dt>{t("complaints.field.filed")}</dt>
        <dd>
          <AgoText value={complaint.filedAt} />
          <div className={styles["small"]}>
            {complaint.filedBy?.name ?? t("card.system")} · {t(`complaints.medium.${complaint.medium}`)}
          </div>
        </dd>
      </div>
      <div>
        <dt>{t("complaints.field.changed")}</dt>
        <dd>
          <AgoText value={complaint.changedAt} />
        </dd>
      </div>
      <div>
        <dt>{t("complaints.field.orderId")}</dt>
        <dd>
          {order ? (
            <>
              <Link to={`/customers/${customer.number}?tab=orders`} className="figures">
                {order.number}
              </Link>
              <div className={styles["small"]}>
                <DateText value={order.orderedOn} /> · <MoneyText value={order.amount} />
              </div>
            </>
          ) : (
            <span className="quiet">—</span>
          )}
        </dd>
      </div>
    </dl>
  );
}
