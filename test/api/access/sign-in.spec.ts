import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { startTestServer, type TestServer } from "../../support/server.ts";

let server: TestServer;
beforeAll(async () => {
  server = await startTestServer();
});
afterAll(() => server.stop());

const ME = "{ me { staff { name role } permissions } }";

interface Me {
  me: { staff: { name: string; role: string }; permissions: string[] } | null;
}

async function refusalOf(response: Response): Promise<{ status: number; code: unknown; message: string }> {
  const body = (await response.json()) as { errors: { message: string; extensions: { code: string } }[] };
  return {
    status: response.status,
    code: body.errors[0]?.extensions.code,
    message: body.errors[0]?.message ?? "",
  };
}

describe("DOS-2.3 staff sign in and out", () => {
  test("the right password opens a session, and me tells who I am and what I may", async () => {
    const agent = await server.as("AGENT");
    const { me } = await agent.query<Me>(ME);
    expect(me?.staff.role).toBe("AGENT");
    expect(me?.permissions).toContain("customer:create");
    expect(me?.permissions).not.toContain("staff:add");
  });

  test("signing out ends the session on the server, not only in the browser", async () => {
    const agent = await server.as("AGENT");
    const cookie = agent
      .heldCookies()
      .map(({ name, value }) => `${name}=${value}`)
      .join("; ");
    expect((await agent.signOut()).status).toBe(200);
    const replayed = await agent.request("/graphql", {
      method: "POST",
      headers: { "content-type": "application/json", cookie },
      body: JSON.stringify({ query: ME }),
    });
    expect(await replayed.json()).toEqual({ data: { me: null } });
  });

  test("a session lasts fourteen days from its last use, counted in days, and ends then", async () => {
    const viewer = await server.as("VIEWER");
    const token = decodeURIComponent(viewer.heldCookies()[0]?.value ?? "").split(".")[0];
    const lastsFor = async (days: number) => {
      await server.database.query(
        `update auth.session set "expiresAt" = now() + make_interval(days => $2) where token = $1`,
        [token, days],
      );
      const { me } = await viewer.query<Me>(ME);
      const [session] = await server.database.query<{ days: number }>(
        `select round(extract(epoch from "expiresAt" - now()) / 86400)::integer as days from auth.session where token = $1`,
        [token],
      );
      return { signedIn: me !== null, days: session?.days };
    };
    expect(await lastsFor(14)).toEqual({ signedIn: true, days: 14 });
    expect(await lastsFor(12)).toEqual({ signedIn: true, days: 14 });
    expect(await lastsFor(-1)).toEqual({ signedIn: false, days: undefined });
  });

  test("a wrong password and an unknown address get the same answer", async () => {
    const wrong = await refusalOf(
      await server.visitor().signIn(server.administrator.email, "not the password"),
    );
    const unknown = await refusalOf(
      await server.visitor().signIn("nobody@dossier.example", "not the password"),
    );
    expect(wrong).toEqual({ status: 401, code: "UNAUTHENTICATED", message: "邮箱或密码不正确。" });
    expect(unknown).toEqual(wrong);
  });

  test("the refusal speaks the caller's language", async () => {
    const { message } = await refusalOf(
      await server.visitor("en-GB").signIn("nobody@dossier.example", "not the password"),
    );
    expect(message).toBe("The e-mail address or password is not right.");
  });

  test.each([{}, { email: 5, password: [] }, { email: "not an address", password: "x" }])(
    "a sign-in of the wrong form %j is refused as JSON, without a 5xx",
    async (body) => {
      const response = await server.visitor().request("/auth/sign-in/email", {
        method: "POST",
        headers: { "content-type": "application/json" },
        body: JSON.stringify(body),
      });
      expect(response.status).toBeGreaterThanOrEqual(400);
      expect(response.status).toBeLessThan(500);
      expect((await refusalOf(response)).message).not.toBe("");
    },
  );

  test.each([
    ["POST", "/auth/sign-up/email"],
    ["POST", "/auth//sign-in/email"],
    ["POST", "/auth/sign-in/magic-link"],
    ["POST", "/auth/update-user"],
    ["POST", "/auth/delete-user"],
    ["GET", "/auth/list-sessions"],
    ["GET", "/auth/ok"],
  ])("of the sign-in library's endpoints %s %s does not exist", async (method, path) => {
    const response = await server.visitor().request(path, {
      method,
      ...(method === "POST" ? { headers: { "content-type": "application/json" }, body: "{}" } : {}),
    });
    expect(response.status).toBe(404);
  });

  test("T08 a page of another site cannot sign anybody in or out, nor ask the graph", async () => {
    const agent = await server.as("AGENT");
    for (const path of ["/auth/sign-in/email", "/auth/sign-out", "/graphql"]) {
      const response = await agent.request(path, {
        method: "POST",
        headers: { "content-type": "application/json", origin: "https://elsewhere.example" },
        body: JSON.stringify({ query: ME }),
      });
      expect(response.status).toBe(403);
    }
    expect((await agent.query<Me>(ME)).me).not.toBeNull();
  });

  test("T08 the session cookie is HttpOnly and SameSite=Lax", async () => {
    const response = await server.visitor().signIn(server.administrator.email, server.administrator.password);
    const cookie = response.headers.getSetCookie().find((candidate) => candidate.includes("session_token"));
    expect(cookie).toMatch(/HttpOnly/i);
    expect(cookie).toMatch(/SameSite=Lax/i);
  });

  test("T25 the session token alone, without the signature, opens nothing", async () => {
    const agent = await server.as("AGENT");
    const held = agent.heldCookies().find(({ name }) => name.endsWith("session_token"));
    const [token] = decodeURIComponent(held?.value ?? "").split(".");
    const answer = await server.visitor().send<Me>(ME, {}, { cookie: `${held?.name ?? ""}=${token ?? ""}` });
    expect(answer.data?.me).toBeNull();
  });
});
