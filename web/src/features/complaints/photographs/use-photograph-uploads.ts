import { useCallback, useEffect, useRef, useState } from "react";
import { useTranslation } from "react-i18next";
import { serverLost } from "../../../lib/connection.ts";
import { announce } from "../../../lib/notices.ts";
import { sessionLost } from "../../../lib/session.ts";
import { makeSmaller } from "./make-smaller.ts";
import { refuseFile } from "./refuse-file.ts";
import { uploadPhotograph, type PhotographAnswer, type PickedPhotograph } from "./upload-photograph.ts";

/** A photograph on its way. */
export type PhotographUpload = {
  key: string;
  file: File;
  /** Shows the file itself, until it is taken off the list. */
  preview: string | undefined;
  stage: "queued" | "preparing" | "sending" | "waiting" | "failed" | "refused";
  /** How much has gone out, 0 … 1. */
  share: number;
  message: string | undefined;
};

let made = 0;

/**
 * Sends photographs one after another, in the order chosen: a phone's line carries one well. When nobody answers, it
 * waits and goes on by itself. `onUploaded` gets each one that the server took.
 */
export function usePhotographUploads(options: {
  /** How many more there may be. */
  room: number;
  most: number;
  onUploaded: (photograph: PickedPhotograph, preview: string | undefined) => void | Promise<void>;
}): {
  uploads: readonly PhotographUpload[];
  take: (files: readonly File[]) => void;
  retry: (key: string) => void;
  drop: (key: string) => void;
} {
  const { t } = useTranslation();
  const [uploads, setUploads] = useState<readonly PhotographUpload[]>([]);
  const latest = useRef({ ...options, uploads });
  useEffect(() => {
    latest.current = { ...options, uploads };
  });
  const aborts = useRef(new Map<string, AbortController>());
  const sending = useRef<string>(undefined);
  const previews = useRef(new Set<string>());

  const change = useCallback((key: string, changes: Partial<PhotographUpload>): void => {
    setUploads((all) => all.map((one) => (one.key === key ? { ...one, ...changes } : one)));
  }, []);

  const send = useCallback(
    async (upload: PhotographUpload, abort: AbortController): Promise<void> => {
      const { key } = upload;
      change(key, { stage: "preparing", message: undefined, share: 0 });
      const smaller = await makeSmaller(upload.file);
      if (abort.signal.aborted) return;
      if (typeof smaller === "string") {
        change(key, { stage: "refused", message: t(`photographs.refusal.${smaller}`) });
        return;
      }
      change(key, { stage: "sending" });
      const onSent = (share: number): void => change(key, { share });
      let answer: PhotographAnswer = await uploadPhotograph(smaller, onSent, abort.signal);
      while (answer.kind === "unreachable" && !abort.signal.aborted) {
        change(key, { stage: "waiting", share: 0 });
        await serverLost();
        if (abort.signal.aborted) return;
        change(key, { stage: "sending" });
        answer = await uploadPhotograph(smaller, onSent, abort.signal);
      }
      if (abort.signal.aborted) return;
      if (answer.kind === "taken") {
        await latest.current.onUploaded(answer.photograph, upload.preview);
        setUploads((all) => all.filter((one) => one.key !== key));
      } else if (answer.kind === "refused") {
        change(key, { stage: "refused", message: answer.message });
      } else if (answer.kind !== "unreachable") {
        if (answer.kind === "signedOut") sessionLost();
        change(key, { stage: "failed", message: t(`photographs.failed.${answer.kind}`) });
      }
    },
    [change, t],
  );

  // One at a time: whoever comes first in the list and waits for its turn.
  const next = uploads.find(({ stage }) => stage === "queued");
  const busy = uploads.some(({ stage }) => ["preparing", "sending", "waiting"].includes(stage));
  useEffect(() => {
    if (!next || busy || sending.current !== undefined) return;
    const abort = new AbortController();
    aborts.current.set(next.key, abort);
    sending.current = next.key;
    void send(next, abort).finally(() => {
      aborts.current.delete(next.key);
      sending.current = undefined;
      // Wakes this effect for the one after it.
      setUploads((all) => [...all]);
    });
  }, [next, busy, send]);

  useEffect(() => {
    const [running, shown] = [aborts.current, previews.current];
    return () => {
      for (const abort of running.values()) abort.abort();
      for (const preview of shown) URL.revokeObjectURL(preview);
    };
  }, []);

  const take = useCallback(
    (files: readonly File[]): void => {
      const { room, most, uploads: present } = latest.current;
      const left = room - present.filter(({ stage }) => stage !== "refused").length;
      if (files.length > left) announce({ kind: "info", text: t("photographs.full", { most }), seconds: 8 });
      const added = files.slice(0, Math.max(0, left)).map((file): PhotographUpload => {
        const refusal = refuseFile(file);
        const preview = refusal ? undefined : URL.createObjectURL(file);
        if (preview) previews.current.add(preview);
        return {
          key: `photograph-${String((made += 1))}`,
          file,
          preview,
          stage: refusal ? "refused" : "queued",
          share: 0,
          message: refusal && t(`photographs.refusal.${refusal}`),
        };
      });
      setUploads((all) => [...all, ...added]);
    },
    [t],
  );

  const retry = useCallback((key: string): void => change(key, { stage: "queued" }), [change]);

  const drop = useCallback((key: string): void => {
    aborts.current.get(key)?.abort();
    setUploads((all) => all.filter((one) => one.key !== key));
  }, []);

  return { uploads, take, retry, drop };
}
