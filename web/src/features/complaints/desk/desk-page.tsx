import { PlusOutlined } from "@ant-design/icons";
import { useQuery } from "@apollo/client/react";
import { lazy, Suspense, useCallback, useMemo, useRef, useState, type ReactNode } from "react";
import { useTranslation } from "react-i18next";
import { NavigationType, useNavigationType, useSearchParams } from "react-router";
import { PageHeader } from "../../../components/page-header.tsx";
import { PagedList } from "../../../components/paged-list.tsx";
import type { GridPlace, RecordGridHandle } from "../../../components/record-grid.tsx";
import { RecordGridSkeleton } from "../../../components/record-grid-parts.tsx";
import { ShortcutButton } from "../../../components/shortcut-button.tsx";
import { graphql, readFragment } from "../../../gql/index.ts";
import { useFormat } from "../../../lib/format.ts";
import { useShortcut } from "../../../lib/keyboard.ts";
import { useIdle } from "../../../lib/use-idle.ts";
import { useLastAnswer } from "../../../lib/use-last-answer.ts";
import { useNarrow } from "../../../lib/use-media.ts";
import { QueryError } from "../../../shell/query-error.tsx";
import { useViewer } from "../../../shell/viewer.tsx";
import { questionOf, scopes, usualScopeOf, type DeskView } from "./desk-address.ts";
import { deskRow, stackedRowHeight, useDeskColumns } from "./desk-columns.tsx";
import { DeskEmpty } from "./desk-empty.tsx";
import { DeskScopes } from "./desk-scopes.tsx";
import styles from "./desk.module.css";
import { OpenComplaint } from "./open-complaint.tsx";
import { useDeskView } from "./use-desk-view.ts";

// The list does not wait for the boxes above it, nor for their script.
const DeskFilters = lazy(async () => ({ default: (await import("./desk-filters.tsx")).DeskFilters }));

const FileComplaintDialog = lazy(async () => ({
  default: (await import("../dialogs/file-complaint-dialog.tsx")).FileComplaintDialog,
}));

export const complaintDeskQuery = graphql(`
  query ComplaintDesk(
    $search: String
    $filter: ComplaintFilter
    $orderBy: ComplaintOrdering!
    $first: Int!
    $after: String
    $firstPage: Boolean!
    $teams: Boolean!
  ) {
    complaints(search: $search, filter: $filter, orderBy: $orderBy, first: $first, after: $after) {
      nodes {
        id
        ...DeskRow_Complaint
      }
      pageInfo {
        hasNextPage
        endCursor
      }
      totalCount @include(if: $firstPage) {
        value
        capped
      }
    }
    complaintCounts @include(if: $firstPage) {
      ...DeskScopes_ComplaintCounts
    }
    ...DeskFilters_Query @include(if: $firstPage)
  }
`);

/** Where the reader left which list: going back returns to the row, a link starts at the top. */
let lastPlace: { list: string; place: GridPlace } | undefined;

