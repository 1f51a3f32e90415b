import type { ReactNode } from "react";
import { graphql, readFragment, type FragmentType } from "../../../gql/index.ts";
import { LoadMore } from "../../customers/card/load-more.tsx";
import { useLoadMore } from "../../customers/card/use-load-more.ts";
import styles from "./complaint-log.module.css";
import { LogLine } from "./log-line.tsx";

export const complaintLog = graphql(`
  fragment ComplaintLog_Complaint on Complaint {
    id
    description
    events(first: 20) {
      nodes {
        id
        ...LogLine_ComplaintEvent
      }
      pageInfo {
        hasNextPage
        endCursor
      }
    }
  }
`);

const moreComplaintEvents = graphql(`
  query MoreComplaintEvents($id: ID!, $after: String!) {
    complaint(id: $id) {
      id
      events(first: 50, after: $after) {
        nodes {
          id
          ...LogLine_ComplaintEvent
        }
        pageInfo {
          hasNextPage
          endCursor
        }
      }
    }
  }
`);

/** Everything that was done with a complaint, the latest first. */
export function ComplaintLog(props: { complaint: FragmentType<typeof complaintLog> }): ReactNode {
  const { id, description, events } = readFragment(complaintLog, props.complaint);
  const { more, loading } = useLoadMore(moreComplaintEvents, id, events);
  return (
    <>
      <ol className={styles["log"]}>
        {events.nodes.map((event) => (
          <LogLine key={event.id} event={event} shownAbove={description} />
        ))}
      </ol>
      <LoadMore more={more} loading={loading} />
    </>
  );
}
