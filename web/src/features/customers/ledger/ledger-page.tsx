import {
  ExportOutlined,
  ImportOutlined,
  PlusOutlined,
  PrinterOutlined,
  ShoppingOutlined,
} from "@ant-design/icons";
import { useQuery } from "@apollo/client/react";
import { Button } from "antd";
import { lazy, Suspense, useCallback, useMemo, useRef, useState, type ReactNode } from "react";
import { useTranslation } from "react-i18next";
import { Link, NavigationType, useNavigate, useNavigationType, useSearchParams } from "react-router";
import { PageHeader } from "../../../components/page-header.tsx";
import { PagedList } from "../../../components/paged-list.tsx";
import type { GridPlace, RecordGridHandle } from "../../../components/record-grid.tsx";
import { RecordGridSkeleton } from "../../../components/record-grid-parts.tsx";
import { graphql, readFragment } from "../../../gql/index.ts";
import { withTexts } from "../../../i18n/language.ts";
import { useFormat } from "../../../lib/format.ts";
import { useShortcut } from "../../../lib/keyboard.ts";
import { useIdle } from "../../../lib/use-idle.ts";
import { useLastAnswer } from "../../../lib/use-last-answer.ts";
import { useNarrow } from "../../../lib/use-media.ts";
import { useDemoShown } from "../../../shell/demo-banner.tsx";
import { QueryError } from "../../../shell/query-error.tsx";
import { useViewer } from "../../../shell/viewer.tsx";
import type { FieldOrder } from "../../../gql/graphql.ts";
import { useListFields } from "../fields/use-list-fields.ts";
import { chooseColumns, chosenColumns, keyOfField } from "./chosen-columns.ts";
import { hasOrder } from "./field-questions.ts";
import { columnsAsked, isFiltered, questionOf, writeView, type LedgerView } from "./ledger-address.ts";
import { ledgerRow, useLedgerColumns } from "./ledger-columns.tsx";
import { LedgerDrop } from "./ledger-drop.tsx";
import { LedgerEmpty } from "./ledger-empty.tsx";
import styles from "./ledger.module.css";
import { OpenRecord } from "./open-record.tsx";
import { useLedgerView } from "./use-ledger-view.ts";

// The list does not wait for the boxes above it, nor for their script.
const LedgerFilters = lazy(async () => ({ default: (await import("./ledger-filters.tsx")).LedgerFilters }));

const CreateCustomerDialog = lazy(async () => ({
  default: (await import("../card/create-customer-dialog.tsx")).CreateCustomerDialog,
}));
const RecordOrderDialog = lazy(async () => ({
  default: (await import("../../orders/record-order-dialog.tsx")).RecordOrderDialog,
}));

const ExportDialog = lazy(async () => ({
  default: (await withTexts(import("../export/export-dialog.tsx"), "exports")).ExportDialog,
}));

const ColumnsDialog = lazy(async () => ({ default: (await import("./columns-dialog.tsx")).ColumnsDialog }));

export const ledgerQuery = graphql(`
  query Ledger(
    $search: String
    $filter: CustomerFilter
    $orderBy: CustomerOrdering!
    $orderByField: FieldOrder
    $fields: [ID!]
    $withFields: Boolean!
    $first: Int!
    $after: String
    $firstPage: Boolean!
  ) {
    customers(
      search: $search
      filter: $filter
      orderBy: $orderBy
      orderByField: $orderByField
      first: $first
      after: $after
    ) {
      nodes {
        id
        ...LedgerRow_Customer
      }
      pageInfo {
        hasNextPage
        endCursor
      }
      matchLimited @include(if: $firstPage)
      totalCount @include(if: $firstPage) {
        value
        capped
      }
    }
    ...LedgerFilters_Query @include(if: $firstPage)
  }
`);

/** Where the reader left which list: going back returns to the row, a link starts at the top. */
let lastPlace: { list: string; place: GridPlace } | undefined;

