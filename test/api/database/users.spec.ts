import { spawnSync } from "node:child_process";
import { chown, mkdir, rm, stat, symlink } from "node:fs/promises";
import { dirname, join } from "node:path";
import { describe, expect, it } from "vitest";
import { findPostgresBinaries } from "../../../server/src/platform/database/postgres-binaries.ts";
import { chooseAccount } from "../../../server/src/platform/database/postgres-account.ts";
import { reachableBinaries } from "../../../server/src/platform/database/postgres-place.ts";
import { isRoot, makeFolder, query, start, startedHolder } from "./real-database.ts";

/** A user without any right, there on every Linux; whether it may use this checkout depends on where that lies. */
const NOBODY = { uid: 65_534, gid: 65_534 };
const nobodyCanRunNode = isRoot && spawnSync(process.execPath, ["--version"], NOBODY).status === 0;

if (isRoot) {
  describe("DOS-2.2 started as root", () => {
    it("under a folder that only root may enter, the database lies elsewhere, says so, and is found again", async () => {
      const folder = join(await makeFolder(0o700), "data");
      const reachable = await makeFolder();
      const first = await start(folder, reachable);
      expect(first.postgres.dataLocation).toBe(join(reachable, first.dataFolder.installationId, "postgres"));
      expect((await stat(join(first.postgres.dataLocation, "PG_VERSION"))).isFile()).toBe(true);
      await query(first.postgres.ownerUrl, "create table kept ()");
      await first.stop();
      const second = await start(folder, reachable);
      expect(second.postgres.dataLocation).toBe(first.postgres.dataLocation);
      expect(await query(second.postgres.ownerUrl, "select from kept")).toEqual([]);
      await second.stop();
      await rm(first.postgres.dataLocation, { recursive: true });
      await expect(start(folder, reachable)).rejects.toThrow(/no longer there/);
    });

    it("programs that its account cannot reach are copied to where it can, once", async () => {
      const hidden = await makeFolder(0o700);
      const reachable = await makeFolder();
      const ours = findPostgresBinaries();
      await symlink(dirname(ours.folder), join(hidden, "package"));
      const binaries = { ...ours, folder: join(hidden, "package", "native") };
      const account = await chooseAccount(hidden);
      const copy = await reachableBinaries(binaries, account, reachable);
      expect(copy.folder).toBe(join(reachable, `postgresql-${binaries.version}`));
      const made = (await stat(copy.folder)).mtimeMs;
      expect(await reachableBinaries(binaries, account, reachable)).toEqual(copy);
      expect((await stat(copy.folder)).mtimeMs).toBe(made);
      const version = spawnSync(join(copy.folder, "bin", "postgres"), ["--version"], {
        ...account,
        encoding: "utf8",
      });
      expect(version.stdout).toContain("18.");
    });

    it("in a data folder of somebody else, it runs as that user, who can start it without root later", async () => {
      const folder = join(await makeFolder(), "data");
      await mkdir(folder, { mode: 0o700 });
      await chown(folder, NOBODY.uid, NOBODY.gid);
      const { postgres, stop } = await start(folder);
      expect((await stat(postgres.dataLocation)).uid).toBe(NOBODY.uid);
      await stop();
      for (const name of ["database.json", "installation.json", "lock"]) {
        expect((await stat(join(folder, name))).uid, name).toBe(NOBODY.uid);
      }
    });
  });
}

if (nobodyCanRunNode) {
  describe("DOS-2.2 started as a normal user", () => {
    it("everything lies in the data folder and belongs to that user, and root may take over", async () => {
      const base = await makeFolder();
      await chown(base, NOBODY.uid, NOBODY.gid);
      const folder = join(base, "data");
      const holder = await startedHolder(folder, NOBODY);
      expect(holder.location).toBe(join(folder, "postgres"));
      expect(await query(holder.applicationUrl, "select 1 as one")).toEqual([{ one: 1 }]);
      for (const path of [folder, holder.location, join(folder, "database.json")]) {
        expect((await stat(path)).uid, path).toBe(NOBODY.uid);
      }
      expect((await stat(folder)).mode & 0o777).toBe(0o700);
      await holder.stop();

      const { postgres, stop } = await start(folder);
      expect(postgres.isNew).toBe(false);
      expect(postgres.dataLocation).toBe(holder.location);
      await stop();
      const again = await startedHolder(folder, NOBODY);
      expect(again.location).toBe(holder.location);
      expect(await query(again.applicationUrl, "select 1 as one")).toEqual([{ one: 1 }]);
      await again.stop();
    });

    it("a folder that this user may not write to is refused in plain words", async () => {
      const base = await makeFolder();
      await expect(startedHolder(join(base, "data"), NOBODY)).rejects.toThrow(
        /cannot be opened \(EACCES\)[^]*无法打开/,
      );
    });
  });
}
