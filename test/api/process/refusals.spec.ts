import { once } from "node:events";
import { writeFile } from "node:fs/promises";
import { createServer } from "node:net";
import { join } from "node:path";
import { afterAll, beforeAll, expect, onTestFinished, test } from "vitest";
import { createTestDatabase, type TestDatabase } from "../../support/database.ts";
import { endServers, makeWorkplace, refusalOf, type Workplace } from "./server-process.ts";

let workplace: Workplace;
let database: TestDatabase;
let settings: Record<string, string>;
beforeAll(async () => {
  workplace = await makeWorkplace();
  database = await createTestDatabase();
  settings = { DATABASE_URL: database.applicationUrl, DATABASE_OWNER_URL: database.ownerUrl };
});
afterAll(async () => {
  await endServers();
  await database.drop();
  await workplace.remove();
});

test("DOS-2.1 wrong settings are all named, and nothing is started", async () => {
  const { code, words } = await refusalOf(workplace, { PORT: "many", LOG_LEVEL: "loud", DEMO: "perhaps" });
  expect(code).toBe(1);
  expect(words.trim().split("\n")).toEqual([
    "These settings are wrong. 以下设置有误：",
    expect.stringMatching(/^ {2}PORT must be a port number.*端口号/),
    expect.stringMatching(/^ {2}DEMO must be on or off.*只能是/),
    expect.stringMatching(/^ {2}LOG_LEVEL must be one of.*只能是/),
  ]);
});

test("DOS-2.2 a port that is taken is named, with what to do", async () => {
  const other = createServer().listen({ host: "127.0.0.1", port: 0 });
  await once(other, "listening");
  onTestFinished(() => void other.close());
  const address = other.address();
  const port = typeof address === "object" && address ? address.port : 0;
  const { code, words } = await refusalOf(workplace, { ...settings, PORT: String(port) });
  expect(code).toBe(1);
  expect(words).toContain(`Port ${String(port)} on 127.0.0.1 is taken`);
  expect(words).toContain(`PORT=${String(port + 1)}`);
  expect(words).toContain("已被其他程序占用");
});

test("DOS-2.1 a data folder that cannot be made is named, with what to do", async () => {
  const file = join(workplace.home, "..", "file");
  await writeFile(file, "");
  const dataDir = join(file, "data");
  const { code, words } = await refusalOf({ ...workplace, dataDir });
  expect(code).toBe(1);
  expect(words).toContain(`The data folder ${dataDir} cannot be opened (ENOTDIR)`);
  expect(words).toContain("另选一个文件夹");
});