/** Every customer on one page. */
export function LedgerPage(): ReactNode {
  const { t } = useTranslation();
  const format = useFormat();
  const viewer = useViewer();
  const navigate = useNavigate();
  const grid = useRef<RecordGridHandle>(null);
  const { view, change } = useLedgerView();
  const [address, setAddress] = useSearchParams();
  const [chosen, setChosen] = useState(chosenColumns);
  const [choosing, setChoosing] = useState(false);
  const columnsOfFields = columnsAsked(chosen);
  const fields = useListFields({ skip: !columnsOfFields.withFields && !view.fieldOrder });
  const changeOrder = useCallback(
    (fieldOrder: FieldOrder | undefined) => change({ fieldOrder, open: undefined }),
    [change],
  );
  const columns = useLedgerColumns({
    narrow: useNarrow(),
    chosen,
    fields,
    order: view.fieldOrder,
    onOrder: changeOrder,
  });
  const sortable = useMemo(
    () =>
      (fields ?? [])
        .filter(
          ({ name, sensitivity, type }) =>
            sensitivity === "PLAIN" &&
            hasOrder(type) &&
            (view.fieldOrder?.field === name || chosen?.includes(keyOfField(name))),
        )
        .map(({ name, label }) => ({ name, title: label })),
    [fields, chosen, view.fieldOrder],
  );
  const openColumns = useCallback(() => setChoosing(true), []);
  const question = questionOf(view);
  const list = JSON.stringify(question);
  const navigationType = useNavigationType();
  const [cameBack] = useState(navigationType === NavigationType.Pop);
  const asked = { ...question, ...columnsOfFields, first: 50, firstPage: true };
  const { client, data, error, fetchMore, refetch } = useQuery(ledgerQuery, {
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
  const connection = shown?.customers;
  const rows = useMemo(() => connection?.nodes.map((node) => readFragment(ledgerRow, node)), [connection]);
  const total = connection?.totalCount;
  const changeFilters = useCallback(
    (changes: Partial<LedgerView>) => change({ ...changes, open: undefined }),
    [change],
  );
  const filtersWanted = useIdle(shown !== undefined || error !== undefined);
  const demoShown = useDemoShown();
  const mayCreate = viewer.may("customer:create");
  const mayImport = viewer.may("import:upload");
  const mayExport = viewer.may("customer:export");
  const [exporting, setExporting] = useState(false);

  const create = (): void => setAddress((known) => new URLSearchParams([...known, ["new", "customer"]]));
  const closeCreate = (): void =>
    setAddress((known) => new URLSearchParams([...known].filter(([name]) => name !== "new")), {
      replace: true,
    });
  const creating = mayCreate && address.get("new") === "customer";
  useShortcut("n", create, { enabled: mayCreate });
  useShortcut(
    "Escape",
    () => {
      change({ open: undefined }, { replace: true });
      grid.current?.focusRow();
    },
    { enabled: view.open !== undefined },
  );

  const loadMore = async (): Promise<void> => {
    const after = data?.customers.pageInfo.endCursor;
    // A page that has come may not be on the screen yet; once it is, the grid asks from there.
    const known = client.readQuery({ query: ledgerQuery, variables: asked });
    if (known && known.customers.pageInfo.endCursor !== after) return;
    if (after)
      await fetchMore({
        variables: { ...question, ...columnsOfFields, first: 100, after, firstPage: false },
      });
  };

  return (
    <LedgerDrop enabled={mayImport}>
      <div className={styles["page"]}>
        <PageHeader
          title={t("ledger.title")}
          actions={
            <>
              {mayImport ? (
                <Button icon={<ImportOutlined aria-hidden />} onClick={() => void navigate("/imports/new")}>
                  <span className={styles["spoken"]}>{t("ledger.import")}</span>
                </Button>
              ) : null}
              {viewer.may("order:record") ? (
                <Button
                  icon={<ShoppingOutlined aria-hidden />}
                  onClick={() => setAddress((known) => new URLSearchParams([...known, ["new", "order"]]))}
                >
                  <span className={styles["spoken"]}>{t("orders.record.new")}</span>
                </Button>
              ) : null}
              {mayExport ? (
                <>
                  <Button
                    icon={<PrinterOutlined aria-hidden />}
                    onClick={() => void navigate(`/customers/roster?${rosterAddress(view)}`)}
                  >
                    <span className={styles["spoken"]}>{t("ledger.print")}</span>
                  </Button>
                  <Button icon={<ExportOutlined aria-hidden />} onClick={() => setExporting(true)}>
                    <span className={styles["spoken"]}>{t("ledger.export")}</span>
                  </Button>
                </>
              ) : null}
              {mayCreate ? (
                <Button type="primary" icon={<PlusOutlined aria-hidden />} onClick={create}>
                  {t("ledger.create")}
                </Button>
              ) : null}
            </>
          }
        >
          <span role="status">
            {total
              ? t("ledger.total", {
                  count: total.value,
                  text: format.number(total.value) + (total.capped ? "+" : ""),
                })
              : null}{" "}
            {connection?.matchLimited ? t("ledger.search.limited") : null}
            {view.fieldOrder ? `· ${t("ledger.order.hint")}` : null}
          </span>{" "}
          <Link to="/customers/due">{t("ledger.due")}</Link>
        </PageHeader>
        <Suspense fallback={<div className={styles["filters"]} />}>
          {filtersWanted ? (
            <LedgerFilters
              choices={shown}
              demo={demoShown}
              view={view}
              sortable={sortable}
              onColumns={openColumns}
              change={changeFilters}
            />
          ) : (
            <div className={styles["filters"]} />
          )}
        </Suspense>
        {error && !data ? (
          <QueryError error={error} onRetry={() => void refetch()} />
        ) : !connection || !rows ? (
          <RecordGridSkeleton columns={columns} label={t("shell.loading")} />
        ) : rows.length === 0 && !stale ? (
          <LedgerEmpty filtered={isFiltered(view)} view={view} change={change} onCreate={create} />
        ) : (
          <PagedList
            key={shownList}
            ref={grid}
            label={t("ledger.title")}
            rows={rows}
            rowKey={(row) => row.number}
            columns={columns}
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
          <OpenRecord
            number={view.open}
            rows={rows ?? []}
            onMove={(number) => change({ open: number }, { replace: true })}
            onClose={() => {
              change({ open: undefined }, { replace: true });
              grid.current?.focusRow();
            }}
          />
        ) : null}
      </div>
      {choosing ? (
        <Suspense>
          <ColumnsDialog
            chosen={chosen}
            onChoose={(keys) => {
              chooseColumns(keys);
              setChosen(keys);
            }}
            onClose={() => setChoosing(false)}
          />
        </Suspense>
      ) : null}
      {exporting ? (
        <Suspense>
          <ExportDialog question={question} onClose={() => setExporting(false)} />
        </Suspense>
      ) : null}
      {creating ? (
        <Suspense>
          <CreateCustomerDialog
            open
            onClose={closeCreate}
            onCreated={(number) => change({ open: number }, { replace: true })}
          />
        </Suspense>
      ) : null}
      {viewer.may("order:record") && address.get("new") === "order" ? (
        <Suspense>
          <RecordOrderDialog
            open
            onClose={closeCreate}
            onRecorded={(number) => change({ open: number }, { replace: true })}
          />
        </Suspense>
      ) : null}
    </LedgerDrop>
  );
}

/** The same list on paper; the record that stands open is no part of it. */
const rosterAddress = (view: LedgerView): string => writeView({ ...view, open: undefined }).toString();
