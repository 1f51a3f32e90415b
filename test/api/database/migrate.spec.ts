import { beforeAll, describe, expect, it } from "vitest";
import { Migration } from "../../../server/node_modules/@mikro-orm/migrations/index.js";
import { getRollbackPlans, PgBoss } from "../../../server/node_modules/pg-boss/dist/index.js";
import { connectDatabase } from "../../../server/src/platform/database/connect.ts";
import { migrate } from "../../../server/src/platform/database/migrate.ts";
import { migrations } from "../../../server/src/migrations/index.ts";
import { searchQueryText, searchTermsAsked } from "../../../server/src/modules/customers/search-terms.ts";
import { createLogger } from "../../../server/src/platform/logger.ts";
import {
  type DatabaseUrls,
  logger,
  makeDatabase,
  query,
  type Running,
  startForFile,
} from "./real-database.ts";

class MakeTables extends Migration {
  override up(): void {
    this.addSql("create table customer (id int generated always as identity primary key, text text)");
    this.addSql("create table change (id int generated always as identity primary key, new text)");
    this.addSql("create table auth.session (token text)");
    this.addSql("create function greet() returns text language sql return '您好'");
  }
}

class AddPriority extends Migration {
  override up(): void {
    this.addSql("alter table customer add column priority int");
  }
}

class FailHalfWay extends Migration {
  override up(): void {
    this.addSql("create table half_done ()");
    this.addSql("select 1 / 0");
  }
}

let running: Running;
beforeAll(async () => {
  const [started, stop] = await startForFile();
  running = started;
  return stop;
});

const tablesOf = async ({ ownerUrl }: DatabaseUrls) =>
  (
    await query(ownerUrl, "select tablename from pg_tables where schemaname in ('public', 'auth') order by 1")
  ).map(({ tablename }) => tablename);

describe("T61 migrations", () => {
  it("of two servers that start together run once; the second waits and finds nothing to do", async () => {
    const database = await makeDatabase(running, "together");
    const task = { database, migrations: [MakeTables, AddPriority], logger };
    const outcomes = await Promise.all([migrate(task), migrate(task), migrate(task)]);
    expect(outcomes.toSorted((one, other) => other.length - one.length)).toEqual([
      ["MakeTables", "AddPriority"],
      [],
      [],
    ]);
    expect(await tablesOf(database)).toEqual(["change", "customer", "schema_migration", "session"]);
    expect(await query(database.ownerUrl, "select count(*)::int as count from pgboss.version")).toEqual([
      { count: 1 },
    ]);
  });

  it("of an earlier archive keep every customer as it was, and how it is found and listed", async () => {
    const database = await makeDatabase(running, "earlier");
    const listsTerms = migrations.findIndex(({ name }) => name === "2026-11-22-search-terms");
    await migrate({ database, migrations: migrations.slice(0, listsTerms), logger });
    await query(
      database.ownerUrl,
      `with made as (
         insert into customer (id, kind, lifecycle, name, search_terms, created_at, updated_at) values
           (gen_random_uuid(), 'INDIVIDUAL', 'LOST', '王小明', '{王,王小,小明,w,wa,wang,wangx,wangxm,wx,wxm}', now(), now()),
           (gen_random_uuid(), 'INDIVIDUAL', 'EXISTING', 'O''Neil \\', '{o,o''neil,\\\\}', now(), now())
         returning id)
       insert into customer_facts (customer_id) select id from made`,
    );
    await migrate({ database, migrations, logger });
    const found = (typed: string) =>
      query(
        database.applicationUrl,
        `select name, facts.lifecycle from customer join customer_facts facts on customer_id = customer.id
         where search_terms @@ '${searchQueryText(searchTermsAsked(typed)).replaceAll("'", "''")}'::tsquery`,
      );
    for (const typed of ["王", "小明", "wan", "wangxm", "wxm"])
      expect(await found(typed)).toEqual([{ name: "王小明", lifecycle: "LOST" }]);
    await query(database.applicationUrl, "update customer set lifecycle = 'EXISTING'");
    expect(await found("wxm")).toEqual([{ name: "王小明", lifecycle: "EXISTING" }]);
  });

  it("are refused by an older Dossier, in plain words, and nothing is changed", async () => {
    const database = await makeDatabase(running, "newer");
    await migrate({ database, migrations: [MakeTables, AddPriority], logger });
    const older = migrate({ database, migrations: [MakeTables], logger });
    await expect(older).rejects.toThrow(/used by a newer Dossier[^]*AddPriority[^]*已被更新版本/);
    await query(database.ownerUrl, "update pgboss.version set version = version + 1");
    const olderJobs = migrate({ database, migrations: [MakeTables, AddPriority], logger });
    await expect(olderJobs).rejects.toThrow(/newer Dossier[^]*pgboss/);
    expect(await tablesOf(database)).toEqual(["change", "customer", "schema_migration", "session"]);
  });

  it("run all or none: one that fails takes those before it back", async () => {
    const database = await makeDatabase(running, "failing");
    await expect(migrate({ database, migrations: [MakeTables, FailHalfWay], logger })).rejects.toThrow(
      "division by zero",
    );
    expect(await tablesOf(database)).toEqual(["schema_migration"]);
    expect(await migrate({ database, migrations: [MakeTables], logger })).toEqual(["MakeTables"]);
  });

  it("bring the tables of the jobs to the version that the code brings", async () => {
    const database = await makeDatabase(running, "jobs_upgraded");
    await migrate({ database, migrations: [], logger });
    const [fresh] = await query(database.ownerUrl, "select version from pgboss.version");
    await query(database.ownerUrl, getRollbackPlans("pgboss"));
    expect(await query(database.ownerUrl, "select version from pgboss.version")).not.toEqual([fresh]);
    await migrate({ database, migrations: [], logger });
    expect(await query(database.ownerUrl, "select version from pgboss.version")).toEqual([fresh]);
    expect(
      await query(database.ownerUrl, "select to_regclass('pgboss.job_common_i12') is not null as there"),
    ).toEqual([{ there: true }]);
  });
});

