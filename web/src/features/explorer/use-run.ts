import { useEffect, useRef, useState } from "react";
import { useTranslation } from "react-i18next";
import type { Example } from "./examples.ts";
import { operationAt } from "./operation-at.ts";
import { ask, readVariables, type Asked } from "./run-operation.ts";

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

  const show = async (asked: Asked, abort: AbortController): Promise<void> => {
    try {
      const { status, milliseconds, body } = await ask(asked, abort.signal);
      setAnswer({ text: body, note: t("explorer.status", { status, milliseconds }) });
    } catch {
      if (!abort.signal.aborted) setAnswer({ text: t("explorer.unreachable") });
    }
    if (under.current === abort) setRunning(false);
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
    const { name } = operationAt(operation, cursor);
    void show({ query: operation, operationName: name, variables }, under.current);
  };
  return { answer, running, run, stop: () => under.current?.abort() };
}
