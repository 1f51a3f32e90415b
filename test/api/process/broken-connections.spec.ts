import { afterAll, beforeAll, expect, test } from "vitest";
import { isContention } from "../../../server/src/platform/database/connection-failure.ts";
import { connectDatabase } from "../../../server/src/platform/database/connect.ts";
import { createTestDatabase, type TestDatabase } from "../../support/database.ts";
import { logger } from "../database/real-database.ts";

let database: TestDatabase;
beforeAll(async () => {
  database = await createTestDatabase();
});
afterAll(() => database.drop());

test("T54 a connection that breaks in somebody's hands goes back to the pool, and giving it back later does no harm", async () => {
  const { applicationUrl: databaseUrl, ownerUrl: databaseOwnerUrl } = database;
  const pool = (await connectDatabase({ databaseUrl, databaseOwnerUrl, logger })).createPool({ size: 2 });
  for (let outage = 0; outage < 3; outage++) {
    const held = [await pool.connect(), await pool.connect()];
    const broken = held.map((client) => new Promise((resolve) => client.once("end", resolve)));
    await database.query(
      "select pg_terminate_backend(pid) from pg_stat_activity where usename = 'dossier_app' and datname = current_database()",
    );
    await Promise.all(broken);
    expect((await pool.query("select 1 as one")).rows).toEqual([{ one: 1 }]);
    for (const client of held) client.release();
  }
  const [first, second] = [await pool.connect(), await pool.connect()];
  expect(first).not.toBe(second);
  first.release();
  second.release();
  expect(pool).toMatchObject({ totalCount: 2, idleCount: 2, waitingCount: 0 });
  await pool.end();
});

test("T61 a table that is altered under a running server costs one try, not the statement", async () => {
  const { applicationUrl: databaseUrl, ownerUrl: databaseOwnerUrl } = database;
  const pool = (await connectDatabase({ databaseUrl, databaseOwnerUrl, logger })).createPool({ size: 1 });
  await database.query("create table altered (id integer)");
  await database.query("grant select on altered to dossier_app");
  const ask = () => pool.query("select * from altered where id = $1", [1]);
  for (let time = 0; time < 12; time += 1) await ask();
  await database.query("alter table altered add column name text");
  const failure: unknown = await ask().catch((error: unknown) => error);
  expect(isContention(failure)).toBe(true);
  expect((await ask()).fields.map(({ name }) => name)).toEqual(["id", "name"]);
  await pool.end();
});
