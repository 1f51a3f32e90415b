import { useQuery } from "@apollo/client/react";
import { Spin } from "antd";
import { useEffect, type ReactNode } from "react";
import { useTranslation } from "react-i18next";
import { Chip } from "../../components/chip.tsx";
import { DateTimeText } from "../../components/date-text.tsx";
import { readFragment } from "../../gql/index.ts";
import { handOverFields, handOversQuery } from "./hand-over-commands.ts";
import styles from "./staff-page.module.css";

const often = 1_000;
const tones = { RUNNING: "soft", FINISHED: "good", FAILED: "bad" } as const;

/** The last hand-overs, and how far the one that runs has come. Nothing where there never was one. */
export function HandOverList(): ReactNode {
  const { t } = useTranslation();
  const { data, startPolling, stopPolling } = useQuery(handOversQuery, { fetchPolicy: "cache-and-network" });
  const running = data?.handOvers.nodes.some(({ state }) => state === "RUNNING") ?? false;
  useEffect(() => {
    if (!running) return;
    startPolling(often);
    return stopPolling;
  }, [running, startPolling, stopPolling]);
  const lines = data?.handOvers.nodes.map((node) => readFragment(handOverFields, node)) ?? [];
  if (lines.length === 0) return null;
  return (
    <section className={styles["teams"]} aria-labelledby="staff-hand-overs">
      <h2 id="staff-hand-overs">{t("access.handOver.list")}</h2>
      <ul>
        {lines.map((line) => (
          <li key={line.id}>
            <span className={styles["team"]}>
              {t("access.handOver.fromTo", {
                from: line.from?.name ?? t("access.handOver.nobody"),
                to: line.to?.name ?? line.toTeam?.name ?? "",
              })}
            </span>
            <span role="status">
              {line.state === "RUNNING" ? <Spin size="small" /> : null}{" "}
              <Chip tone={tones[line.state]}>{t(`access.handOver.state.${line.state}`)}</Chip>
            </span>
            <span className="figures">
              {t("access.handOver.done", { customers: line.doneCustomers, complaints: line.doneComplaints })}
            </span>
            <span className="quiet">
              {line.askedBy?.name} · <DateTimeText value={line.createdAt} />
            </span>
            {line.note ? <span className="quiet">{line.note}</span> : null}
          </li>
        ))}
      </ul>
    </section>
  );
}
