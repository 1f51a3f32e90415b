import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { startTestServer, type Person, type TestServer } from "../../support/server.ts";

let server: TestServer;
beforeAll(async () => {
  server = await startTestServer();
});
afterAll(() => server.stop());

const enter = (email: string, password: string): Promise<Response> =>
  server.visitor().enterPassword(email, password);

/** As if the wait that the last answer told were over. */
const waitOver = (): Promise<unknown> =>
  server.database.query("update sign_in_failure set locked_until = now() where locked_until > now()");
const forget = (): Promise<unknown> => server.database.query("delete from sign_in_failure");
// The library's own limit, by address, would come first.
const calm = (): Promise<unknown> => server.database.query('delete from auth."rateLimit"');

/** What an answer says, without what is different each time. */
async function said(response: Response): Promise<unknown> {
  const { errors } = (await response.json()) as {
    errors: { message: string; extensions: Record<string, unknown> }[];
  };
  const extensions = { ...errors[0]?.extensions, requestId: undefined };
  const headers = [...response.headers.keys()].filter((name) => name !== "date").toSorted();
  return { status: response.status, message: errors[0]?.message, extensions, headers };
}

async function disabled(): Promise<Person> {
  const person = await server.addPerson("AGENT");
  await server.database.query("update staff_member set active = false where email = $1", [person.email]);
  return person;
}

describe("T02 guessing a password", () => {
  test("waits twice as long after each wrong one from the fifth on, a quarter of an hour after the tenth", async () => {
    const { email, password } = await server.addPerson("AGENT");
    const waits: (string | null)[] = [];
    for (let attempt = 1; attempt <= 10; attempt += 1) {
      expect((await enter(email, `guess ${attempt}`)).status).toBe(401);
      if (attempt < 5) continue;
      const shut = await enter(email, password);
      expect(shut.status).toBe(429);
      waits.push(shut.headers.get("retry-after"));
      await waitOver();
    }
    expect(waits).toEqual(["1", "2", "4", "8", "16", "900"]);
    await calm();
    expect((await enter(email, password)).status).toBe(200);
    expect((await enter(email, "guess again")).status).toBe(401);
    expect((await enter(email, password)).status).toBe(200);
  });

  test("stands in the change log with the account and the address, and not as done by its owner", async () => {
    await Promise.all([forget(), calm()]);
    const { email } = await server.addPerson("AGENT");
    await enter(email, "guess");
    await enter(email.toUpperCase(), "guess");
    await enter("nobody.at.all@dossier.example", "guess");
    await server.noteRefusals();
    const rows = await server.database.query(
      `select actor_id as actor, sum(count)::integer as times from change
       where kind = 'REFUSAL' and operation = 'signIn' and record_id = (select id from staff_member where email = $1)
         and address is not null group by 1`,
      [email],
    );
    expect(rows).toEqual([{ actor: null, times: 2 }]);
  });

  test("gets no more tries by many at once", async () => {
    await calm();
    const { email } = await server.addPerson("AGENT");
    const answers = await Promise.all(
      Array.from({ length: 15 }, (_, index) => enter(email, `guess ${index}`)),
    );
    expect(answers.filter(({ status }) => status === 401)).toHaveLength(5);
    expect(answers.filter(({ status }) => status === 429)).toHaveLength(10);
  });

  test("says the same of a known account, an unknown one and one that is shut out, also when it is enough", async () => {
    await forget();
    const [known, shutOut] = [await server.addPerson("AGENT"), await disabled()];
    const answers = async (person: { email: string; password: string }): Promise<unknown[]> => {
      await calm();
      const all: unknown[] = [];
      for (let attempt = 1; attempt <= 6; attempt += 1)
        all.push(await said(await enter(person.email, person.password)));
      return all;
    };
    const ofKnown = await answers({ email: known.email, password: "not the password" });
    expect(ofKnown[0]).toMatchObject({ status: 401, message: "邮箱或密码不正确。" });
    expect(ofKnown[5]).toMatchObject({ status: 429 });
    expect(await answers({ email: "nobody@dossier.example", password: "not the password" })).toEqual(ofKnown);
    expect(await answers(shutOut)).toEqual(ofKnown);
  });

  test("locks nobody out who comes from elsewhere: an account's failures count by the address they came from", async () => {
    await Promise.all([forget(), calm()]);
    const { email, password } = await server.addPerson("AGENT");
    for (let attempt = 1; attempt <= 5; attempt += 1) await enter(email, "guess");
    expect((await enter(email, password)).status).toBe(429);
    const keys = await server.database.query<{ key: Buffer }>("select key from sign_in_failure");
    expect(keys).toHaveLength(2);
    await server.database.query("update sign_in_failure set key = decode(md5(key::text), 'hex')");
    expect((await enter(email, password)).status).toBe(200);
  });

  test("is no easier in an open session, where the own password is changed: it waits as well", async () => {
    const { email, password } = await server.addPerson("AGENT");
    const client = server.visitor();
    await client.signIn(email, password);
    const guess =
      'changeOwnPassword(input: { currentPassword: "guess", newPassword: "long enough 1234" }) { changed }';
    for (let attempt = 1; attempt <= 5; attempt += 1)
      expect((await client.send(`mutation { ${guess} }`)).errors).toEqual([]);
    const shut = await client.send(`mutation { ${guess} }`);
    expect(shut.status).toBe(429);
    expect(shut.errors[0]?.extensions?.["code"]).toBe("RATE_LIMITED");
  });

  test("forgets after a quarter of an hour without another one", async () => {
    await Promise.all([forget(), calm()]);
    const { email } = await server.addPerson("AGENT");
    for (let attempt = 1; attempt <= 4; attempt += 1) await enter(email, "guess");
    await server.database.query("update sign_in_failure set last_at = now() - interval '16 minutes'");
    await enter(email, "guess");
    expect((await enter(email, "guess")).status).toBe(401);
  });
});

