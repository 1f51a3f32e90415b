import { useApolloClient } from "@apollo/client/react";
import { useCallback, useEffect, useRef, useState } from "react";
import { useTranslation } from "react-i18next";
import type { UserErrorValue } from "../../../components/user-errors.ts";
import type { PrepareExportInput } from "../../../gql/graphql.ts";
import { fetchWhole } from "../../../lib/download.ts";
import { randomKey } from "../../../lib/random-key.ts";
import { useCommand } from "../../../lib/use-command.ts";
import { exportNow, prepareExport } from "./export-documents.ts";

/** How an export stands for whoever waits for it. */
export type ExportStage =
  | { at: "none" }
  | { at: "preparing" }
  | { at: "running"; id: string; rowsTotal: number }
  | { at: "refused"; errors: readonly UserErrorValue[] }
  | { at: "failed"; why: string };

export type FetchedExport = { bytes: Blob; name: string | undefined; rows: number };

/**
 * One export at a time: asked for, fetched whole, and only then handed over. A file that breaks off is thrown away, and
 * the reader hears why and what to do. Leaving the page ends it.
 */
export function useExport(): {
  stage: ExportStage;
  run: (input: Omit<PrepareExportInput, "idempotencyKey">) => Promise<FetchedExport | undefined>;
  cancel: () => void;
} {
  const { t } = useTranslation();
  const client = useApolloClient();
  const [stage, setStage] = useState<ExportStage>({ at: "none" });
  const { run: prepare } = useCommand(prepareExport);
  const fetching = useRef<AbortController>(undefined);

  const cancel = useCallback((): void => {
    fetching.current?.abort();
    fetching.current = undefined;
    setStage({ at: "none" });
  }, []);
  useEffect(() => () => fetching.current?.abort(), []);

  const reasonOf = async (id: string): Promise<string> => {
    const { data } = await client
      .query({ query: exportNow, variables: { id }, fetchPolicy: "network-only" })
      .catch(() => ({ data: undefined }));
    const failure = data?.export?.failure;
    return t(`exports.failed.${failure ?? "none"}`);
  };

  const run = async (
    input: Omit<PrepareExportInput, "idempotencyKey">,
  ): Promise<FetchedExport | undefined> => {
    setStage({ at: "preparing" });
    const data = await prepare({ input: { ...input, idempotencyKey: randomKey() } });
    const payload = data?.prepareExport;
    if (!payload?.export || !payload.url) {
      setStage(payload ? { at: "refused", errors: payload.errors } : { at: "none" });
      return undefined;
    }
    const { id, rowsTotal } = payload.export;
    const abort = new AbortController();
    fetching.current = abort;
    setStage({ at: "running", id, rowsTotal });
    const answer = await fetchWhole(payload.url, abort.signal);
    if (abort.signal.aborted) return undefined;
    if ("code" in answer) {
      const why = answer.message ?? (await reasonOf(id));
      if (!abort.signal.aborted) setStage({ at: "failed", why });
      return undefined;
    }
    setStage({ at: "none" });
    return { ...answer, rows: rowsTotal };
  };
  return { stage, run, cancel };
}
