import { once } from "node:events";
import { createServer, type Server } from "node:net";
import { afterAll, describe, expect, it, onTestFinished } from "vitest";
import { connectDatabase } from "../../../server/src/platform/database/connect.ts";
import { isConnectionFailure } from "../../../server/src/platform/database/connection-failure.ts";
import { findProcesses } from "../../../server/src/platform/database/postgres-leftovers.ts";
import {
  logger,
  makeUsedFolder,
  noProcessIsLeft,
  parentOf,
  portOf,
  postmasterOf,
  query,
  removeTemplate,
  start,
  startedHolder,
  stateReached,
  superuserUrl,
} from "./real-database.ts";

afterAll(removeTemplate);

describe("G4 PostgreSQL is killed while the server runs", () => {
  it("and is started again; what was acknowledged is there, and the same pool works on", async () => {
    const running = await start(await makeUsedFolder());
    const { postgres } = running;
    await query(
      postgres.ownerUrl,
      "create table written (n int); grant select, insert on written to dossier_app",
    );
    const pool = (await connectDatabase({ embedded: postgres, logger })).createPool();
    onTestFinished(() => pool.end());
    await pool.query("insert into written values (1)");
    const cut = pool.query("select pg_sleep(4)").then(
      () => undefined,
      (error: unknown) => error,
    );

    const healed = stateReached(postgres, "up");
    process.kill(await postmasterOf(postgres.dataLocation), "SIGKILL");
    expect(await healed).toEqual(["down", "starting", "up"]);
    expect(isConnectionFailure(await cut)).toBe(true);
    await pool.query("insert into written values (2)");
    expect((await pool.query("select n from written order by n")).rows).toEqual([{ n: 1 }, { n: 2 }]);

    // A single session that is killed takes the others with it, but not the server, nor PostgreSQL itself.
    const [own] = await query(postgres.ownerUrl, "select pg_backend_pid() as pid");
    expect(own).toBeDefined();
    await query(
      await superuserUrl(running, "dossier"),
      "select pg_terminate_backend(pid) from pg_stat_activity where usename = 'dossier_app'",
    );
    await expect
      .poll(() =>
        pool.query("select 1").then(
          () => "well",
          () => "not yet",
        ),
      )
      .toBe("well");
    expect(postgres.state()).toBe("up");

    // So does the loss of the process that watches over it.
    const healedAgain = stateReached(postgres, "up");
    process.kill(parentOf(await postmasterOf(postgres.dataLocation)), "SIGKILL");
    expect(await healedAgain).toEqual(["down", "starting", "up"]);
    expect((await pool.query("select n from written order by n")).rows).toEqual([{ n: 1 }, { n: 2 }]);
  });

  it("and finds its port taken when it comes back: it moves, and the pools follow", async () => {
    const { postgres, dataFolder } = await start(await makeUsedFolder());
    const pool = (await connectDatabase({ embedded: postgres, logger })).createPool();
    onTestFinished(() => pool.end());
    await pool.query("select 1");
    const before = portOf(postgres.applicationUrl);
    let thief: Server | undefined;
    postgres.onStateChange((state) => {
      if (state === "down") thief ??= createServer().listen({ host: "127.0.0.1", port: before });
    });
    onTestFinished(() => void thief?.close());
    const healed = stateReached(postgres, "up");
    process.kill(await postmasterOf(postgres.dataLocation), "SIGKILL");
    await healed;
    expect(portOf(postgres.applicationUrl)).not.toBe(before);
    expect((await pool.query("select 1 as one")).rows).toEqual([{ one: 1 }]);
    expect(dataFolder.path).toBeDefined();
  });
});

describe("G3 the server is killed", () => {
  it("and PostgreSQL ends by itself; the next start has everything", async () => {
    const folder = await makeUsedFolder();
    const holder = await startedHolder(folder);
    await query(holder.applicationUrl, "create temporary table mine ()");
    expect(await findProcesses(holder.location)).not.toEqual([]);
    holder.process.kill("SIGKILL");
    await noProcessIsLeft(holder.location);
    const { postgres } = await start(folder);
    expect(postgres.isNew).toBe(false);
    expect(await query(postgres.applicationUrl, "select 1 as one")).toEqual([{ one: 1 }]);
  });

  it("together with what watches over PostgreSQL: the next start replaces the orphan", async () => {
    const folder = await makeUsedFolder();
    const holder = await startedHolder(folder);
    const orphan = await postmasterOf(holder.location);
    const keeper = parentOf(orphan);
    // Stopped first, so that it cannot notice the end of the server before it is killed itself.
    process.kill(keeper, "SIGSTOP");
    holder.process.kill("SIGKILL");
    await once(holder.process, "exit");
    process.kill(keeper, "SIGKILL");
    expect(await findProcesses(holder.location)).toContain(orphan);
    const { postgres } = await start(folder);
    expect(await postmasterOf(postgres.dataLocation)).not.toBe(orphan);
    expect(await findProcesses(postgres.dataLocation)).not.toContain(orphan);
    expect(await query(postgres.applicationUrl, "select 1 as one")).toEqual([{ one: 1 }]);
  });

  it("together with all but the sessions of PostgreSQL: the next start waits for none of them", async () => {
    const folder = await makeUsedFolder();
    const holder = await startedHolder(folder);
    const busy = query(holder.applicationUrl, "select pg_sleep(4)").catch((error: unknown) => error);
    const postmaster = await postmasterOf(holder.location);
    for (const pid of [parentOf(postmaster), postmaster]) process.kill(pid, "SIGKILL");
    holder.process.kill("SIGKILL");
    await once(holder.process, "exit");
    const { postgres } = await start(folder);
    expect(isConnectionFailure(await busy)).toBe(true);
    expect(await query(postgres.applicationUrl, "select 1 as one")).toEqual([{ one: 1 }]);
  });
});

describe("DOS-2.1 Ctrl-C in the terminal", () => {
  it("reaches the server alone: PostgreSQL stays until the server has finished with it", async () => {
    const holder = await startedHolder(await makeUsedFolder());
    const pid = holder.process.pid ?? 0;
    process.kill(-pid, "SIGINT");
    expect(await query(holder.applicationUrl, "select 1 as one")).toEqual([{ one: 1 }]);
    expect(await holder.stop()).toBe(0);
    expect(await findProcesses(holder.location)).toEqual([]);
  });
});
