import { pino, type Logger } from "pino";

export type { Logger };

/** Structured logs on standard error, one JSON object a line. Call sites log ids and codes, never a person's values. */
export function createLogger(level: string): Logger {
  return pino(
    {
      level,
      base: undefined,
      // A last line of defence: these keys never reach a log even where a library logs its own objects.
      redact: {
        paths: [
          "*.password",
          "*.token",
          "*.cookie",
          "*.authorization",
          "req.headers",
          "res.headers",
          "*.parameters",
          "*.params",
          "*.query",
        ],
        remove: true,
      },
      // And the very last: wherever an API key's secret came from, no line carries it.
      hooks: { streamWrite: withoutSecrets },
      serializers: {
        // A driver's error carries the values of the statement; only what it is may be logged.
        err: (error: unknown) => describeError(error),
        error: (error: unknown) => describeError(error),
      },
    },
    pino.destination(2),
  );
}

/** A line of the log with every API key cut down to the prefix that may be seen. */
export function withoutSecrets(line: string): string {
  return line.replaceAll(/(dossier_[A-Za-z0-9]{8})_[A-Za-z0-9]{20,}/g, "$1_…");
}

function describeError(error: unknown): Record<string, unknown> {
  if (!(error instanceof Error)) return { type: typeof error };
  const code = "code" in error && typeof error.code === "string" ? error.code : undefined;
  // The first line of a stack repeats the message, and a database's message may quote a value.
  const frames = (error.stack ?? "").split("\n").filter((line) => line.trimStart().startsWith("at "));
  return { type: error.constructor.name, code, at: frames.slice(0, 12).map((line) => line.trim()) };
}
