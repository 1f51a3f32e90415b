import { useApolloClient } from "@apollo/client/react";
import { print, type DocumentNode } from "graphql";
import { useEffect, useRef } from "react";
import { useTranslation } from "react-i18next";
import { useLocation, useNavigate } from "react-router";
import { graphql } from "../gql/index.ts";
import type { ArchiveChangedSubscription } from "../gql/graphql.ts";
import { documentIdOf } from "../lib/document-id.ts";
import { openLiveConnection, type Followed } from "../lib/live-connection.ts";
import { announce } from "../lib/notices.ts";
import { sessionLost } from "../lib/session.ts";
import { LiveScreen, type LiveEvent } from "./live-screen.ts";
import { useViewer } from "./viewer.tsx";

const archiveChanged = graphql(`
  subscription ArchiveChanged {
    archiveChanged {
      sequence
      name
      recordId
      customerId
      actor {
        id
        name
      }
      assignee {
        id
      }
    }
  }
`);

const assignedComplaint = graphql(`
  query AssignedComplaint($id: ID!) {
    complaint(id: $id) {
      id
      number
      customer {
        id
        displayName
      }
    }
  }
`);

/** Whoever is given a complaint has longer to notice than whoever just did something. */
const assignmentSeconds = 60;

/** Keeps the screen as it is on file, and tells people at once what they were given to do. Shows nothing itself. */
export function Live(): null {
  const client = useApolloClient();
  const viewer = useViewer();
  const mine = viewer.staff.id;
  const { t } = useTranslation();
  const navigate = useNavigate();
  const { pathname } = useLocation();
  const screen = useRef<LiveScreen>(undefined);

  const tellAssignment = async ({ recordId, actor }: LiveEvent): Promise<void> => {
    const { data } = await client.query({ query: assignedComplaint, variables: { id: recordId } });
    if (!data?.complaint) return;
    const { number, customer } = data.complaint;
    announce({
      kind: "info",
      name: `assigned-${recordId}`,
      text: actor
        ? t("shell.live.assigned", { name: actor.name, number })
        : t("shell.live.assignedBySystem", { number }),
      detail: customer.displayName,
      action: { label: t("shell.live.look"), run: () => void navigate(`/complaints/${number}`) },
      seconds: assignmentSeconds,
    });
  };
  const tell = useRef(tellAssignment);
  useEffect(() => {
    tell.current = tellAssignment;
  });

  useEffect(() => {
    const live = new LiveScreen(client);
    screen.current = live;
    document.addEventListener("visibilitychange", live.seen);
    const close = openLiveConnection(followed(archiveChanged), {
      next: (data) => {
        const { archiveChanged: event } = data as ArchiveChangedSubscription;
        live.told(event);
        const given = event.name === "COMPLAINT_ASSIGNED";
        if (given && event.assignee?.id === mine && event.actor?.id !== mine)
          tell.current(event).catch(() => undefined);
      },
      behind: () => live.behind(),
      ended: sessionLost,
    });
    return () => {
      close();
      live.stop();
      document.removeEventListener("visibilitychange", live.seen);
    };
  }, [client, mine]);

  useEffect(() => screen.current?.arrived(pathname), [pathname]);
  return null;
}

/** By its id; in development, where there is none, as text. */
function followed(document: DocumentNode): Followed {
  const documentId = documentIdOf(document);
  return documentId ? { query: "", extensions: { documentId } } : { query: print(document) };
}
