import { homedir } from "node:os";
import { join, resolve } from "node:path";
import { expect, test } from "vitest";
import { ConfigError, readConfig } from "./config.ts";

function refusal(environment: Record<string, string>): string[] {
  try {
    readConfig(environment);
  } catch (error) {
    if (error instanceof ConfigError) return error.message.split("\n").slice(1);
    throw error;
  }
  return [];
}

test("DOS-2.1 without any setting Dossier runs on this machine alone, with its own database", () => {
  expect(readConfig({ PORT: "", HOST: " " })).toEqual({
    allowMightyRole: false,
    port: 4000,
    host: "127.0.0.1",
    databaseUrl: null,
    databaseOwnerUrl: null,
    dataDir: resolve("data"),
    keyFile: null,
    adminEmail: "admin@dossier.local",
    adminPassword: null,
    demo: true,
    publicUrl: null,
    logLevel: "info",
    webConcurrency: 1,
    rateLimit: 60_000,
    operationSeconds: 10,
    timeZone: "Asia/Shanghai",
  });
});

test("DOS-2.1 every setting is read", () => {
  const DATABASE_URL = "postgres://app:a%40b@db.example:5433/dossier";
  expect(
    readConfig({
      PORT: "0",
      HOST: "0.0.0.0",
      DATABASE_URL,
      DATA_DIR: "~/archive",
      DOSSIER_KEY_FILE: "~/keys/dossier.key",
      DOSSIER_ADMIN_EMAIL: "Boss@Dossier.example",
      DOSSIER_ADMIN_PASSWORD: "correct horse",
      DEMO: "on",
      PUBLIC_URL: "https://dossier.example/",
      LOG_LEVEL: "debug",
      WEB_CONCURRENCY: "4",
      RATE_LIMIT: "9000",
      OPERATION_SECONDS: "30",
      TZ_BUSINESS: "Asia/Urumqi",
      ALLOW_MIGHTY_ROLE: "on",
    }),
  ).toEqual({
    allowMightyRole: true,
    port: 0,
    host: "0.0.0.0",
    databaseUrl: DATABASE_URL,
    databaseOwnerUrl: DATABASE_URL,
    dataDir: join(homedir(), "archive"),
    keyFile: join(homedir(), "keys", "dossier.key"),
    adminEmail: "boss@dossier.example",
    adminPassword: "correct horse",
    demo: true,
    publicUrl: "https://dossier.example",
    logLevel: "debug",
    webConcurrency: 4,
    rateLimit: 9000,
    operationSeconds: 30,
    timeZone: "Asia/Urumqi",
  });
  expect(readConfig({ DATABASE_URL }).demo).toBe(false);
});

test("DOS-2.1 every wrong setting is named at once, with what it should be, and no value is repeated", () => {
  const wrong = {
    PORT: "65536",
    HOST: "0.0.0.0",
    DATABASE_OWNER_URL: "mysql://owner:hunter2hunter2@db.example/dossier",
    DOSSIER_KEY_FILE: "./data/keys/dossier.key",
    DOSSIER_ADMIN_EMAIL: "nobody",
    DOSSIER_ADMIN_PASSWORD: "hunter2",
    DEMO: "yes",
    LOG_LEVEL: "loud",
    TZ_BUSINESS: "Shanghai",
    PUBLIC_URL: "http://dossier.example/path",
  };
  const lines = refusal(wrong);
  for (const name of Object.keys(wrong)) {
    expect(lines.filter((line) => line.startsWith(`  ${name} `), name)).not.toEqual([]);
  }
  expect(lines.join("\n")).not.toContain("hunter2");
  for (const line of lines) expect(line).toMatch(/^ {2}[A-Z_]+ [a-z].*\p{Script=Han}.*。$/u);
});

test.each(["4000x", "-1", "1e3", "0x10", "65536"])("DOS-2.1 PORT=%s is no port", (PORT) => {
  expect(refusal({ PORT })).toEqual([expect.stringMatching(/^ {2}PORT must be a port number/)]);
});

test.each([
  "postgres://app@db.example",
  "dossier",
  "postgres://app@db.example/",
  "postgres://app:p#ss@db.example/dossier",
])("DOS-2.2 DATABASE_URL=%s is no address of a database", (DATABASE_URL) => {
  expect(refusal({ DATABASE_URL })).toEqual([expect.stringContaining("must be a PostgreSQL address")]);
});

test("T63 the key may not lie inside the data folder, wherever either of them is", () => {
  expect(refusal({ DATA_DIR: homedir() })).toEqual([expect.stringContaining("must not lie inside DATA_DIR")]);
  expect(refusal({ DATA_DIR: "/srv/dossier", DOSSIER_KEY_FILE: "/srv/dossier/../dossier/key" })).toHaveLength(
    1,
  );
  expect(refusal({ DATA_DIR: "/srv/dossier", DOSSIER_KEY_FILE: "/srv/dossier.key" })).toEqual([]);
  expect(refusal({ DATA_DIR: "/srv/dossier", DOSSIER_KEY_FILE: "/srv/dossier/..key" })).toHaveLength(1);
});
