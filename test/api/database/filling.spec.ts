import { appendFile } from "node:fs/promises";
import { join } from "node:path";
import { Client } from "pg";
import { afterAll, describe, expect, it, onTestFinished } from "vitest";
import { FILLING_SETTINGS } from "../../../server/src/platform/database/postgres-settings.ts";
import { makeUsedFolder, postmasterOf, query, removeTemplate, start, stateReached } from "./real-database.ts";

afterAll(removeTemplate);

const startToFill = async (folder: string) => start(folder, undefined, onTestFinished, FILLING_SETTINGS);

async function setting(url: string, name: string): Promise<unknown> {
  return (await query(url, `select current_setting('${name}') as value`))[0]?.value;
}

describe("DOS-4.1 the built-in PostgreSQL is started to be filled", () => {
  it("and writes rows once: killed in between they are all gone, killed afterwards all there", async () => {
    const { postgres } = await startToFill(await makeUsedFolder());
    expect(await setting(postgres.ownerUrl, "wal_level")).toBe("minimal");
    for (const name of ["fsync", "full_page_writes", "synchronous_commit"])
      expect(await setting(postgres.ownerUrl, name)).toBe("on");
    await query(postgres.ownerUrl, "create table filled (n integer primary key)");
    const fill = async (last: string): Promise<Client> => {
      const client = new Client(postgres.ownerUrl);
      client.on("error", () => undefined);
      onTestFinished(async () => client.end().catch(() => undefined));
      await client.connect();
      await client.query(`begin; alter table filled drop constraint filled_pkey; truncate filled`);
      await client.query("insert into filled select generate_series(1, 200000)");
      await client.query(`alter table filled add primary key (n)${last}`);
      return client;
    };
    const kill = async () => {
      const healed = stateReached(postgres, "up");
      process.kill(await postmasterOf(postgres.dataLocation), "SIGKILL");
      await healed;
    };
    const content = () =>
      query(
        postgres.ownerUrl,
        "select count(*)::integer as rows, coalesce(sum(n), 0)::bigint::text as sum from filled",
      );

    await fill("");
    await kill();
    expect(await content()).toEqual([{ rows: 0, sum: "0" }]);
    await fill("; commit");
    await kill();
    expect(await content()).toEqual([{ rows: 200_000, sum: "20000100000" }]);
    expect(await query(postgres.ownerUrl, "select n from filled where n = 123456")).toEqual([{ n: 123_456 }]);
  });

  it("but as always where its log is archived, which needs the whole log", async () => {
    const folder = await makeUsedFolder();
    await appendFile(
      join(folder, "postgres", "postgresql.conf"),
      "archive_mode = on\narchive_command = 'true'\n",
    );
    const { postgres } = await startToFill(folder);
    expect(await setting(postgres.ownerUrl, "wal_level")).toBe("replica");
    expect(await setting(postgres.ownerUrl, "archive_mode")).toBe("on");
  });
});
