import { execFileSync } from "node:child_process";
import { readFile, rename, rm, stat, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { afterAll, describe, expect, it } from "vitest";
import {
  DataFolderInUse,
  findHolder,
  openDataFolder,
} from "../../../server/src/platform/database/data-folder.ts";
import { startEmbeddedPostgres } from "../../../server/src/platform/database/postgres-supervisor.ts";
import { createLogger } from "../../../server/src/platform/logger.ts";
import {
  isRoot,
  logger,
  makeFolder,
  makeUsedFolder,
  noProcessIsLeft,
  occupy,
  portOf,
  query,
  removeTemplate,
  start,
  startHolder,
  superuserUrl,
} from "./real-database.ts";

afterAll(removeTemplate);

describe("DOS-2.2 the built-in PostgreSQL starts", () => {
  it("on an empty folder, stops without a trace, and starts again with what it had", async () => {
    const folder = join(await makeFolder(), "data");
    const first = await start(folder);
    expect(first.postgres).toMatchObject({ isNew: true, dataLocation: join(folder, "postgres") });
    expect(first.postgres.state()).toBe("up");
    // As root its account must pass through; nobody else may even do that.
    expect((await stat(folder)).mode & 0o777).toBe(isRoot ? 0o710 : 0o700);
    expect((await stat(first.postgres.dataLocation)).mode & 0o777).toBe(0o700);
    await query(first.postgres.ownerUrl, "create table kept (name text)");
    await query(first.postgres.ownerUrl, "insert into kept values ($1)", ["王小明"]);
    const { applicationUrl, ownerUrl } = first.postgres;
    expect(await findHolder(folder)).toMatchObject({ pid: process.pid, applicationUrl, ownerUrl });
    await first.stop();
    await noProcessIsLeft(first.postgres.dataLocation);
    expect(await findHolder(folder)).toBeUndefined();

    const second = await start(folder);
    expect(second.postgres.isNew).toBe(false);
    expect(second.postgres.applicationUrl).toBe(applicationUrl);
    expect(second.dataFolder.installationId).toBe(first.dataFolder.installationId);
    expect(await query(second.postgres.ownerUrl, "select name from kept")).toEqual([{ name: "王小明" }]);
    await second.stop();

    // Moved as a whole, with the number of a living program in a stale postmaster.pid, and with its port taken.
    const moved = `${folder}-moved`;
    await rename(folder, moved);
    await writeFile(
      join(moved, "postgres", "postmaster.pid"),
      `${process.pid}\n${folder}/postgres\n1700000000\n`,
    );
    await occupy(portOf(applicationUrl));
    const third = await start(moved);
    expect(portOf(third.postgres.applicationUrl)).not.toBe(portOf(applicationUrl));
    expect(await findHolder(moved)).toMatchObject({ applicationUrl: third.postgres.applicationUrl });
    expect(await query(third.postgres.ownerUrl, "select name from kept")).toEqual([{ name: "王小明" }]);
  });

  it("with roles that can do no more than they need, and with everything that keeps data safe", async () => {
    const running = await start(await makeUsedFolder());
    const roles = await query(
      running.postgres.ownerUrl,
      `select rolname, rolsuper or rolcreaterole or rolcreatedb or rolreplication or rolbypassrls as mighty
       from pg_roles where rolname like 'dossier%' order by 1`,
    );
    expect(roles).toEqual([
      { rolname: "dossier_app", mighty: false },
      { rolname: "dossier_owner", mighty: false },
    ]);
    const application = running.postgres.applicationUrl;
    await expect(query(application, "create table mine ()")).rejects.toThrow(
      "permission denied for schema public",
    );
    await expect(query(application, "create schema mine")).rejects.toThrow("permission denied");
    await expect(query(application.replace(/\/dossier$/, "/postgres"), "select 1")).rejects.toThrow(
      "permission denied",
    );
    await expect(query(application.replace(/:[^:@]+@/, ":wrong@"), "select 1")).rejects.toThrow(
      "password authentication",
    );
    const settings = await query(
      application,
      `select name, setting from pg_settings where name = any($1) order by name`,
      [
        [
          "data_checksums",
          "fsync",
          "full_page_writes",
          "idle_in_transaction_session_timeout",
          "listen_addresses",
          "lock_timeout",
          "log_parameter_max_length",
          "log_parameter_max_length_on_error",
          "server_encoding",
          "statement_timeout",
          "synchronous_commit",
        ],
      ],
    );
    expect(Object.fromEntries(settings.map(({ name, setting }) => [name, setting]))).toEqual({
      data_checksums: "on",
      fsync: "on",
      full_page_writes: "on",
      idle_in_transaction_session_timeout: "30000",
      listen_addresses: "127.0.0.1",
      lock_timeout: "3000",
      log_parameter_max_length: "0",
      log_parameter_max_length_on_error: "0",
      server_encoding: "UTF8",
      statement_timeout: "5000",
      synchronous_commit: "on",
    });
    const [database] = await query(
      await superuserUrl(running, "dossier"),
      "select datlocprovider, datctype from pg_database where datname = 'dossier'",
    );
    expect(database).toEqual({ datlocprovider: "c", datctype: "C.UTF-8" });
    const owner = (await stat(running.postgres.dataLocation)).uid;
    expect(owner).not.toBe(0);
    const users = execFileSync("ps", ["-axwwo", "uid=,command="], { encoding: "utf8" })
      .split("\n")
      .filter(
        (line) => line.includes(`-D ${running.postgres.dataLocation} `) && !line.includes("postgres-keeper"),
      )
      .map((line) => Number.parseInt(line, 10));
    expect(users).toEqual([owner]);
    for (const name of ["database.json", "holder.json", "installation.json"]) {
      expect((await stat(join(running.dataFolder.path, name))).mode & 0o077, name).toBe(0);
    }
  });

  it("and refuses in plain words when its files are lost, instead of beginning with an empty archive", async () => {
    const folder = await makeUsedFolder();
    const { postgres, stop } = await start(folder);
    await stop();
    await rename(postgres.dataLocation, `${postgres.dataLocation}.elsewhere`);
    await expect(start(folder)).rejects.toThrow(/no longer there[^]*找不到了/);
    expect(await findHolder(folder)).toBeUndefined();

    await rename(`${postgres.dataLocation}.elsewhere`, postgres.dataLocation);
    await writeFile(join(postgres.dataLocation, "PG_VERSION"), "17\n");
    await expect(start(folder)).rejects.toThrow(/written by PostgreSQL 17[^]*备份/);
    await rm(join(folder, "database.json"));
    await expect(start(folder)).rejects.toThrow(/passwords is missing[^]*不见了/);
  });
});

describe("T28 the log of PostgreSQL", () => {
  it("never quotes a value that a statement carried", async () => {
    const lines: string[] = [];
    const dataFolder = await openDataFolder(await makeUsedFolder());
    const logger = createLogger("trace");
    const listen = (_fields: unknown, text: string) => lines.push(`${JSON.stringify(_fields)} ${text}`);
    Object.assign(logger, { debug: listen, info: listen, warn: listen, error: listen });
    const postgres = await startEmbeddedPostgres({ dataFolder, logger });
    await query(postgres.ownerUrl, "create table person (phone text unique, born date)");
    await query(postgres.ownerUrl, "insert into person values ($1)", ["13800001111"]);
    await expect(query(postgres.ownerUrl, "insert into person values ($1)", ["13800001111"])).rejects.toThrow(
      "duplicate",
    );
    await expect(
      query(postgres.ownerUrl, "insert into person (born) values ($1)", ["王小明-生日"]),
    ).rejects.toThrow("invalid");
    await expect(query(postgres.ownerUrl, "select '王小明-正文'::int")).rejects.toThrow("invalid");
    await postgres.stop();
    await dataFolder.close();
    const log = lines.join("\n");
    expect(log).toContain("ready to accept connections");
    expect(log).not.toMatch(/13800001111|王小明/);
  });
});

describe("DOS-2.1 a data folder has one holder", () => {
  it("and a second start says who holds it, since when and where", async () => {
    const folder = await makeFolder();
    const dataFolder = await openDataFolder(folder);
    await dataFolder.announce({ address: "http://127.0.0.1:4000" });
    const refusal = await startHolder(folder);
    expect(refusal).toContain(`pid ${process.pid}`);
    expect(refusal).toMatch(/since \d{4}-\d\d-\d\dT[^]*at http:\/\/127\.0\.0\.1:4000[^]*请先停掉它/);
    await expect(openDataFolder(folder)).rejects.toThrow(DataFolderInUse);
    await dataFolder.close();
    await (await openDataFolder(folder)).close();
  });

  it("and is not held by what the last one left, even when its number is alive again", async () => {
    const folder = await makeFolder();
    const dataFolder = await openDataFolder(folder);
    await dataFolder.close();
    const holder = {
      pid: process.pid,
      since: new Date(0).toISOString(),
      purpose: "server",
      ownerUrl: "postgres://nowhere",
    };
    await writeFile(join(folder, "holder.json"), JSON.stringify(holder));
    expect(await findHolder(folder)).toBeUndefined();
    await (await openDataFolder(folder)).close();
  });

  it("and of many that open it at once exactly one gets it", async () => {
    const folder = await makeFolder();
    const outcomes = await Promise.allSettled(Array.from({ length: 4 }, () => openDataFolder(folder)));
    const opened = outcomes.filter((outcome) => outcome.status === "fulfilled");
    expect(opened).toHaveLength(1);
    for (const { value } of opened) await value.close();
  });

  it("and a folder that cannot be made is refused in plain words", async () => {
    const file = join(await makeFolder(), "file");
    await writeFile(file, "");
    await expect(openDataFolder(file)).rejects.toThrow(/cannot be opened[^]*无法打开数据文件夹/);
    expect(await readFile(file, "utf8")).toBe("");
    expect(logger.level).toBe("silent");
  });
});
