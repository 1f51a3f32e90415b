import { Alert, Button } from "antd";
import type { ReactNode } from "react";
import { useTranslation } from "react-i18next";
import { Link } from "react-router";
import { graphql, readFragment, type FragmentType } from "../../gql/index.ts";
import { useFormat } from "../../lib/format.ts";
import styles from "./import-page.module.css";
import type { ImportCommands } from "./use-import-commands.ts";

export const importEnd = graphql(`
  fragment ImportEnd_Import on Import {
    id
    state
    failure
    startedAt
    revertedAt
    keptRecords
    viewerCanRevert
    viewerCanRepeat
    viewerCanDiscard
  }
`);

/** What is left to say and to do once an import has ended: revert it, take it in again, or begin with another file. */
export function ImportEnd(props: {
  import: FragmentType<typeof importEnd>;
  commands: ImportCommands;
  title: (text: string) => ReactNode;
}): ReactNode {
  const { t } = useTranslation();
  const one = readFragment(importEnd, props.import);
  const format = useFormat();
  const { commands, title } = props;
  const repeat = one.viewerCanRepeat ? (
    <div className={styles["actions"]}>
      <Button loading={commands.running} onClick={commands.repeat}>
        {t("imports.revert.again")}
      </Button>
      <span className="quiet">{t("imports.revert.againText")}</span>
    </div>
  ) : null;
  const revert = one.viewerCanRevert ? (
    <div className={styles["actions"]}>
      <Button loading={commands.running} onClick={commands.revert}>
        {t("imports.revert.button")}
      </Button>
      <span className={`${styles["explained"] ?? ""} quiet`}>{t("imports.revert.text")}</span>
    </div>
  ) : null;
  const another = (
    <p>
      <Link to="/imports/new">{t("imports.page.another")}</Link>
    </p>
  );
  switch (one.state) {
    case "FINISHED":
      return revert;
    case "REVERTED":
      return (
        <>
          {title(t("imports.revert.done"))}
          <p>
            {t("imports.revert.doneText")}{" "}
            {one.revertedAt ? (
              <span className="quiet figures">
                {t("imports.revert.doneAt", { date: format.dateTime(one.revertedAt) })}
              </span>
            ) : null}
          </p>
          {one.keptRecords > 0 ? (
            <Alert type="info" showIcon title={t("imports.revert.kept", { count: one.keptRecords })} />
          ) : null}
          {repeat}
        </>
      );
    case "FAILED":
      return (
        <>
          {title(t("imports.failed.title"))}
          <Alert type="error" showIcon title={one.failure ?? t("imports.failed.unknown")} />
          <p className="quiet">{t(one.startedAt ? "imports.failed.partly" : "imports.failed.text")}</p>
          {revert}
          {repeat}
          {one.viewerCanDiscard ? (
            <div className={styles["actions"]}>
              <Button disabled={commands.running} onClick={commands.discard}>
                {t("imports.dryRun.discard")}
              </Button>
            </div>
          ) : null}
          {another}
        </>
      );
    case "DISCARDED":
      return (
        <>
          {title(t("imports.discarded.title"))}
          <p>{t("imports.discarded.text")}</p>
          {repeat}
          {another}
        </>
      );
    default:
      return null;
  }
}
