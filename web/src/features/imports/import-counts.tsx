import type { ReactNode } from "react";
import { useTranslation } from "react-i18next";
import { Link } from "react-router";
import { Chip } from "../../components/chip.tsx";
import { graphql, readFragment, type FragmentType } from "../../gql/index.ts";
import { useFormat } from "../../lib/format.ts";
import styles from "./import-counts.module.css";

export const importCounts = graphql(`
  fragment ImportCounts_Import on Import {
    id
    state
    counts {
      rows
      newCustomers
      potentialCustomers
      newOrders
      filledFields
      newNotes
      knownRows
      proposals
      problemRows
      skippedRows
      newMemberLevels
      newChannels
    }
  }
`);

type Figure = {
  name: string;
  value: number;
  hint?: string;
  leadsTo?: string;
  tone?: "good" | "bad" | "warn";
};

/** What an import will do, or what it did, in numbers that lead to their rows. */
export function ImportCounts(props: { import: FragmentType<typeof importCounts> }): ReactNode {
  const { t } = useTranslation();
  const { state, counts } = readFragment(importCounts, props.import);
  const done = state === "FINISHED";
  const newest = done ? "/customers?order=NEWEST" : undefined;
  const always: Figure[] = [
    {
      name: t("imports.counts.newCustomers"),
      value: counts.newCustomers,
      tone: "good",
      ...(counts.potentialCustomers > 0
        ? { hint: t("imports.counts.potential", { count: counts.potentialCustomers }) }
        : {}),
      ...(newest ? { leadsTo: newest } : {}),
    },
    {
      name: t("imports.counts.newOrders"),
      value: counts.newOrders,
      tone: "good",
      ...(done ? { leadsTo: "/customers" } : {}),
    },
    {
      name: t("imports.counts.problemRows"),
      value: counts.problemRows,
      tone: "bad",
      ...(counts.problemRows > 0 ? { hint: t("imports.counts.problemRowsHint"), leadsTo: "#problems" } : {}),
    },
    { name: t("imports.counts.rows"), value: counts.rows },
  ];
  const whereAny: Figure[] = [
    { name: t("imports.counts.filledFields"), value: counts.filledFields, tone: "good" },
    { name: t("imports.counts.newNotes"), value: counts.newNotes, tone: "good" },
    {
      name: t("imports.counts.proposals"),
      value: counts.proposals,
      tone: "warn",
      hint: t("imports.counts.proposalsHint"),
      ...(done ? { leadsTo: "#proposals" } : {}),
    },
    { name: t("imports.counts.knownRows"), value: counts.knownRows, hint: t("imports.counts.knownRowsHint") },
    {
      name: t("imports.counts.skippedRows"),
      value: counts.skippedRows,
      hint: t("imports.counts.skippedRowsHint"),
    },
  ];
  const figures = [...always, ...whereAny.filter(({ value }) => value > 0)];
  const nothingNew =
    counts.newCustomers +
      counts.newOrders +
      counts.filledFields +
      counts.newNotes +
      counts.proposals +
      counts.problemRows ===
    0;
  return (
    <>
      {nothingNew && !done ? <p className={styles["nothing"]}>{t("imports.dryRun.nothing")}</p> : null}
      <dl className={styles["figures"]}>
        {figures.map((figure) => (
          <FigureTile key={figure.name} {...figure} />
        ))}
      </dl>
      <Names
        label={t(done ? "imports.counts.newMemberLevelsDone" : "imports.counts.newMemberLevels")}
        names={counts.newMemberLevels}
      />
      <Names
        label={t(done ? "imports.counts.newChannelsDone" : "imports.counts.newChannels")}
        names={counts.newChannels}
      />
      {counts.problemRows > 0 && !done ? (
        <p className="quiet">{t("imports.dryRun.problemsStay", { count: counts.problemRows })}</p>
      ) : null}
    </>
  );
}

function FigureTile({ name, value, hint, leadsTo, tone }: Figure): ReactNode {
  const format = useFormat();
  const shown = format.number(value);
  return (
    <div className={styles["figure"]}>
      <dt className={styles["name"]}>{name}</dt>
      <dd
        className={`${styles["value"] ?? ""} figures`}
        data-tone={value > 0 ? tone : undefined}
        data-zero={value === 0 || undefined}
      >
        {leadsTo && value > 0 ? (
          leadsTo.startsWith("#") ? (
            <a href={leadsTo}>{shown}</a>
          ) : (
            <Link to={leadsTo}>{shown}</Link>
          )
        ) : (
          shown
        )}
      </dd>
      {hint ? <dd className={styles["hint"]}>{hint}</dd> : null}
    </div>
  );
}

function Names({ label, names }: { label: string; names: readonly string[] }): ReactNode {
  if (names.length === 0) return null;
  return (
    <p className={styles["names"]}>
      <span className="quiet">{label}</span>
      {names.map((name) => (
        <Chip key={name} tone="soft">
          {name}
        </Chip>
      ))}
    </p>
  );
}
