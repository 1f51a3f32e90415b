import { DownloadOutlined } from "@ant-design/icons";
import { useApolloClient } from "@apollo/client/react";
import { Button, Segmented } from "antd";
import { useEffect, useRef, useState, type ReactNode } from "react";
import { useTranslation } from "react-i18next";
import { graphql, readFragment, type FragmentType } from "../../gql/index.ts";
import { useFormat } from "../../lib/format.ts";
import page from "./import-page.module.css";
import { ProblemRow } from "./problem-row.tsx";
import styles from "./problem-rows.module.css";
import { rowStates, type ListFilters } from "./use-list-filters.ts";

export const problemRows = graphql(`
  fragment ProblemRows_Import on Import {
    id
    number
    state
    viewerCanMend
    everyProblem: problems(first: 1) {
      totalCount {
        value
      }
    }
    problems(state: $rows, first: 20) {
      nodes {
        id
        state
        ...ProblemRow_ImportRow
      }
      pageInfo {
        hasNextPage
        endCursor
      }
      totalCount {
        value
        capped
      }
    }
  }
`);

const moreProblemRows = graphql(`
  query MoreProblemRows($id: ID!, $rows: ImportRowState!, $after: String) {
    import(id: $id) {
      id
      problems(state: $rows, first: 20, after: $after) {
        nodes {
          id
          state
          ...ProblemRow_ImportRow
        }
        pageInfo {
          hasNextPage
          endCursor
        }
      }
    }
  }
`);

/** The rows that could not be taken in as they are: mended where they stand, left out, or downloaded. */
export function ProblemRows(props: {
  import: FragmentType<typeof problemRows>;
  filters: ListFilters;
}): ReactNode {
  const { t } = useTranslation();
  const format = useFormat();
  const client = useApolloClient();
  const one = readFragment(problemRows, props.import);
  const { rows: wanted, showRows } = props.filters;
  const { nodes, pageInfo, totalCount } = one.problems;
  const visible = nodes.filter((row) => row.state === wanted);
  const [loadingMore, setLoadingMore] = useState(false);
  const heading = useRef<HTMLHeadingElement>(null);
  const [left, setLeft] = useState<{ next: string | undefined }>();

  const more = async (): Promise<void> => {
    setLoadingMore(true);
    await client
      .query({
        query: moreProblemRows,
        variables: { id: one.id, rows: wanted, after: pageInfo.endCursor ?? null },
        fetchPolicy: "network-only",
      })
      .catch(() => undefined);
    setLoadingMore(false);
  };

  // A row that was mended or left out is gone: the keyboard goes on in its neighbour.
  useEffect(() => {
    if (!left) return;
    const next = left.next ? document.getElementById(left.next) : null;
    const cell = next?.querySelector<HTMLElement>("input") ?? next?.querySelector<HTMLElement>("button");
    (cell ?? heading.current)?.focus();
  }, [left]);

  if (one.everyProblem.totalCount.value === 0) return null;
  const remaining = totalCount.value - (nodes.length - visible.length);
  const empty = { PROBLEM: "none", MENDED: "noneMended", DISMISSED: "noneDismissed" } as const;
  return (
    <section id="problems" className={page["panel"]} aria-labelledby="problems-title">
      <div className={page["section-head"]}>
        <h2 id="problems-title" ref={heading} tabIndex={-1} className={page["title"]}>
          {t("imports.problems.title")}{" "}
          <span className="quiet figures">{`${format.number(remaining)}${totalCount.capped ? "+" : ""}`}</span>
        </h2>
        <div className={page["section-tools"]}>
          <Segmented
            size="small"
            aria-label={t("imports.problems.filter")}
            value={wanted}
            options={rowStates.map((state) => ({ value: state, label: t(`imports.problems.${state}`) }))}
            onChange={showRows}
          />
          <Button
            size="small"
            icon={<DownloadOutlined aria-hidden />}
            href={`/files/imports/${one.number}/problems.xlsx`}
            download
          >
            {t("imports.problems.download")}
          </Button>
        </div>
      </div>
      {wanted === "PROBLEM" && visible.length > 0 && one.viewerCanMend ? (
        <p className="quiet">{t("imports.problems.text")}</p>
      ) : null}
      {visible.length === 0 && !pageInfo.hasNextPage ? (
        <p className="quiet">{t(`imports.problems.${empty[wanted]}`)}</p>
      ) : (
        <ul className={styles["rows"]}>
          {visible.map((row, place) => (
            <ProblemRow
              key={row.id}
              row={row}
              importId={one.id}
              mendable={one.viewerCanMend && row.state !== "MENDED"}
              waits={one.state === "READY" || one.state === "CHECKING"}
              onLeaving={() => setLeft({ next: (visible[place + 1] ?? visible[place - 1])?.id })}
            />
          ))}
        </ul>
      )}
      {pageInfo.hasNextPage ? (
        <p className={page["more"]}>
          <Button loading={loadingMore} onClick={() => void more()}>
            {t("imports.problems.more")}
          </Button>
        </p>
      ) : null}
    </section>
  );
}
