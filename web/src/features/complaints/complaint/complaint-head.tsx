import type { ReactNode } from "react";
import { useTranslation } from "react-i18next";
import { Chip } from "../../../components/chip.tsx";
import { CopyButton } from "../../../components/copy-button.tsx";
import { graphql, readFragment, type FragmentType } from "../../../gql/index.ts";
import { SeverityChip, StatusChip } from "../complaint-chips.tsx";
import styles from "./complaint.module.css";

export const complaintHead = graphql(`
  fragment ComplaintHead_Complaint on Complaint {
    id
    number
    kind
    category
    subject
    severity
    status
    customer {
      id
      displayName
    }
  }
`);

/** Which complaint it is, whose, and of what kind. */
export function ComplaintHead(props: {
  complaint: FragmentType<typeof complaintHead>;
  page: boolean;
}): ReactNode {
  const { t } = useTranslation();
  const complaint = readFragment(complaintHead, props.complaint);
  const Heading = props.page ? "h1" : "h2";
  return (
    <header className={styles["head"]}>
      <Heading className={styles["name"]}>
        {complaint.customer.displayName}
        <span className={styles["category"]}>{t(`complaints.category.${complaint.category}`)}</span>
      </Heading>
      <div className={styles["number"]}>
        <span className="quiet figures">{complaint.number}</span>
        <CopyButton text={complaint.number} label={t("complaints.copyNumber")} />
      </div>
      <div className={styles["chips"]}>
        <SeverityChip severity={complaint.severity} />
        <StatusChip status={complaint.status} />
        <Chip>{t(`complaints.kind.${complaint.kind}`)}</Chip>
        <Chip>{t(`complaints.subject.${complaint.subject}`)}</Chip>
      </div>
    </header>
  );
}
