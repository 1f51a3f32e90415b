import { mkdir, mkdtemp, readFile, rename, rm, stat, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { Pool } from "pg";
import { afterAll, beforeAll, expect, test } from "vitest";
import { StartRefusal } from "../../../server/src/platform/database/start-refusal.ts";
import { openKey } from "../../../server/src/platform/key-file.ts";
import { createTestDatabase, type TestDatabase } from "../../support/database.ts";

const INSTALLATION = "0190f000-0000-7000-8000-000000000001";
const cell = { table: "customer", column: "personal", rowId: INSTALLATION };

let folder: string;
let path: string;
let database: TestDatabase;
let pool: Pool;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), "dossier-key-"));
  path = join(folder, "keys", "dossier.key");
  database = await createTestDatabase();
  pool = new Pool({ connectionString: database.applicationUrl });
});
afterAll(async () => {
  await pool.end();
  await database.drop();
  await rm(folder, { recursive: true, force: true });
});

async function refusal(): Promise<StartRefusal> {
  const error: unknown = await openKey(pool, path, INSTALLATION).catch((reason: unknown) => reason);
  if (error instanceof StartRefusal) return error;
  throw new Error("the key was opened, though it should have been refused");
}

test("DOS-2.1 of servers that start together on a new archive one makes the key; its owner alone may read it", async () => {
  const keys = await Promise.all(Array.from({ length: 4 }, () => openKey(pool, path, INSTALLATION)));
  expect(keys.filter(({ isNew }) => isNew)).toHaveLength(1);
  const sealed = keys[0]?.cipher.seal(cell, "13900001111") ?? Buffer.alloc(0);
  for (const { cipher } of keys) expect(cipher.open(cell, sealed)).toBe("13900001111");
  expect((await stat(path)).mode & 0o777).toBe(0o600);
});

test("DOS-2.1 a missing key is refused, never replaced by a new one", async () => {
  await rename(path, `${path}.copy`);
  const { english, chinese } = await refusal();
  expect(english).toContain(`${path} is missing`);
  expect(english).toContain("DOSSIER_KEY_FILE");
  expect(chinese).toContain("缺少密钥文件");
  await expect(stat(path)).rejects.toThrow("ENOENT");
  await rename(`${path}.copy`, path);
  expect((await openKey(pool, path, null)).isNew).toBe(false);
});

test("DOS-2.1 the key of another archive is refused", async () => {
  const right = await readFile(path);
  await writeFile(path, Buffer.alloc(32, 7).toString("base64"));
  expect((await refusal()).message).toMatch(/does not belong to this archive[^]*不属于本档案/);
  await writeFile(path, right);
});

test.each(["", "not a key at all", Buffer.alloc(31, 7).toString("base64")])(
  "DOS-2.1 a damaged key (%j) is refused",
  async (content) => {
    const right = await readFile(path);
    await writeFile(path, content);
    expect((await refusal()).message).toMatch(/is damaged[^]*已损坏/);
    await writeFile(path, right);
  },
);

test("DOS-2.1 a key that cannot be read, or written, is refused", async () => {
  await rename(path, `${path}.copy`);
  await mkdir(path);
  expect((await refusal()).message).toMatch(/cannot be read \(EISDIR\)[^]*无法读取/);
  await rm(path, { recursive: true });
  await rename(`${path}.copy`, path);

  const fresh = await createTestDatabase();
  const freshPool = new Pool({ connectionString: fresh.applicationUrl });
  const below = openKey(freshPool, join(path, "below.key"), INSTALLATION);
  await expect(below).rejects.toThrow(/cannot be (read|written) \(ENOTDIR\)/);
  await freshPool.end();
  await fresh.drop();
});
