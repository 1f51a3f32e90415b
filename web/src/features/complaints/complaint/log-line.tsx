import {
  CameraOutlined,
  CheckOutlined,
  EditOutlined,
  FlagOutlined,
  MessageOutlined,
  StopOutlined,
  UserSwitchOutlined,
} from "@ant-design/icons";
import type { ReactNode } from "react";
import { useTranslation } from "react-i18next";
import { LongText } from "../../../components/long-text.tsx";
import { graphql, readFragment, type FragmentType } from "../../../gql/index.ts";
import type { ComplaintEventKind, LogLine_ComplaintEventFragment } from "../../../gql/graphql.ts";
import { When } from "../../interactions/when.tsx";
import { StatusChip } from "../complaint-chips.tsx";
import { isReopening, useComplaintWords } from "../use-complaint-words.ts";
import styles from "./complaint-log.module.css";

export const logLine = graphql(`
  fragment LogLine_ComplaintEvent on ComplaintEvent {
    id
    kind
    at
    source
    actor {
      id
      name
    }
    fromStatus
    toStatus
    acknowledgedThrough
    satisfaction
    text
    assignee {
      id
      name
    }
    team {
      id
      name
    }
    fields
  }
`);

const icons: Record<ComplaintEventKind, ReactNode> = {
  FILED: <FlagOutlined />,
  EDITED: <EditOutlined />,
  STATUS_CHANGED: <CheckOutlined />,
  ASSIGNED: <UserSwitchOutlined />,
  NOTE_WRITTEN: <MessageOutlined />,
  PHOTOGRAPHS_ADDED: <CameraOutlined />,
  PHOTOGRAPH_REMOVED: <CameraOutlined />,
};

type LogLineProps = {
  event: FragmentType<typeof logLine>;
  /** What happened, as it is told now. The words of the filing are repeated only where they were others. */
  shownAbove?: string;
};

export function LogLine(props: LogLineProps): ReactNode {
  const { t } = useTranslation();
  const event = readFragment(logLine, props.event);
  return (
    <li className={styles["line"]}>
      <span
        className={`${styles["icon"]} ${event.kind === "NOTE_WRITTEN" ? styles["note"] : ""}`}
        aria-hidden
      >
        {event.toStatus === "WITHDRAWN" ? <StopOutlined /> : icons[event.kind]}
      </span>
      <div className={styles["body"]}>
        <div className={styles["what"]}>
          <What event={event} />
        </div>
        {event.text && event.text !== props.shownAbove ? (
          <div className={styles["text"]}>
            <LongText text={event.text} />
          </div>
        ) : null}
        <div className={styles["foot"]}>
          {event.actor?.name ?? t("card.system")} · <When instant={event.at} />
          {event.source === "CONSOLE" ? null : ` · ${t(`card.source.${event.source}`)}`}
        </div>
      </div>
    </li>
  );
}

/** What was done, in the words of the field. */
function What({ event }: { event: LogLine_ComplaintEventFragment }): ReactNode {
  const { t } = useTranslation();
  const words = useComplaintWords();
  const { fromStatus, toStatus } = event;
  const reopened = fromStatus && toStatus && isReopening(fromStatus, toStatus);
  switch (event.kind) {
    case "STATUS_CHANGED":
      return (
        <>
          {reopened ? <strong>{t("complaints.step.reopen")}</strong> : null}
          {toStatus ? <StatusChip status={toStatus} /> : null}
          {event.acknowledgedThrough ? (
            <span>
              {t("complaints.log.through", { medium: t(`complaints.medium.${event.acknowledgedThrough}`) })}
            </span>
          ) : null}
          {event.satisfaction ? (
            <span>
              {t("complaints.log.satisfaction", {
                satisfaction: t(`complaints.satisfaction.${event.satisfaction}`),
              })}
            </span>
          ) : null}
        </>
      );
    case "ASSIGNED":
      return (
        <strong>
          <Assignment event={event} />
        </strong>
      );
    case "EDITED":
      return (
        <strong>
          {t("complaints.log.EDITED", {
            fields: event.fields.map(words.label).join(t("card.listSeparator")),
          })}
        </strong>
      );
    case "FILED":
    case "NOTE_WRITTEN":
    case "PHOTOGRAPHS_ADDED":
    case "PHOTOGRAPH_REMOVED":
      return <strong>{t(`complaints.log.${event.kind}`)}</strong>;
  }
}

function Assignment({ event }: { event: LogLine_ComplaintEventFragment }): ReactNode {
  const { t } = useTranslation();
  const { actor, assignee, team } = event;
  if (assignee && assignee.id === actor?.id) return t("complaints.log.tookOver");
  if (assignee) return t("complaints.log.ASSIGNED", { name: assignee.name });
  if (team) return t("complaints.log.assignedTeam", { name: team.name });
  return t("complaints.log.assignedNobody");
}
