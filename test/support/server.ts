import { randomUUID } from "node:crypto";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { startApplication } from "./application.ts";
import { Client } from "./client.ts";
import { createTestDatabase } from "./database.ts";
import type { TestDatabase } from "./database.ts";
import { forgetSecondFactors } from "./second-factor.ts";

export type Role =
  | "ADMINISTRATOR"
  | "MANAGER"
  | "SALES_AGENT"
  | "AGENT"
  | "QUALITY_OFFICER"
  | "PRIVACY_OFFICER"
  | "VIEWER";

/** Whose second sign-in asks for a second factor. */
const WITH_SECOND_FACTOR: readonly string[] = ["ADMINISTRATOR", "PRIVACY_OFFICER"];

export interface Person {
  email: string;
  password: string;
}

export interface TestServer {
  address: string;
  database: TestDatabase;
  keyFile: string;
  administrator: Person;
  /** Signs the administrator in, once. */
  signInLink: string | null;
  /** Somebody whom nobody knows. */
  visitor(language?: string): Client;
  /** Somebody of the staff, signed in. Each call is another browser; people of one role are one person. */
  as(role: Role, language?: string): Promise<Client>;
  /** Adds a person of the staff and tells how to sign in. */
  addPerson(role: Role): Promise<Person>;
  /** Writes down now what was refused so far. */
  noteRefusals(): Promise<void>;
  stop(): Promise<void>;
}

export interface TestServerSettings {
  /** Settings by their names in README.md, such as TZ_BUSINESS. */
  environment?: Record<string, string>;
  /** The console's documents by their ids, where they are not those of its build. */
  documents?: ReadonlyMap<string, string>;
}

/** A server of one's own, in this process, on a database of its own. Stop it in `afterAll`. */
export async function startTestServer({
  environment = {},
  documents,
}: TestServerSettings = {}): Promise<TestServer> {
  const database = await createTestDatabase();
  const folder = await mkdtemp(join(tmpdir(), "dossier-server-"));
  const keyFile = join(folder, "key", "dossier.key");
  const administrator = { email: "admin@dossier.example", password: "correct horse battery" };
  const application = await startApplication({
    database,
    keyFile,
    dataDir: join(folder, "data"),
    port: 0,
    administrator,
    environment,
    ...(documents && { documents }),
  });
  const { address } = application;
  forgetSecondFactors(address);
  const people = new Map<Role, Promise<Person>>([["ADMINISTRATOR", Promise.resolve(administrator)]]);

  // At once, and not at the second sign-in, which would end the session of the first.
  const equipped = new Map<Role, Promise<void>>();

  // Signed in once, for whatever the test server does with its staff itself.
  let office: Promise<Client> | undefined;
  const asOffice = (): Promise<Client> => {
    office ??= (async () => {
      const client = new Client(address);
      await equip(client, administrator);
      return client;
    })();
    return office;
  };

  const server: TestServer = {
    address,
    database,
    keyFile,
    administrator,
    signInLink: application.signInLink,
    visitor: (language) => new Client(address, language),
    as: async (role, language) => {
      const person = people.get(role) ?? server.addPerson(role);
      people.set(role, person);
      const account = await person;
      if (role === "ADMINISTRATOR") await asOffice();
      else if (WITH_SECOND_FACTOR.includes(role)) {
        const ready = equipped.get(role) ?? equip(new Client(address), account);
        equipped.set(role, ready);
        await ready;
      }
      return signedIn(new Client(address, language), account);
    },
    addPerson: async (role) => addStaff(await asOffice(), role),
    noteRefusals: () => application.refusals.flush(),
    stop: async () => {
      await application.stop();
      await database.drop();
      await rm(folder, { recursive: true, force: true });
    },
  };
  return server;
}

async function signedIn(client: Client, { email, password }: Person): Promise<Client> {
  const response = await client.signIn(email, password);
  if (!response.ok) throw new Error(`Sign-in answered ${String(response.status)}: ${await response.text()}`);
  return client;
}

async function equip(client: Client, person: Person): Promise<void> {
  await signedIn(client, person);
  await client.setUpSecondFactor();
}

interface AddStaffAnswer {
  addStaff: { temporaryPassword: string | null; errors: { code: string; message: string }[] };
}

async function addStaff(administrator: Client, role: Role): Promise<Person> {
  const email = `${role.toLowerCase()}.${randomUUID().slice(0, 8)}@dossier.example`;
  const { addStaff: payload } = await administrator.query<AddStaffAnswer>(
    `mutation ($input: AddStaffInput!) { addStaff(input: $input) { temporaryPassword errors { code message } } }`,
    { input: { idempotencyKey: randomUUID(), name: `测试 ${role}`, email, role } },
  );
  if (payload.temporaryPassword === null)
    throw new Error(`addStaff refused: ${JSON.stringify(payload.errors)}`);
  return { email, password: payload.temporaryPassword };
}
