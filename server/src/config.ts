import { resolve } from "node:path";
import { homedir } from "node:os";
import { z } from "zod";

const flag = z.enum(["on", "off"]).transform((value) => value === "on");
const postgresUrl = z.url({
  protocol: /^postgres(ql)?$/,
  error: "must be a PostgreSQL address, e.g. postgres://user:password@host:5432/dossier",
});

const Settings = z.object({
  PORT: z.coerce.number({ error: "must be a port number" }).int().min(0).max(65_535).default(4000),
  HOST: z.string().min(1).default("127.0.0.1"),
  DATABASE_URL: postgresUrl.optional(),
  DATABASE_OWNER_URL: postgresUrl.optional(),
  DATA_DIR: z.string().min(1).default("./data"),
  DOSSIER_KEY_FILE: z.string().min(1).optional(),
  DOSSIER_ADMIN_EMAIL: z.email({ error: "must be an e-mail address" }).default("admin@dossier.local"),
  DOSSIER_ADMIN_PASSWORD: z.string().min(10, { error: "must have at least 10 characters" }).optional(),
  DEMO: flag.optional(),
  PUBLIC_URL: z
    .url({ protocol: /^https?$/, error: "must be an address such as https://dossier.example.cn" })
    .optional(),
  ALLOW_INSECURE_HOST: flag.default(false),
  LOG_LEVEL: z.enum(["trace", "debug", "info", "warn", "error", "fatal"]).default("info"),
  TZ_BUSINESS: z
    .string()
    .refine((zone) => Intl.supportedValuesOf("timeZone").includes(zone), {
      error: "must be a time zone such as Asia/Shanghai",
    })
    .default("Asia/Shanghai"),
});

/** Every setting, read once from the environment. README.md explains each. */
export interface Config {
  readonly port: number;
  readonly host: string;
  readonly databaseUrl: string | null;
  readonly databaseOwnerUrl: string | null;
  readonly dataDir: string;
  readonly keyFile: string | null;
  readonly adminEmail: string;
  readonly adminPassword: string | null;
  readonly demo: boolean;
  readonly publicUrl: string | null;
  readonly logLevel: string;
  readonly timeZone: string;
}

/** A setting is wrong; the message names it and says what it should be. */
export class ConfigError extends Error {}

/** Reads the settings; throws ConfigError naming every wrong one. */
export function readConfig(environment: Record<string, string | undefined>): Config {
  const given = Object.fromEntries(
    Object.entries(environment).filter(([, value]) => value !== undefined && value !== ""),
  );
  const parsed = Settings.safeParse(given);
  if (!parsed.success) {
    throw new ConfigError(
      parsed.error.issues.map((issue) => `${issue.path.join(".")}: ${issue.message}`).join("\n"),
    );
  }
  const settings = parsed.data;
  const dataDir = resolve(settings.DATA_DIR);
  const loopback = ["127.0.0.1", "::1", "localhost"].includes(settings.HOST);
  if (!loopback && !settings.PUBLIC_URL?.startsWith("https://") && !settings.ALLOW_INSECURE_HOST) {
    throw new ConfigError(
      "HOST: Dossier would be reachable from other machines without encryption. Put it behind https and set PUBLIC_URL to its https address, or set ALLOW_INSECURE_HOST=on if you accept that.",
    );
  }
  if (settings.DATABASE_OWNER_URL && !settings.DATABASE_URL) {
    throw new ConfigError(
      "DATABASE_OWNER_URL: set DATABASE_URL as well, or neither for the embedded database",
    );
  }
  const keyFile = settings.DOSSIER_KEY_FILE
    ? resolve(settings.DOSSIER_KEY_FILE.replace(/^~(?=\/)/, homedir()))
    : null;
  if (keyFile?.startsWith(`${dataDir}/`)) {
    throw new ConfigError(
      "DOSSIER_KEY_FILE: must not lie inside DATA_DIR, or a stolen copy of the data would bring its own key",
    );
  }
  return {
    port: settings.PORT,
    host: settings.HOST,
    databaseUrl: settings.DATABASE_URL ?? null,
    databaseOwnerUrl: settings.DATABASE_OWNER_URL ?? settings.DATABASE_URL ?? null,
    dataDir,
    keyFile,
    adminEmail: settings.DOSSIER_ADMIN_EMAIL.toLowerCase(),
    adminPassword: settings.DOSSIER_ADMIN_PASSWORD ?? null,
    demo: settings.DEMO ?? settings.DATABASE_URL === undefined,
    publicUrl: settings.PUBLIC_URL?.replace(/\/$/, "") ?? null,
    logLevel: settings.LOG_LEVEL,
    timeZone: settings.TZ_BUSINESS,
  };
}
