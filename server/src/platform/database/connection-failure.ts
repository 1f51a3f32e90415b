import { errorCode } from "./start-refusal.ts";

/** SQLSTATEs, or their first letters, that say "the database is away or full", not "your statement is wrong". */
const OUTAGE_STATES = [
  "08", // connection exceptions
  "53", // too many connections, disk full, out of memory
  "57P01", // shut down by an administrator, or the session terminated
  "57P02", // crash of another process
  "57P03", // starting up, or recovering
  "57P05", // idle session ended
  "25006", // read only: we still talk to what was the primary before a failover
  "58", // its files cannot be read or written
];

const OUTAGE_SYSTEM_CODES = new Set([
  "ECONNREFUSED",
  "ECONNRESET",
  "ECONNABORTED",
  "EPIPE",
  "ETIMEDOUT",
  "EHOSTUNREACH",
  "EHOSTDOWN",
  "ENETUNREACH",
  "ENETDOWN",
  "ENOTFOUND",
  "EAI_AGAIN",
]);

/** The driver's own errors have no code, so their words are all there is. */
const OUTAGE_WORDS = [
  "Connection terminated", // … unexpectedly, … due to connection timeout
  "timeout exceeded when trying to connect", // every connection of the pool is in use
  "timeout expired",
  "Query read timeout",
  "Client has encountered a connection error and is not queryable",
  "Client was closed and is not queryable",
  "The connection went silent", // ours, see connect.ts
];

/** Waited too long, or would have waited for each other: the same request may succeed a moment later. */
const CONTENTION_STATES = new Set([
  "55P03", // lock_timeout
  "57014", // statement_timeout
  "40P01", // deadlock
  "40001", // serialisation
  "25P03", // idle in transaction for too long
  "0A000", // a table was altered since the statement was prepared; it is prepared no more
]);

/** True for every way in which an outage of the database shows; the answer is then 503 with Retry-After. */
export function isConnectionFailure(error: unknown): boolean {
  return causesOf(error).some((cause) => {
    const code = errorCode(cause);
    if (code !== undefined && OUTAGE_SYSTEM_CODES.has(code)) return true;
    if (isSqlState(code) && OUTAGE_STATES.some((state) => code.startsWith(state))) return true;
    return (
      code === undefined &&
      cause instanceof Error &&
      OUTAGE_WORDS.some((words) => cause.message.startsWith(words))
    );
  });
}

/** True when the database is there but others were in the way: 503 too, and worth another try. */
export function isContention(error: unknown): boolean {
  return causesOf(error).some((cause) => CONTENTION_STATES.has(errorCode(cause) ?? ""));
}

function isSqlState(code: string | undefined): code is string {
  return code !== undefined && /^[0-9A-Z]{5}$/.test(code);
}

/** The error and what is inside it: the mapper and the pool wrap errors, and a name with two addresses fails twice. */
function causesOf(error: unknown): unknown[] {
  const found = new Set<unknown>();
  const visit = (each: unknown) => {
    if (typeof each !== "object" || each === null || found.has(each)) return;
    found.add(each);
    if ("cause" in each) visit(each.cause);
    if ("previous" in each) visit(each.previous);
    if ("errors" in each && Array.isArray(each.errors)) each.errors.forEach(visit);
  };
  visit(error);
  return [...found];
}
