import { Button } from "antd";
import type { ReactNode, RefObject } from "react";
import { useTranslation } from "react-i18next";
import { Kbd } from "../../components/kbd.tsx";
import type { ImportNow_ImportFragment } from "../../gql/graphql.ts";
import { ImportCounts } from "./import-counts.tsx";
import { ImportEnd } from "./import-end.tsx";
import { ImportProgress } from "./import-progress.tsx";
import { isMoving } from "./import-states.ts";
import styles from "./import-page.module.css";
import { useConfirmKey } from "./use-confirm-key.ts";
import { useImportCommands, type ImportCommands } from "./use-import-commands.ts";

/** What is going on right now, and what can be done about it. */
export function StatePanel(props: {
  import: ImportNow_ImportFragment;
  heading: RefObject<HTMLHeadingElement | null>;
}): ReactNode {
  const { t } = useTranslation();
  const { import: now, heading } = props;
  const commands = useImportCommands(now);
  const { state } = now;
  const title = (text: string): ReactNode => (
    <h2 ref={heading} tabIndex={-1} className={styles["title"]}>
      {text}
    </h2>
  );
  return (
    <section className={styles["panel"]}>
      <p role="status" className="visually-hidden">
        {t(`imports.state.${state}`)}
      </p>
      {isMoving(state) ? (
        <>
          {title(t(`imports.state.${state}`))}
          <ImportProgress import={now} />
        </>
      ) : null}
      {state === "READY" ? (
        <>
          {title(t("imports.dryRun.title"))}
          <p className="quiet">{t("imports.dryRun.text")}</p>
          <ImportCounts import={now} />
          <StartOrDiscard import={now} commands={commands} />
        </>
      ) : null}
      {state === "FINISHED" ? (
        <>
          {title(t("imports.result.title"))}
          <ImportCounts import={now} />
        </>
      ) : null}
      <ImportEnd import={now} commands={commands} title={title} />
    </section>
  );
}

function StartOrDiscard(props: { import: ImportNow_ImportFragment; commands: ImportCommands }): ReactNode {
  const { t } = useTranslation();
  const { import: now, commands } = props;
  useConfirmKey(commands.start, now.viewerCanStart && !commands.running);
  return (
    <div className={styles["actions"]}>
      {now.viewerCanStart ? (
        <Button type="primary" size="large" loading={commands.running} onClick={commands.start}>
          {t("imports.dryRun.start")}
        </Button>
      ) : null}
      {now.viewerCanStart ? (
        <span className={styles["key"]}>
          <Kbd>{t("imports.dryRun.startKey")}</Kbd>
        </span>
      ) : null}
      {now.viewerCanDiscard ? (
        <Button
          type="text"
          disabled={commands.running}
          onClick={commands.discard}
          title={t("imports.dryRun.discardHint")}
        >
          {t("imports.dryRun.discard")}
        </Button>
      ) : null}
    </div>
  );
}
