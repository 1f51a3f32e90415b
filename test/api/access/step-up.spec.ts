import { randomUUID } from "node:crypto";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { STEP_UP_EXTENSION } from "../../../server/src/platform/authz.ts";
import { buildDossierSchema } from "../../../server/src/schema.ts";
import type { Client } from "../../support/client.ts";
import { createKey, Program } from "../../support/program.ts";
import { showSecondFactor } from "../../support/second-factor.ts";
import { startTestServer, type Person, type TestServer } from "../../support/server.ts";
import { cookieOf } from "../live/subscriber.ts";

let server: TestServer;
beforeAll(async () => {
  server = await startTestServer();
});
afterAll(() => server.stop());

/** Signed in with the second factor, which was set up in another session, and does nothing by itself. */
async function signedIn(person: Person): Promise<Client> {
  const client = server.visitor();
  const response = await client.enterPassword(person.email, person.password);
  await showSecondFactor(client.post, server.address, person, response);
  return client;
}

async function administrator(): Promise<{ client: Client; password: string }> {
  const person = await server.addPerson("ADMINISTRATOR");
  await signedIn(person);
  return { client: await signedIn(person), password: person.password };
}

const makeKey = (client: Client, name = "官网"): ReturnType<Client["send"]> =>
  client.send(
    "mutation ($input: CreateApiKeyInput!) { createApiKey(input: $input) { secret errors { code } } }",
    {
      input: { name, role: "VIEWER", readsSchema: false, idempotencyKey: randomUUID() },
    },
  );
const needed = { code: "FORBIDDEN", reason: "STEP_UP_NEEDED" };
const until = async (client: Client): Promise<string | null> =>
  (await client.query<{ me: { steppedUpUntil: string | null } }>("{ me { steppedUpUntil } }")).me
    .steppedUpUntil;

describe("DOS-5.1 proving to be still the same person", () => {
  test("is asked of what makes keys, gives rights and resets sign-ins, and of nothing that was not named", () => {
    const mutations = Object.values(buildDossierSchema().getMutationType()?.getFields() ?? {});
    const marked = mutations.filter(({ extensions }) => extensions[STEP_UP_EXTENSION] === true);
    expect(marked.map(({ name }) => name).toSorted()).toEqual([
      "addRole",
      "addStaff",
      "changeCustomField",
      "changeStaffRole",
      "createApiKey",
      "editRole",
      "enableStaff",
      "prepareExport",
      "removeRole",
      "resetSecondFactor",
      "resetStaffPassword",
      "revealFields",
      "setFieldPurpose",
    ]);
  });

  test("comes first, changes nothing without, lasts ten minutes and gives a new token", async () => {
    const { client, password } = await administrator();
    const refused = await makeKey(client);
    expect(refused.errors[0]?.extensions).toMatchObject(needed);
    expect(await server.database.query("select from api_key")).toEqual([]);
    expect(await until(client)).toBeNull();

    const cookie = cookieOf(client);
    expect((await client.post("/auth/step-up", { password: "wrong" })).status).toBe(400);
    const response = await client.post("/auth/step-up", { password });
    expect(response.status).toBe(200);
    const { steppedUpUntil } = (await response.json()) as { steppedUpUntil: string };
    const minutes = (Date.parse(steppedUpUntil) - Date.now()) / 60_000;
    expect(minutes).toBeGreaterThan(9);
    expect(minutes).toBeLessThanOrEqual(10);
    expect(cookieOf(client)).not.toBe(cookie);
    expect((await client.send("{ me { assurance } }", {}, { cookie })).data).toEqual({ me: null });
    expect((await makeKey(client)).data).toMatchObject({ createApiKey: { errors: [] } });

    await server.database.query(
      "update auth.session_assurance set stepped_up_at = stepped_up_at - interval '10 minutes'",
    );
    expect((await makeKey(client, "再来一个")).errors[0]?.extensions).toMatchObject(needed);
    expect(await until(client)).toBeNull();
  });

  test("belongs to one session and not to the person's others", async () => {
    const person = await server.addPerson("ADMINISTRATOR");
    await signedIn(person);
    const [here, elsewhere] = [server.visitor(), await signedIn(person)];
    await here.signIn(person.email, person.password);
    await here.stepUp();
    expect(await until(here)).not.toBeNull();
    expect(await until(elsewhere)).toBeNull();
  });

  test("is not asked of whoever may not do it anyway: the role answers first", async () => {
    const { errors } = await makeKey(await server.as("AGENT"));
    expect(errors[0]?.extensions?.["reason"]).toBeUndefined();
    expect(errors[0]?.extensions?.["code"]).toBe("FORBIDDEN");
  });

  test("stands before rows with contact data leave the house, and programs have no desk to leave", async () => {
    const agent = await server.as("AGENT");
    const path = "/files/imports/DR-999999/problems.xlsx";
    const refused = await agent.request(path);
    expect(refused.status).toBe(403);
    expect(JSON.stringify(await refused.json())).toContain("STEP_UP_NEEDED");
    await agent.stepUp();
    expect((await agent.request(path)).status).toBe(404);
    const { secret } = await createKey(await server.as("ADMINISTRATOR"), { role: "AGENT" });
    expect((await new Program(server.address, secret).request(path)).status).toBe(404);
  });

  test("T02 wrong passwords count as they do at the sign-in", async () => {
    const { client, password } = await administrator();
    for (let attempt = 1; attempt <= 5; attempt += 1)
      expect((await client.post("/auth/step-up", { password: "wrong" })).status).toBe(400);
    const shut = await client.post("/auth/step-up", { password });
    expect(shut.status).toBe(429);
    expect(shut.headers.get("retry-after")).toBe("1");
  });
});
