import type { ReactNode } from "react";
import { useTranslation } from "react-i18next";
import { EmptyState } from "../../components/empty-state.tsx";
import { graphql, readFragment, type FragmentType } from "../../gql/index.ts";
import { LoadMore } from "../customers/card/load-more.tsx";
import type { CardTab } from "../customers/card/use-card-address.ts";
import { useLoadMore } from "../customers/card/use-load-more.ts";
import styles from "./interactions.module.css";
import { TimelineLine } from "./timeline-line.tsx";

export const timeline = graphql(`
  fragment Timeline_Customer on Customer {
    id
    timeline(first: 20) {
      nodes {
        id
        ...TimelineLine_TimelineEntry
      }
      pageInfo {
        hasNextPage
        endCursor
      }
    }
  }
`);

const moreTimeline = graphql(`
  query MoreTimeline($id: ID!, $after: String!) {
    customer(id: $id) {
      id
      timeline(first: 50, after: $after) {
        nodes {
          id
          ...TimelineLine_TimelineEntry
        }
        pageInfo {
          hasNextPage
          endCursor
        }
      }
    }
  }
`);

type TimelineProps = { customer: FragmentType<typeof timeline>; onTab: (tab: CardTab) => void };

/** Everything that happened with a customer in one stream, the latest first. */
export function Timeline({ customer, onTab }: TimelineProps): ReactNode {
  const { t } = useTranslation();
  const { id, timeline: entries } = readFragment(timeline, customer);
  const { more, loading } = useLoadMore(moreTimeline, id, entries);
  if (entries.nodes.length === 0) {
    return (
      <EmptyState title={t("interactions.noTimeline.title")}>{t("interactions.noTimeline.text")}</EmptyState>
    );
  }
  return (
    <>
      <ol className={styles["timeline"]}>
        {entries.nodes.map((entry) => (
          <TimelineLine key={entry.id} entry={entry} onTab={onTab} />
        ))}
      </ol>
      <LoadMore more={more} loading={loading} />
    </>
  );
}
