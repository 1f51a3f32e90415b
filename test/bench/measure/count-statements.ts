import type { StatementCounter } from "../archive/statement-counter.ts";
import type { Question } from "../scenarios/scenario.ts";
import type { Client } from "./load.ts";
import { spreadOf } from "./statistics.ts";

const ASKED = 9;

/** How many statements PostgreSQL gets for one request, `begin` and `commit` among them. */
export async function statementsPerRequest(
  counter: StatementCounter,
  client: Client,
  questions: readonly Question[],
): Promise<number> {
  const counts: number[] = [];
  for (let place = 0; place < ASKED + 2; place += 1) {
    const question = questions[place % questions.length];
    if (!question) throw new Error("nothing to ask");
    counter.clear();
    await client.answerTo(question);
    // The first requests on a connection may say more, and now and then a background task speaks in between.
    if (place >= 2) counts.push(counter.statements().length);
  }
  return spreadOf(counts).median;
}
