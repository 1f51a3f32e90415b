import type { ReactNode } from "react";
import { useTranslation } from "react-i18next";
import { Link } from "react-router";
import { AgoText } from "../../components/ago-text.tsx";
import { graphql, readFragment, type FragmentType } from "../../gql/index.ts";
import { SeverityChip, StatusChip } from "./complaint-chips.tsx";
import styles from "./complaint-line.module.css";

export const complaintLine = graphql(`
  fragment ComplaintLine_Complaint on Complaint {
    id
    number
    status
    open
    severity
    kind
    category
    description
    filedAt
    assignee {
      id
      name
    }
  }
`);

/** One complaint in a list of its customer's. */
export function ComplaintLine(props: { complaint: FragmentType<typeof complaintLine> }): ReactNode {
  const { t } = useTranslation();
  const complaint = readFragment(complaintLine, props.complaint);
  return (
    <li className={styles["line"]}>
      <div className={styles["head"]}>
        <Link to={`/complaints/${complaint.number}`} className="figures">
          {complaint.number}
        </Link>
        <StatusChip status={complaint.status} />
        {complaint.open && complaint.severity !== "NORMAL" ? (
          <SeverityChip severity={complaint.severity} />
        ) : null}
        <span>{t(`complaints.category.${complaint.category}`)}</span>
      </div>
      <div className={styles["words"]}>{complaint.description.slice(0, 200)}</div>
      <div className={styles["foot"]}>
        <AgoText value={complaint.filedAt} />
        {complaint.assignee ? ` · ${complaint.assignee.name}` : ""}
      </div>
    </li>
  );
}
