import { useEffect, useRef, useState } from "react";
import { useTranslation } from "react-i18next";
import type { Example } from "./examples.ts";
import { operationAt, type Operation } from "./operation-at.ts";
import { ask, follow, readVariables, type Asked } from "./run-operation.ts";

const MOST_EVENTS = 50;

export type ShownAnswer = { text: string; note?: string };

type Run = {
  answer: ShownAnswer | undefined;
  running: boolean;
  run: (written: Example, cursor: number) => void;
  stop: () => void;
};

/** Runs one request at a time; a new one, or leaving the page, ends the one before. */
export function useRun(): Run {
  const { t } = useTranslation();
  const [answer, setAnswer] = useState<ShownAnswer>();
  const [running, setRunning] = useState(false);
  const under = useRef<AbortController>(null);
  useEffect(() => () => under.current?.abort(), []);

  const show = async (asked: Asked, kind: Operation["kind"], abort: AbortController): Promise<void> => {
    try {
      if (kind === "subscription") {
        let count = 0;
        let events: string[] = [];
        setAnswer({ text: "", note: t("explorer.events", { count }) });
        await follow(asked, abort.signal, (event) => {
          count += 1;
          // The newest on top, and no more than can be read.
          events = [event, ...events].slice(0, MOST_EVENTS);
          setAnswer({ text: events.join("\n"), note: t("explorer.events", { count }) });
        });
        return;
      }
      const { status, milliseconds, body } = await ask(asked, abort.signal);
      setAnswer({ text: body, note: t("explorer.status", { status, milliseconds }) });
    } catch {
      if (!abort.signal.aborted) setAnswer({ text: t("explorer.unreachable") });
    } finally {
      if (under.current === abort) setRunning(false);
    }
  };

  const run = ({ operation, variables: typed }: Example, cursor: number): void => {
    const variables = readVariables(typed);
    if (!variables) {
      setAnswer({ text: t("explorer.wrongVariables") });
      return;
    }
    under.current?.abort();
    under.current = new AbortController();
    setRunning(true);
    const { name, kind } = operationAt(operation, cursor);
    void show({ query: operation, operationName: name, variables }, kind, under.current);
  };
  return { answer, running, run, stop: () => under.current?.abort() };
}
