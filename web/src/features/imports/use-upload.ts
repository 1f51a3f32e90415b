import { useCallback, useEffect, useRef, useState } from "react";
import { serverLost } from "../../lib/connection.ts";
import { sessionLost } from "../../lib/session.ts";
import { keepFile } from "./kept-file.ts";
import type { UploadAnswer } from "./upload-answer.ts";
import { uploadFile, type UploadOptions } from "./upload-file.ts";

export type Upload =
  | { stage: "none" }
  | { stage: "sending"; file: File; sent: number }
  | {
      stage: "answered";
      file: File;
      options: UploadOptions;
      answer: Exclude<UploadAnswer, { kind: "taken" }>;
    };

/** One upload at a time. A file that the server takes is handed to `onTaken`; leaving the page cancels. */
export function useUpload(onTaken: (number: string) => void): {
  upload: Upload;
  send: (file: File, options?: UploadOptions) => void;
  cancel: () => void;
} {
  const [upload, setUpload] = useState<Upload>({ stage: "none" });
  const running = useRef<AbortController>(undefined);
  const taken = useRef(onTaken);
  useEffect(() => {
    taken.current = onTaken;
  });

  const cancel = useCallback((): void => {
    running.current?.abort();
    running.current = undefined;
    setUpload({ stage: "none" });
  }, []);

  const send = useCallback((file: File, options: UploadOptions = {}): void => {
    running.current?.abort();
    const abort = new AbortController();
    running.current = abort;
    setUpload({ stage: "sending", file, sent: 0 });
    const onSent = (sent: number): void => {
      if (!abort.signal.aborted) setUpload({ stage: "sending", file, sent });
    };
    const sending = async (): Promise<void> => {
      const answer = await uploadFile(file, options, onSent, abort.signal);
      if (abort.signal.aborted) return;
      if (answer.kind === "taken") {
        keepFile(answer.number, file);
        taken.current(answer.number);
        return;
      }
      if (answer.kind === "unreachable") void serverLost();
      if (answer.kind === "signedOut") sessionLost();
      setUpload({ stage: "answered", file, options, answer });
    };
    void sending();
  }, []);

  useEffect(() => () => running.current?.abort(), []);
  return { upload, send, cancel };
}
