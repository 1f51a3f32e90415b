import { beforeAll, describe, expect, it, onTestFinished } from "vitest";
import { MikroORM } from "../../../server/node_modules/@mikro-orm/postgresql/index.js";
import { connectDatabase } from "../../../server/src/platform/database/connect.ts";
import {
  isConnectionFailure,
  isContention,
} from "../../../server/src/platform/database/connection-failure.ts";
import { checkDatabase } from "../../../server/src/platform/database/database-checks.ts";
import { chooseFreePort } from "../../../server/src/platform/database/free-port.ts";
import {
  logger,
  makeDatabase,
  postmasterOf,
  query,
  type Running,
  startForFile,
  stateReached,
  superuserUrl,
} from "./real-database.ts";

let running: Running;
beforeAll(async () => {
  const [started, stop] = await startForFile();
  running = started;
  return stop;
});

const LIMITS = `select current_user as role, current_setting('application_name') as name,
  current_setting('statement_timeout') as statement, current_setting('lock_timeout') as lock,
  current_setting('idle_in_transaction_session_timeout') as idle`;
const EXPECTED = { role: "dossier_app", name: "dossier", statement: "5s", lock: "3s", idle: "30s" };

const failureOf = (work: Promise<unknown>) =>
  work.then(
    () => undefined,
    (error: unknown) => error,
  );

describe("T55 connections have limits", () => {
  it("in a pool of their own", async () => {
    const database = await connectDatabase({ embedded: running.postgres, logger });
    const pool = database.createPool({ size: 1, acquireTimeout: 100 });
    onTestFinished(() => pool.end());
    expect((await pool.query(LIMITS)).rows).toEqual([EXPECTED]);
    const taken = await pool.connect();
    expect(isConnectionFailure(await failureOf(pool.query("select 1")))).toBe(true);
    taken.release();
    expect((await pool.query("select 1 as one")).rows).toEqual([{ one: 1 }]);
  });

  it("in the mapper's, where a wait that is too long and a killed PostgreSQL are told apart", async () => {
    const { postgres } = running;
    await query(postgres.ownerUrl, "create table busy (); grant all on busy to dossier_app");
    const database = await connectDatabase({ embedded: postgres, logger });
    const orm = await MikroORM.init({
      ...database.ormOptions({ lockTimeout: 50 }),
      entities: [],
      discovery: { warnWhenNoEntities: false },
    });
    onTestFinished(() => orm.close(true));
    const connection = orm.em.getConnection();
    expect(await connection.execute(LIMITS)).toEqual([{ ...EXPECTED, lock: "50ms" }]);

    const pool = database.createPool();
    onTestFinished(() => pool.end());
    const locker = await pool.connect();
    await locker.query("begin; lock table busy in access exclusive mode");
    const waited = await failureOf(connection.execute("select from busy"));
    expect([isContention(waited), isConnectionFailure(waited)]).toEqual([true, false]);
    await locker.query("rollback");
    locker.release();

    const healed = stateReached(postgres, "up");
    const cut = failureOf(connection.execute("select pg_sleep(4)"));
    const superuser = await superuserUrl(running, "dossier");
    await expect
      .poll(() => query(superuser, "select 1 from pg_stat_activity where wait_event = 'PgSleep'"))
      .toHaveLength(1);
    process.kill(await postmasterOf(postgres.dataLocation), "SIGKILL");
    expect(isConnectionFailure(await cut)).toBe(true);
    await healed;
    expect(await connection.execute("select 1 as one")).toEqual([{ one: 1 }]);
  });
});

describe("DOS-2.2 a database is looked at before it is used", () => {
  it("and the built-in one has nothing to complain about", async () => {
    expect(await checkDatabase(running.postgres)).toEqual([]);
  });

  it("and one that cannot hold Chinese names is refused, in plain words", async () => {
    const urls = await makeDatabase(running, "narrow", "encoding 'SQL_ASCII' locale 'C'");
    await expect(checkDatabase(urls)).rejects.toThrow(/encoded as SQL_ASCII[^]*存不下全部中文姓名/);
  });

  it("and what a usable one lacks for Chinese is said", async () => {
    const urls = await makeDatabase(running, "plain", "encoding 'UTF8' locale 'C'");
    const codes = (await checkDatabase(urls)).map(({ code }) => code);
    expect(codes).toEqual(["CHINESE_NOT_CLASSIFIED", "CASE_NOT_FOLDED"]);
  });

  it("T67 and a role that could alter the change log is refused, or said where that was allowed or nothing else is there", async () => {
    const { ownerUrl } = running.postgres;
    const superuser = await superuserUrl(running, "dossier");
    const codesFor = async (applicationUrl: string, owner = ownerUrl, allowMightyRole = false) =>
      (await checkDatabase({ applicationUrl, ownerUrl: owner, allowMightyRole })).map(({ code }) => code);
    await expect(codesFor(superuser)).rejects.toThrow(/superuser[^]*ALLOW_MIGHTY_ROLE=on[^]*超级用户/);
    await expect(codesFor(superuser, superuser)).rejects.toThrow(/superuser/);
    await expect(codesFor(ownerUrl, superuser)).rejects.toThrow(/owns its tables/);
    expect(await codesFor(superuser, ownerUrl, true)).toEqual(["ROLE_TOO_MIGHTY"]);
    expect(await codesFor(ownerUrl)).toEqual(["ROLE_IS_OWNER"]);
  });

  it("and one that does not answer, or does not let us in, is named without its password", async () => {
    const { ownerUrl } = running.postgres;
    const wrong = ownerUrl.replace(/:[^:@/]+@/, ":not-the-password@");
    const nowhere = `postgres://dossier:secret-word@127.0.0.1:${await chooseFreePort()}/dossier`;
    for (const [url, words] of [
      [wrong, /does not let "dossier_owner" in[^]*拒绝/],
      [nowhere, /cannot be reached \(ECONNREFUSED\)[^]*连不上/],
    ] as const) {
      const refusal = await failureOf(
        checkDatabase({ applicationUrl: url, ownerUrl: url, patienceMilliseconds: 0 }),
      );
      expect(String(refusal)).toMatch(words);
      expect(String(refusal)).not.toMatch(/secret-word|not-the-password/);
    }
  });
});
