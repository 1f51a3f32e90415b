import type { ServerName } from "../servers/bench-server.ts";
import type { Sample } from "./sample.ts";

/** One request to one server. */
export interface Question {
  path: string;
  body: string;
}

export interface Scenario {
  name: string;
  title: string;
  /** What each server that can do it is asked, in turn; the servers' questions at the same place mean the same. */
  questions(sample: Sample): Partial<Record<ServerName, Question[]>>;
  /** What the answers have in common, so that nobody is measured for doing something else. */
  keyOf?(answer: unknown): unknown;
}

export function graphql(query: string, variables: Record<string, unknown> = {}): Question {
  return { path: "/graphql", body: JSON.stringify({ query, variables }) };
}

export function plain(path: string, input: Record<string, unknown> = {}): Question {
  return { path, body: JSON.stringify(input) };
}
