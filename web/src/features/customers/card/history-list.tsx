import type { ReactNode } from "react";
import { useTranslation } from "react-i18next";
import { graphql, readFragment, type FragmentType } from "../../../gql/index.ts";
import styles from "./card.module.css";
import { ChangeLine } from "./change-line.tsx";
import { LoadMore } from "./load-more.tsx";
import { useRestore } from "../upkeep/use-restore.ts";
import { useLoadMore } from "./use-load-more.ts";

export const historyList = graphql(`
  fragment HistoryList_Customer on Customer {
    id
    version
    viewerCanEdit
    history(first: 20) {
      nodes {
        id
        ...ChangeLine_Change
      }
      pageInfo {
        hasNextPage
        endCursor
      }
    }
  }
`);

const moreHistory = graphql(`
  query MoreHistory($id: ID!, $after: String!) {
    customer(id: $id) {
      id
      history(first: 50, after: $after) {
        nodes {
          id
          ...ChangeLine_Change
        }
        pageInfo {
          hasNextPage
          endCursor
        }
      }
    }
  }
`);

/** Every change of the customer's fields, and every look at a personal one. */
export function HistoryList(props: { customer: FragmentType<typeof historyList> }): ReactNode {
  const { t } = useTranslation();
  const { id, version, viewerCanEdit, history } = readFragment(historyList, props.customer);
  const { restore, running } = useRestore({ id, version });
  const { more, loading } = useLoadMore(moreHistory, id, history);
  return (
    <>
      <p className={styles["lead"]}>{t("card.history.lead")}</p>
      <ol className={styles["lines"]}>
        {history.nodes.map((change) => (
          <ChangeLine
            key={change.id}
            change={change}
            restoring={running}
            onRestore={
              viewerCanEdit ? (changeId, field, label) => void restore({ changeId, field, label }) : undefined
            }
          />
        ))}
      </ol>
      <LoadMore more={more} loading={loading} />
    </>
  );
}
