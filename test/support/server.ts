import { randomUUID } from "node:crypto";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { startApplication } from "./application.ts";
import { Client } from "./client.ts";
import { createTestDatabase } from "./database.ts";
import type { TestDatabase } from "./database.ts";

export type Role = "ADMINISTRATOR" | "AGENT" | "VIEWER";

export interface Person {
  email: string;
  password: string;
}

export interface TestServer {
  address: string;
  database: TestDatabase;
  keyFile: string;
  administrator: Person;
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
}

/** A server of one's own, in this process, on a database of its own. Stop it in `afterAll`. */
export async function startTestServer({ environment = {} }: TestServerSettings = {}): Promise<TestServer> {
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
  });
  const { address } = application;
  const people = new Map<Role, Promise<Person>>([["ADMINISTRATOR", Promise.resolve(administrator)]]);

  const server: TestServer = {
    address,
    database,
    keyFile,
    administrator,
    visitor: (language) => new Client(address, language),
    as: async (role, language) => {
      const person = people.get(role) ?? server.addPerson(role);
      people.set(role, person);
      return signedIn(new Client(address, language), await person);
    },
    addPerson: async (role) => addStaff(await server.as("ADMINISTRATOR"), role),
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
