import { afterAll, beforeAll, expect, test, vi } from "vitest";
import { createTestDatabase, type TestDatabase } from "../../support/database.ts";
import {
  endServers,
  makeWorkplace,
  processesOn,
  startServer,
  type Workplace,
} from "../process/server-process.ts";
import { dossier, launchDossier } from "./dossier-command.ts";

let workplace: Workplace;
let database: TestDatabase;
beforeAll(async () => {
  workplace = await makeWorkplace();
  database = await createTestDatabase();
});
afterAll(async () => {
  await endServers();
  await workplace.remove();
  await database.drop();
});

const own = () => ({ HOME: workplace.home, DATA_DIR: workplace.dataDir });
const given = () => ({
  ...own(),
  DATABASE_URL: database.applicationUrl,
  DATABASE_OWNER_URL: database.ownerUrl,
});

test("DOS-4.1 what cannot be done is refused in words, before anything is opened, in the terminal's language", async () => {
  const [english, chinese] = await Promise.all([
    dossier(own(), "seed"),
    dossier({ ...own(), LANG: "zh_CN.UTF-8" }, "seed", "--customers", "0"),
  ]);
  expect(english).toMatchObject({ code: 1, out: "" });
  expect(english.err).toMatch(/--customers is a whole number from 1 to 10000000\./);
  expect(english.err).not.toContain("at ");
  expect(chinese.err).toContain("--customers 须是 1 到 10000000 之间的整数");
});

test("DOS-4.1 interrupted while it writes, it leaves the archive as it was", async () => {
  const run = launchDossier(given(), "seed", "--customers", "500000", "--complaints", "1000");
  await vi.waitFor(
    async () =>
      expect(
        await database.query("select from pg_stat_progress_copy where datname = current_database()"),
      ).toHaveLength(1),
    { timeout: 60_000, interval: 5 },
  );
  run.interrupt();
  const { code, err } = await run.ended;
  expect(code).toBe(1);
  expect(err).toContain("Interrupted. Nothing was written");
  for (const table of ["customer", "customer_order", "complaint", "change"])
    expect(await database.query(`select from ${table}`)).toEqual([]);
  expect(await database.query("select last_value, is_called from customer_number")).toEqual([
    { last_value: "1", is_called: false },
  ]);
  expect(
    await database.query("select from pg_indexes where indexname = 'customer_search_index'"),
  ).toHaveLength(1);
});

/** In this order: the built-in database is filled while nobody runs, then a server is started on it. */
test("DOS-4.1 without a server it starts the built-in database for itself, and leaves nothing running", async () => {
  const ended = await dossier(own(), "seed", "--customers", "40", "--complaints", "10");
  expect(ended).toMatchObject({ code: 0, err: "" });
  expect(await processesOn(workplace)).toEqual([]);
});

test("DOS-4.1 beside a running server it adds, but nothing that would lock people out", async () => {
  const server = await startServer(workplace);
  const refused = await dossier(own(), "seed", "--customers", "40", "--add");
  expect(refused.err).toContain(`Dossier is running at ${server.address}`);
  const added = await dossier(own(), "seed", "--customers", "30", "--add");
  expect(added).toMatchObject({ code: 0, err: "" });
  expect(await server.stop("SIGTERM")).toBe(0);
});