describe("DOS-2.2 the application's role", () => {
  it("works with the tables, only adds to the change log, and alters no schema", async () => {
    const database = await makeDatabase(running, "rights");
    await migrate({ database, migrations: [MakeTables], logger });
    const application = (statement: string) => query(database.applicationUrl, statement);
    await application("insert into customer (text) values ('灯罩碎了')");
    await application("update customer set text = '灯罩裂了'");
    await application("delete from customer");
    await application("insert into auth.session values ('t')");
    expect(await application("select greet() as words")).toEqual([{ words: "您好" }]);
    expect(await application("insert into change (new) values ('a') returning id")).toEqual([{ id: 1 }]);
    for (const statement of [
      "update change set new = 'b'",
      "delete from change",
      "truncate change",
      "drop table change",
      "delete from schema_migration",
      "drop table pgboss.job",
      "create table mine ()",
      "create table auth.mine ()",
    ]) {
      await expect(application(statement), statement).rejects.toThrow(/permission denied|must be owner/);
    }
  });

  it("sends and works jobs without being their tables' owner", async () => {
    const database = await makeDatabase(running, "jobs");
    await migrate({ database, migrations: [], logger });
    const jobs = new PgBoss({ connectionString: database.applicationUrl, schema: "pgboss", migrate: false });
    const errors: unknown[] = [];
    jobs.on("error", (error) => errors.push(error));
    await jobs.start();
    await jobs.createQueue("greet");
    const worked = new Promise((resolve) => {
      void jobs.work<{ name: string }>("greet", { pollingIntervalSeconds: 0.5 }, async ([job]) =>
        resolve(job?.data),
      );
    });
    await jobs.send("greet", { name: "王小明" });
    expect(await worked).toEqual({ name: "王小明" });
    await jobs.stop({ graceful: true });
    expect(errors).toEqual([]);
  });

  it("may be the owner where there is only one role, which is said", async () => {
    const { ownerUrl } = await makeDatabase(running, "one_role");
    const said: string[] = [];
    const listening = Object.assign(createLogger("warn"), {
      warn: (...words: unknown[]) => said.push(words.map(String).join(" ")),
    });
    const database = await connectDatabase({ databaseUrl: ownerUrl, logger: listening });
    expect(database.ownerIsApplication).toBe(true);
    expect(await migrate({ database, migrations: [MakeTables], logger: listening })).toEqual(["MakeTables"]);
    await query(database.applicationUrl, "insert into change (new) values ('a')");
    expect(said.join("\n")).toMatch(/DATABASE_OWNER_URL[^]*所有者/);
  });
});
