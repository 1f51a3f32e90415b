import { currentLanguage } from "../i18n/language.ts";
import { problemFromBody, type GraphProblem } from "./graph-errors.ts";
import { askForStepUp } from "./step-up.ts";

export type FetchedFile = { bytes: Blob; name: string | undefined };

/** Fetches a file and hands it to the browser to keep. Answers what went wrong, when something did. */
export async function download(path: string): Promise<GraphProblem | undefined> {
  const file = await fetchWhole(path);
  if (!("code" in file)) keepFile(file.bytes, file.name ?? "");
  else if (file.reason !== "STEP_UP_NEEDED") return file;
  else if (await askForStepUp()) return download(path);
  return undefined;
}

/** A file once all of it is here; what breaks off on the way is a problem, and no file. */
export async function fetchWhole(path: string, signal?: AbortSignal): Promise<FetchedFile | GraphProblem> {
  try {
    const response = await fetch(path, {
      credentials: "same-origin",
      headers: { "accept-language": currentLanguage() },
      ...(signal ? { signal } : {}),
    });
    if (!response.ok) return problemFromBody(await response.text(), response.status);
    return { bytes: await response.blob(), name: nameIn(response.headers.get("content-disposition")) };
  } catch {
    return problemFromBody("", 503);
  }
}

export function keepFile(bytes: Blob, name: string): void {
  const link = document.createElement("a");
  link.href = URL.createObjectURL(bytes);
  link.download = name;
  link.click();
  setTimeout(() => URL.revokeObjectURL(link.href), 10_000);
}

function nameIn(disposition: string | null): string | undefined {
  const encoded = /filename\*=UTF-8''([^;]+)/.exec(disposition ?? "")?.[1];
  return encoded && decodeURIComponent(encoded);
}
