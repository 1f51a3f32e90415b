import type { ReactNode } from "react";
import { useTranslation } from "react-i18next";
import { Link } from "react-router";
import { Chip } from "../../components/chip.tsx";
import { PageHeader } from "../../components/page-header.tsx";
import { graphql, readFragment, type FragmentType } from "../../gql/index.ts";
import { useFormat } from "../../lib/format.ts";
import { fileSize } from "./file-size.ts";
import { stateTone } from "./import-states.ts";
import styles from "./import-page.module.css";

export const importHeading = graphql(`
  fragment ImportHeading_Import on Import {
    id
    number
    source
    state
    fileName
    fileSize
    format
    encoding
    sheetName
    createdAt
    createdBy {
      id
      name
    }
    duplicateOf {
      id
      number
      state
    }
  }
`);

/** Which file this is, whose and from when. */
export function ImportHeading(props: { import: FragmentType<typeof importHeading> }): ReactNode {
  const { t } = useTranslation();
  const format = useFormat();
  const one = readFragment(importHeading, props.import);
  const demo = one.source === "DEMO";
  const facts = [
    one.number,
    ...(demo ? [] : [fileSize(one.fileSize)]),
    ...(one.format === "CSV" && one.encoding ? [`CSV ${one.encoding}`] : []),
    ...(one.sheetName ? [t("imports.page.sheet", { name: one.sheetName })] : []),
    ...(one.createdBy ? [one.createdBy.name] : []),
    format.dateTime(one.createdAt),
  ];
  return (
    <PageHeader
      title={demo ? t("imports.list.demo") : one.fileName}
      actions={<Link to="/imports">{t("imports.page.backToList")}</Link>}
    >
      <span className={styles["facts"]}>
        <Chip tone={stateTone[one.state]}>{t(`imports.state.${one.state}`)}</Chip>
        <span className="figures">{facts.join(" · ")}</span>
      </span>
      {one.duplicateOf?.state === "FINISHED" ? (
        <span className={styles["facts"]}>
          {t("imports.duplicate.of")}
          <Link to={`/imports/${one.duplicateOf.number}`}>{one.duplicateOf.number}</Link>
        </span>
      ) : null}
    </PageHeader>
  );
}
