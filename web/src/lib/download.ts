import { currentLanguage } from "../i18n/language.ts";
import { problemFromBody, type GraphProblem } from "./graph-errors.ts";
import { askForStepUp } from "./step-up.ts";

/** Fetches a file and hands it to the browser to keep. Answers what went wrong, when something did. */
export async function download(path: string): Promise<GraphProblem | undefined> {
  const response = await fetchFile(path);
  if (!(response instanceof Response)) return response;
  if (!response.ok) {
    const problem = problemFromBody(await response.text(), response.status);
    if (problem.reason !== "STEP_UP_NEEDED") return problem;
    return (await askForStepUp()) ? download(path) : undefined;
  }
  const link = document.createElement("a");
  link.href = URL.createObjectURL(await response.blob());
  link.download = nameIn(response.headers.get("content-disposition")) ?? "";
  link.click();
  setTimeout(() => URL.revokeObjectURL(link.href), 10_000);
  return undefined;
}

async function fetchFile(path: string): Promise<Response | GraphProblem> {
  try {
    return await fetch(path, {
      credentials: "same-origin",
      headers: { "accept-language": currentLanguage() },
    });
  } catch {
    return problemFromBody("", 503);
  }
}

function nameIn(disposition: string | null): string | undefined {
  const encoded = /filename\*=UTF-8''([^;]+)/.exec(disposition ?? "")?.[1];
  return encoded && decodeURIComponent(encoded);
}
