import { useQuery } from "@apollo/client/react";
import { Button } from "antd";
import { useState, type ReactNode } from "react";
import { useTranslation } from "react-i18next";
import { Chip } from "../../components/chip.tsx";
import { readFragment } from "../../gql/index.ts";
import { remember, remembered } from "../../lib/remembered.ts";
import { changeLogQuery, entryFields } from "./change-log-documents.ts";
import { ChangeLogLine } from "./change-log-line.tsx";
import styles from "./change-log.module.css";
import { useLogWords } from "./use-log-words.ts";

const operations = ["alert.reveals", "alert.matches"];
const seenName = "alerts-seen";

/** What calls for a look: quotas used up, contact data looked up by the hundred. Which were seen, this browser remembers. */
export function RevealAlerts(): ReactNode {
  const { t } = useTranslation();
  const words = useLogWords();
  const [seen, setSeen] = useState(() => remembered(seenName) ?? "");
  const { data } = useQuery(changeLogQuery, {
    variables: { filter: { operations }, first: 10 },
    fetchPolicy: "cache-and-network",
  });
  const nodes = data?.changeLog.nodes ?? [];
  const times = nodes.map((node) => readFragment(entryFields, node).at);
  const unseen = times.filter((at) => at > seen).length;
  return (
    <section className={styles["alerts"]} aria-labelledby="reveal-alerts">
      <h2 id="reveal-alerts" className={styles["heading"]}>
        {t("changeLog.reveals.alerts")}{" "}
        {unseen > 0 ? (
          <>
            <Chip tone="alarm">{t("changeLog.reveals.new", { count: unseen })}</Chip>{" "}
            <Button
              size="small"
              onClick={() => {
                const newest = times[0] ?? "";
                remember(seenName, newest);
                setSeen(newest);
              }}
            >
              {t("changeLog.reveals.seen")}
            </Button>
          </>
        ) : null}
      </h2>
      {nodes.length === 0 ? (
        <p className="quiet">{t("changeLog.reveals.noAlerts")}</p>
      ) : (
        <ol className={styles["lines"]} aria-label={t("changeLog.reveals.alerts")}>
          {nodes.map((entry) => (
            <ChangeLogLine key={entry.id} entry={entry} words={words} />
          ))}
        </ol>
      )}
    </section>
  );
}
