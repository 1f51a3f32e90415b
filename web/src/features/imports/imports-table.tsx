import type { ReactNode } from "react";
import { useTranslation } from "react-i18next";
import { Link } from "react-router";
import { Chip } from "../../components/chip.tsx";
import { DateTimeText } from "../../components/date-text.tsx";
import { graphql, readFragment, type FragmentType } from "../../gql/index.ts";
import { useFormat } from "../../lib/format.ts";
import { isMoving, stateTone } from "./import-states.ts";
import styles from "./imports.module.css";

export const importsTableRow = graphql(`
  fragment ImportsTableRow_Import on Import {
    id
    number
    source
    state
    fileName
    createdAt
    createdBy {
      id
      name
    }
    progress {
      rowsDone
      rowsTotal
    }
    counts {
      rows
      newCustomers
      newOrders
      problemRows
    }
  }
`);

type Row = { id: string } & FragmentType<typeof importsTableRow>;

export function ImportsTable({ imports }: { imports: readonly Row[] }): ReactNode {
  const { t } = useTranslation();
  return (
    <table className={styles["table"]}>
      <caption className="visually-hidden">{t("imports.list.caption")}</caption>
      <thead>
        <tr>
          <th scope="col">{t("imports.list.file")}</th>
          <th scope="col">{t("imports.list.state")}</th>
          <th scope="col" className={styles["number"]}>
            {t("imports.list.rows")}
          </th>
          <th scope="col" className={styles["number"]}>
            {t("imports.list.newCustomers")}
          </th>
          <th scope="col" className={styles["number"]}>
            {t("imports.list.newOrders")}
          </th>
          <th scope="col" className={styles["number"]}>
            {t("imports.list.problems")}
          </th>
          <th scope="col">{t("imports.list.by")}</th>
          <th scope="col">{t("imports.list.at")}</th>
        </tr>
      </thead>
      <tbody>
        {imports.map((one) => (
          <ImportsTableRow key={one.id} import={one} />
        ))}
      </tbody>
    </table>
  );
}

function ImportsTableRow(props: { import: Row }): ReactNode {
  const { t } = useTranslation();
  const format = useFormat();
  const one = readFragment(importsTableRow, props.import);
  const { counts, progress, state } = one;
  const share =
    isMoving(state) && progress.rowsTotal
      ? ` ${format.number(Math.floor((progress.rowsDone / progress.rowsTotal) * 100))}%`
      : "";
  const undone = state === "REVERTED" || state === "DISCARDED";
  const figure = (value: number, label: string, stays = false): ReactNode => (
    <td data-label={label} className={styles["number"]}>
      {undone && !stays ? (
        <span className="quiet">—</span>
      ) : value === 0 ? (
        <span className="quiet">0</span>
      ) : (
        format.number(value)
      )}
    </td>
  );
  return (
    <tr>
      <th scope="row" className={styles["file"]}>
        <Link to={`/imports/${one.number}`}>
          {one.source === "DEMO" ? t("imports.list.demo") : one.fileName}
        </Link>
        <span className={`${styles["file-number"] ?? ""} quiet figures`}>{one.number}</span>
      </th>
      <td data-label={t("imports.list.state")}>
        <Chip tone={stateTone[state]}>
          {t(`imports.state.${state}`)}
          {share}
        </Chip>
      </td>
      {figure(counts.rows, t("imports.list.rows"), true)}
      {figure(counts.newCustomers, t("imports.list.newCustomers"))}
      {figure(counts.newOrders, t("imports.list.newOrders"))}
      {figure(counts.problemRows, t("imports.list.problems"))}
      <td data-label={t("imports.list.by")}>{one.createdBy?.name ?? t("imports.list.system")}</td>
      <td data-label={t("imports.list.at")}>
        <DateTimeText value={one.createdAt} />
      </td>
    </tr>
  );
}
