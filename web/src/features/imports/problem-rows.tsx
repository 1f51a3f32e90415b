import { DownloadOutlined } from "@ant-design/icons";
import { useApolloClient } from "@apollo/client/react";
import { Button } from "antd";
import { useRef, useState, type ReactNode } from "react";
import { useTranslation } from "react-i18next";
import { graphql, readFragment, type FragmentType } from "../../gql/index.ts";
import { download } from "../../lib/download.ts";
import { tellProblem } from "../../shell/tell-problem.ts";
import { ProblemRow } from "./problem-row.tsx";
import styles from "./problem-rows.module.css";
import { RowPanel, useKeyboardGoesOn } from "./row-panel.tsx";
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
  const client = useApolloClient();
  const one = readFragment(problemRows, props.import);
  const { rows: wanted, showRows } = props.filters;
  const { nodes, pageInfo, totalCount } = one.problems;
  const visible = nodes.filter((row) => row.state === wanted);
  const heading = useRef<HTMLHeadingElement>(null);
  const goOn = useKeyboardGoesOn(heading);
  const [downloading, setDownloading] = useState(false);

  const more = async (): Promise<void> => {
    await client.query({
      query: moreProblemRows,
      variables: { id: one.id, rows: wanted, after: pageInfo.endCursor ?? null },
      fetchPolicy: "network-only",
    });
  };

  const downloadAll = async (): Promise<void> => {
    setDownloading(true);
    const problem = await download(`/files/imports/${one.number}/problems.xlsx`);
    setDownloading(false);
    if (problem) tellProblem(problem, "writing");
  };

  if (one.everyProblem.totalCount.value === 0) return null;
  const empty = { PROBLEM: "none", MENDED: "noneMended", DISMISSED: "noneDismissed" } as const;
  return (
    <RowPanel
      id="problems"
      title={t("imports.problems.title")}
      count={{ ...totalCount, value: totalCount.value - (nodes.length - visible.length) }}
      heading={heading}
      filter={{
        label: t("imports.problems.filter"),
        value: wanted,
        options: rowStates.map((state) => ({ value: state, label: t(`imports.problems.${state}`) })),
        show: showRows,
      }}
      tools={
        <Button
          size="small"
          icon={<DownloadOutlined aria-hidden />}
          loading={downloading}
          onClick={() => void downloadAll()}
        >
          {t("imports.problems.download")}
        </Button>
      }
      more={pageInfo.hasNextPage ? more : undefined}
      moreLabel={t("imports.problems.more")}
    >
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
              onLeaving={() => goOn(visible, place)}
            />
          ))}
        </ul>
      )}
    </RowPanel>
  );
}
