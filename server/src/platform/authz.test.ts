import { buildSchema, createSourceEventStream, parse } from "graphql";
import { expect, test } from "vitest";
import { Assurance, type Actor } from "./actor.ts";
import type { Asking } from "./changes.ts";
import type { Refusal } from "./refusals.ts";
import { guardSubscriptions, PERMISSION_EXTENSION } from "./authz.ts";

const schema = buildSchema("type Query { none: Int } type Subscription { told: Int }");
const told = schema.getSubscriptionType()?.getFields()["told"];
if (told) {
  told.extensions = { [PERMISSION_EXTENSION]: "letter:read" };
  // oxlint-disable-next-line typescript/require-await
  told.subscribe = async function* () {
    yield { told: 1 };
  };
}
guardSubscriptions(schema);

async function subscribeAs(actor: Partial<Actor> | null): Promise<string> {
  const refused: Refusal[] = [];
  const refusals = { record: (_asking: Asking, refusal: Refusal) => refused.push(refusal) };
  const contextValue = { actor: actor && { assurance: Assurance.FULL, ...actor }, refusals };
  const answer = await createSourceEventStream({
    schema,
    document: parse("subscription { told }"),
    contextValue,
  });
  if (Symbol.asyncIterator in answer) return "listening";
  const code = String(answer.errors?.[0]?.extensions["code"]);
  expect(refused).toEqual([{ operation: "told", code }]);
  return code;
}

test("T20 whoever may not follow hears so before the first event, not when one comes", async () => {
  expect(await subscribeAs(null)).toBe("UNAUTHENTICATED");
  expect(await subscribeAs({ permissions: new Set() })).toBe("FORBIDDEN");
  expect(await subscribeAs({ permissions: new Set(["letter:read"]) })).toBe("listening");
});
