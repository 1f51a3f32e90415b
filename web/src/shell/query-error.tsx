import type { ReactNode } from "react";
import { ErrorState } from "../components/error-state.tsx";
import { problemOf } from "../lib/graph-errors.ts";
import { problemText } from "./tell-problem.ts";

/** A page or panel whose query failed: says why, in the reader's words, and offers to try again. */
export function QueryError({ error, onRetry }: { error: unknown; onRetry?: () => void }): ReactNode {
  const problem = problemOf(error);
  return (
    <ErrorState
      requestId={problem.requestId}
      {...(onRetry && problem.code !== "FORBIDDEN" ? { onRetry } : {})}
    >
      {problemText(problem)}
    </ErrorState>
  );
}
