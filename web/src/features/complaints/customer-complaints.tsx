import { FlagOutlined } from "@ant-design/icons";
import { Button } from "antd";
import type { ReactNode } from "react";
import { useTranslation } from "react-i18next";
import { EmptyState } from "../../components/empty-state.tsx";
import { graphql, readFragment, type FragmentType } from "../../gql/index.ts";
import { LoadMore } from "../customers/card/load-more.tsx";
import { useLoadMore } from "../customers/card/use-load-more.ts";
import { ComplaintLine } from "./complaint-line.tsx";
import styles from "./complaint/complaint.module.css";

export const customerComplaints = graphql(`
  fragment CustomerComplaints_Customer on Customer {
    id
    viewerCanFileComplaint
    complaints(first: 20) {
      nodes {
        id
        ...ComplaintLine_Complaint
      }
      pageInfo {
        hasNextPage
        endCursor
      }
    }
  }
`);

const moreCustomerComplaints = graphql(`
  query MoreCustomerComplaints($id: ID!, $after: String!) {
    customer(id: $id) {
      id
      complaints(first: 50, after: $after) {
        nodes {
          id
          ...ComplaintLine_Complaint
        }
        pageInfo {
          hasNextPage
          endCursor
        }
      }
    }
  }
`);

type CustomerComplaintsProps = { customer: FragmentType<typeof customerComplaints>; onFile: () => void };

/** A customer's complaints, the latest first. */
export function CustomerComplaints(props: CustomerComplaintsProps): ReactNode {
  const { t } = useTranslation();
  const customer = readFragment(customerComplaints, props.customer);
  const { id, complaints, viewerCanFileComplaint } = customer;
  const { more, loading } = useLoadMore(moreCustomerComplaints, id, complaints);
  if (complaints.nodes.length === 0) {
    return (
      <EmptyState
        title={t("complaints.card.none")}
        icon={<FlagOutlined />}
        action={
          viewerCanFileComplaint ? (
            <Button type="primary" onClick={props.onFile}>
              {t("complaints.file.open")}
            </Button>
          ) : undefined
        }
      >
        {viewerCanFileComplaint ? t("complaints.card.noneText") : null}
      </EmptyState>
    );
  }
  return (
    <>
      <ul className={styles["lines"]}>
        {complaints.nodes.map((complaint) => (
          <ComplaintLine key={complaint.id} complaint={complaint} />
        ))}
      </ul>
      <LoadMore more={more} loading={loading} />
    </>
  );
}