describe("T29 trying one password on many accounts", () => {
  test("shuts the address after a hundred, whatever the accounts", async () => {
    await forget();
    await enter("one@dossier.example", "guess");
    await server.database.query("update sign_in_failure set failures = 99");
    await calm();
    await enter("two@dossier.example", "guess");
    const { email, password } = server.administrator;
    expect((await enter(email, password)).status).toBe(429);
    await forget();
  });

  test("neither 200 characters nor emoji of a password are a fault, nor is a thousand of them", async () => {
    await calm();
    for (const password of ["密".repeat(200), "🔑".repeat(100), "x".repeat(1000)])
      expect([400, 401]).toContain((await enter("somebody@dossier.example", password)).status);
  });

  test("nothing in the table says whose sign-in it was", async () => {
    await enter("canary.nobody@dossier.example", "guess");
    const rows = await server.database.query("select sign_in_failure::text as row from sign_in_failure");
    expect(JSON.stringify(rows)).not.toContain(Buffer.from("canary.nobody").toString("hex"));
    expect(JSON.stringify(rows)).not.toContain("canary");
  });
});

test("T26 a forwarded address is not believed: guesses count by the one that the connection has", async () => {
  await Promise.all([forget(), calm()]);
  const { email } = await server.addPerson("AGENT");
  const guess = (index: number): Promise<Response> =>
    server.visitor().request("/auth/sign-in/email", {
      method: "POST",
      headers: {
        "content-type": "application/json",
        "x-forwarded-for": `10.0.0.${index}`,
        forwarded: `for=10.0.0.${index}`,
        "x-dossier-client-address": `10.0.0.${index}`,
      },
      body: JSON.stringify({ email, password: "guess" }),
    });
  for (let attempt = 1; attempt <= 5; attempt += 1) expect((await guess(attempt)).status).toBe(401);
  expect((await guess(6)).status).toBe(429);
});
