import i18next from "i18next";
import type { GraphProblem } from "../lib/graph-errors.ts";
import { announce } from "../lib/notices.ts";

/**
 * What a top-level error says to the reader. A page that could not be read says so itself (ErrorState), so reading is
 * announced only when something is broken; a command that failed always is.
 */
export function tellProblem(problem: GraphProblem, doing: "reading" | "writing"): void {
  if (problem.code === "INTERNAL") {
    announce({
      kind: "error",
      name: "internal",
      text: i18next.t("shell.problem.internal"),
      ...(problem.requestId
        ? { detail: i18next.t("shell.problem.requestId", { id: problem.requestId }) }
        : {}),
    });
    return;
  }
  if (doing === "reading") return;
  announce({ kind: "error", text: problemText(problem) });
}

export function problemText(problem: GraphProblem): string {
  switch (problem.code) {
    case "FORBIDDEN":
      return i18next.t("shell.problem.forbidden");
    case "RATE_LIMITED":
      return i18next.t("shell.problem.rateLimited");
    case "UNAVAILABLE":
      return i18next.t("shell.problem.notSaved");
    case "UNAUTHENTICATED":
      return i18next.t("shell.problem.signedOut");
    case "INTERNAL":
      return i18next.t("shell.problem.internal");
    default:
      return problem.message ?? i18next.t("shell.problem.internal");
  }
}