/** The inbox of complaints, the most urgent first. */
export function DeskPage(): ReactNode {
  const { t } = useTranslation();
  const format = useFormat();
  const viewer = useViewer();
  const narrow = useNarrow();
  const grid = useRef<RecordGridHandle>(null);
  const { view, change } = useDeskView();
  const [address, setAddress] = useSearchParams();
  const columns = useDeskColumns(narrow);
  const mayFile = viewer.may("complaint:file");
  const offered = scopes.filter(
    (scope) => (scope !== "MINE" || mayFile) && (scope !== "MY_TEAM" || viewer.staff.team),
  );
  const usual = usualScopeOf(viewer.may);
  const scope = view.scope ?? usual;
  const question = questionOf(view, usual);
  const variables = { ...question, teams: viewer.may("team:list") };
  const list = JSON.stringify([question, narrow]);
  const navigationType = useNavigationType();
  const [cameBack] = useState(navigationType === NavigationType.Pop);
  const asked = { ...variables, first: 50, firstPage: true };
  const { client, data, error, fetchMore, refetch } = useQuery(complaintDeskQuery, {
    variables: asked,
    // Whoever comes back finds the list as it was, with all the pages that were loaded.
    fetchPolicy: cameBack ? "cache-first" : "cache-and-network",
    nextFetchPolicy: "cache-first",
  });
  // While another question is under way the last answer stays, dimmed: the page does not jump at every letter typed.
  const answer = useLastAnswer(list, data);
  const shown = answer?.data;
  const shownList = answer?.question ?? list;
  const stale = !data || shownList !== list;
  const connection = shown?.complaints;
  const rows = useMemo(() => connection?.nodes.map((node) => readFragment(deskRow, node)), [connection]);
  const total = connection?.totalCount;
  const changeFilters = useCallback(
    (changes: Partial<DeskView>) => change({ ...changes, open: undefined }),
    [change],
  );
  const filtersWanted = useIdle(shown !== undefined || error !== undefined);

  const file = (): void => setAddress((known) => new URLSearchParams([...known, ["new", "complaint"]]));
  const closeFile = (): void =>
    setAddress((known) => new URLSearchParams([...known].filter(([name]) => name !== "new")), {
      replace: true,
    });
  const close = (): void => {
    change({ open: undefined }, { replace: true });
    grid.current?.focusRow();
  };
  useShortcut("Escape", close, { enabled: view.open !== undefined });
  useShortcut("j", () => grid.current?.move(1));
  useShortcut("k", () => grid.current?.move(-1));

  const loadMore = async (): Promise<void> => {
    const after = data?.complaints.pageInfo.endCursor;
    // A page that has come may not be on the screen yet; once it is, the grid asks from there.
    const known = client.readQuery({ query: complaintDeskQuery, variables: asked });
    if (known && known.complaints.pageInfo.endCursor !== after) return;
    if (after) await fetchMore({ variables: { ...variables, first: 100, after, firstPage: false } });
  };

  return (
    <div className={styles["page"]}>
      <PageHeader
        title={t("complaints.title")}
        actions={
          mayFile ? (
            <ShortcutButton
              type="primary"
              shortcut="c"
              does={t("complaints.file.title")}
              icon={<PlusOutlined aria-hidden />}
              onAct={file}
            >
              {t("complaints.file.open")}
            </ShortcutButton>
          ) : null
        }
      >
        <span role="status">
          {total
            ? t("complaints.desk.total", {
                count: total.value,
                text: format.number(total.value) + (total.capped ? "+" : ""),
              })
            : null}
        </span>
      </PageHeader>
      <div className={styles["scopes"]}>
        <DeskScopes
          counts={shown?.complaintCounts}
          offered={offered}
          scope={scope}
          onScope={(chosen) => change({ scope: chosen === usual ? undefined : chosen, open: undefined })}
        />
      </div>
      <Suspense fallback={<div className={styles["filters"]} />}>
        {filtersWanted ? (
          <DeskFilters choices={shown} view={view} change={changeFilters} />
        ) : (
          <div className={styles["filters"]} />
        )}
      </Suspense>
      {error && !data ? (
        <QueryError error={error} onRetry={() => void refetch()} />
      ) : !connection || !rows ? (
        <RecordGridSkeleton columns={columns} label={t("shell.loading")} />
      ) : rows.length === 0 && !stale ? (
        <DeskEmpty view={view} scope={scope} change={change} onFile={mayFile ? file : undefined} />
      ) : (
        <PagedList
          key={shownList}
          ref={grid}
          label={t("complaints.desk.label")}
          rows={rows}
          rowKey={(row) => row.number}
          columns={columns}
          {...(narrow ? { rowHeight: stackedRowHeight } : {})}
          stale={stale}
          totalCount={total && !total.capped ? total.value : undefined}
          place={cameBack && lastPlace?.list === shownList ? lastPlace.place : undefined}
          onLeave={(place) => {
            lastPlace = { list: shownList, place };
          }}
          hasNextPage={!stale && connection.pageInfo.hasNextPage}
          loadMore={loadMore}
          openKey={view.open}
          onOpen={(row) => change({ open: row.number }, { replace: view.open !== undefined })}
        />
      )}
      {view.open ? (
        <OpenComplaint
          number={view.open}
          rows={rows ?? []}
          onMove={(number) => change({ open: number }, { replace: true })}
          onClose={close}
        />
      ) : null}
      {mayFile && address.get("new") === "complaint" ? (
        <Suspense>
          <FileComplaintDialog
            onClose={closeFile}
            onFiled={(number) => change({ open: number }, { replace: true })}
          />
        </Suspense>
      ) : null}
    </div>
  );
}
