import { currentLanguage } from "../../i18n/language.ts";
import { readUploadAnswer, type UploadAnswer } from "./upload-answer.ts";

export type UploadOptions = {
  /** Another sheet than the one that the server would choose. */
  sheet?: string | undefined;
  /** Although the same file was taken in before. */
  again?: boolean | undefined;
};

/** The server takes no more, and says so by hanging up, which no page can tell from a broken line. */
const largestFile = 100 * 1024 * 1024;

/** XMLHttpRequest, because fetch() tells nobody how much of a body has gone out. */
export function uploadFile(
  file: File,
  options: UploadOptions,
  onSent: (bytes: number) => void,
  signal: AbortSignal,
): Promise<UploadAnswer> {
  if (file.size > largestFile) return Promise.resolve({ kind: "tooLarge" });
  const parameters = new URLSearchParams({ name: file.name });
  if (options.sheet !== undefined) parameters.set("sheet", options.sheet);
  if (options.again) parameters.set("again", "true");
  return new Promise((resolve) => {
    const request = new XMLHttpRequest();
    request.open("POST", `/files/imports?${parameters.toString()}`);
    request.setRequestHeader("content-type", "application/octet-stream");
    request.setRequestHeader("accept", "application/json");
    request.setRequestHeader("accept-language", currentLanguage());
    let sent = 0;
    request.upload.addEventListener("progress", (event) => {
      sent = event.loaded;
      onSent(event.loaded);
    });
    request.addEventListener("load", () => resolve(readUploadAnswer(request.status, request.responseText)));
    // Cut off on the way it may be the line, or a file that changed under the browser; before that, nobody answered.
    request.addEventListener("error", () => resolve({ kind: sent > 0 ? "interrupted" : "unreachable" }));
    request.addEventListener("abort", () => resolve({ kind: "interrupted" }));
    signal.addEventListener("abort", () => request.abort(), { once: true });
    request.send(file);
  });
}
