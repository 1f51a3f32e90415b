import { writeFile } from "node:fs/promises";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { afterAll, beforeAll, expect, test } from "vitest";
import { Client } from "../../support/client.ts";
import { dossier as runDossier, type Ended } from "../cli/dossier-command.ts";
import {
  endServers,
  makeWorkplace,
  startServer,
  type ServerProcess,
  type Workplace,
} from "../process/server-process.ts";
import { customerCalled, sheet } from "./import-calls.ts";

const SHEET = fileURLToPath(new URL("../../support/spreadsheets/客户档案表.xlsx", import.meta.url));

let workplace: Workplace;
let server: ServerProcess;
beforeAll(async () => {
  workplace = await makeWorkplace();
  server = await startServer(workplace);
});
afterAll(async () => {
  await endServers();
  await workplace.remove();
});

const dossier = async (...words: string[]): Promise<Ended> =>
  runDossier({ HOME: workplace.home, DATA_DIR: workplace.dataDir }, ...words);

async function administrator(): Promise<Client> {
  const client = new Client(server.address);
  await client.signIn("admin@dossier.local", server.password ?? "");
  return client;
}

/** In this order: beside a running server first, then without one. */
test("DOS-2.4 the command line takes a sheet in beside the running server, and says what is left to do", async () => {
  const ended = await dossier("import", SHEET);
  expect(ended.err).toBe("");
  expect(ended.code).toBe(0);
  expect(ended.out).toMatch(/32 {2}New customers/);
  expect(ended.out).toContain("DR-000001 is finished");
  expect(ended.out).toContain(`${server.address}/imports/DR-000001`);
  expect(await customerCalled(await administrator(), "咦咦咦是你")).toMatchObject({ lifecycle: "POTENTIAL" });
});

test("DOS-2.4 it refuses in plain words and with exit code 1", async () => {
  expect(await dossier("import", SHEET)).toMatchObject({
    code: 1,
    err: expect.stringContaining("taken in before (DR-000001)") as string,
  });
  expect(await dossier("import", join(workplace.home, "none.xlsx"))).toMatchObject({
    code: 1,
    err: expect.stringContaining("There is no such file") as string,
  });
});

test("DOS-2.3 a person is added on the command line, signs in, and is shut out again", async () => {
  const added = await dossier("staff", "add", "li.na@example.cn", "--name", "李娜", "--role", "viewer");
  const password = /once: (\S+)/.exec(added.out)?.[1] ?? "";
  const person = new Client(server.address);
  const signIn = async (): Promise<number> =>
    (await person.enterPassword("li.na@example.cn", password)).status;
  expect((await person.signIn("li.na@example.cn", password)).status).toBe(200);
  await person.setUpSecondFactor();
  const lost = await dossier("staff", "reset", "li.na@example.cn", "--second-factor");
  expect(lost.out).toContain("Reset the second factor of li.na@example.cn");
  expect(lost.out).not.toContain("password, shown");
  expect(await signIn()).toBe(200);
  expect(await person.query("{ me { assurance } }")).toEqual({ me: { assurance: "FULL" } });
  expect((await dossier("staff", "disable", "li.na@example.cn")).code).toBe(0);
  expect(await signIn()).not.toBe(200);
  expect((await dossier("staff", "list")).out).toMatch(/VIEWER +disabled +li\.na@example\.cn/);
});

test("DOS-2.4 without a server the command starts the database for itself, and leaves nothing running", async () => {
  const { password } = server;
  await server.stop("SIGTERM");
  const file = join(workplace.home, "later.csv");
  await writeFile(file, sheet("小鱼,,于小鱼,,13800138001,,2026-01-02,茶,100"));
  const dry = await dossier("import", file, "--dry-run");
  expect(dry.out).toContain("nothing was written");
  const ended = await dossier("import", file);
  expect(ended.err).toBe("");
  expect(ended.out).toContain("1 new customers, 1 new orders");
  server = { ...(await startServer(workplace)), password };
  expect(await customerCalled(await administrator(), "小鱼")).toMatchObject({ dealCount: 1 });
  expect(await server.stop("SIGTERM")).toBe(0);
});
