import { homedir } from "node:os";
import { isAbsolute, join, relative, resolve } from "node:path";
import { z } from "zod";

/** What a setting should be, in both languages. */
const say = (english: string, chinese: string) => `${english} ${chinese}`;

const flag = z
  .enum(["on", "off"], { error: say("must be on or off.", "只能是 on 或 off。") })
  .transform((value) => value === "on");

const port = z
  .string()
  .refine((value) => /^\d{1,5}$/.test(value) && Number(value) <= 65_535, {
    error: say(
      "must be a port number from 0 to 65535; 0 picks a free one.",
      "应为 0 到 65535 的端口号，0 表示自动选择空闲端口。",
    ),
  })
  .transform(Number);

const postgresUrl = z
  .string()
  .refine(
    (value) =>
      /^postgres(ql)?:$/.test(urlOf(value)?.protocol ?? "") && (urlOf(value)?.pathname ?? "").length > 1,
    {
      error: say(
        "must be a PostgreSQL address such as postgres://user:password@host:5432/dossier; a password with @ : / or # in it must be percent-encoded.",
        "应为 PostgreSQL 地址，例如 postgres://user:password@host:5432/dossier；密码中的 @ : / # 需写成百分号编码。",
      ),
    },
  );

const publicUrl = z
  .string()
  .refine((value) => /^https?:$/.test(urlOf(value)?.protocol ?? "") && urlOf(value)?.pathname === "/", {
    error: say(
      "must be the address that people type, such as https://dossier.example.cn, without a path.",
      "应为用户访问的地址，例如 https://dossier.example.cn，不带路径。",
    ),
  })
  .transform((value) => new URL(value).origin);

const levels = ["trace", "debug", "info", "warn", "error", "fatal"] as const;

const Settings = z.object({
  PORT: port.default(4000),
  HOST: z.string().default("127.0.0.1"),
  DATABASE_URL: postgresUrl.optional(),
  DATABASE_OWNER_URL: postgresUrl.optional(),
  DATA_DIR: z.string().default("./data"),
  DOSSIER_KEY_FILE: z.string().optional(),
  DOSSIER_ADMIN_EMAIL: z
    .email({ error: say("must be an e-mail address.", "应为邮箱地址。") })
    .default("admin@dossier.local"),
  DOSSIER_ADMIN_PASSWORD: z
    .string()
    .min(10, { error: say("must have at least 10 characters.", "至少 10 个字符。") })
    .max(200, { error: say("must have at most 200 characters.", "最多 200 个字符。") })
    .optional(),
  DEMO: flag.optional(),
  PUBLIC_URL: publicUrl.optional(),
  ALLOW_INSECURE_HOST: flag.default(false),
  ALLOW_MIGHTY_ROLE: flag.default(false),
  LOG_LEVEL: z
    .enum(levels, {
      error: say(`must be one of ${levels.join(", ")}.`, `只能是 ${levels.join("、")} 之一。`),
    })
    .default("info"),
  WEB_CONCURRENCY: z
    .string()
    .regex(/^([1-9]|1[0-6])$/, {
      error: say("must be a number of processes from 1 to 16.", "应为 1 到 16 的进程数。"),
    })
    .transform(Number)
    .default(1),
  RATE_LIMIT: z
    .string()
    .regex(/^[1-9]\d{2,8}$/, {
      error: say(
        "must be points a minute, from 100 to 999999999.",
        "应为每分钟的额度，从 100 到 999999999。",
      ),
    })
    .transform(Number)
    .default(60_000),
  OPERATION_SECONDS: z
    .string()
    .regex(/^([1-9]|[1-5]\d|60)$/, {
      error: say("must be a number of seconds from 1 to 60.", "应为 1 到 60 的秒数。"),
    })
    .transform(Number)
    .default(10),
  TZ_BUSINESS: z
    .string()
    .refine((zone) => Intl.supportedValuesOf("timeZone").includes(zone), {
      error: say("must be a time zone such as Asia/Shanghai.", "应为时区名，例如 Asia/Shanghai。"),
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
  /** Works although DATABASE_URL names a superuser, or the owner beside another one. */
  readonly allowMightyRole: boolean;
  readonly logLevel: string;
  /** How many processes answer behind the one port. */
  readonly webConcurrency: number;
  /** Points that each caller may spend in a minute, over all processes. */
  readonly rateLimit: number;
  /** When an operation of the graph is given up. */
  readonly operationSeconds: number;
  readonly timeZone: string;
}

/** Settings are wrong; the message names each of them, says what it should be, and repeats no value. */
export class ConfigError extends Error {
  constructor(problems: readonly string[]) {
    super(
      `These settings are wrong. 以下设置有误：\n${problems.map((problem) => `  ${problem}`).join("\n")}`,
    );
  }
}

/** Reads the settings; throws ConfigError naming every wrong one. */
export function readConfig(environment: Record<string, string | undefined>): Config {
  const given = Object.fromEntries(
    Object.entries(environment).filter(([, value]) => value !== undefined && value.trim() !== ""),
  );
  const parsed = Settings.safeParse(given);
  const wrong = parsed.error?.issues.map((issue) => `${issue.path.join(".")} ${issue.message}`) ?? [];
  const problems = [...wrong, ...contradictions(given)];
  if (!parsed.success || problems.length > 0) throw new ConfigError(problems);
  const settings = parsed.data;
  return {
    port: settings.PORT,
    host: settings.HOST,
    databaseUrl: settings.DATABASE_URL ?? null,
    databaseOwnerUrl: settings.DATABASE_OWNER_URL ?? settings.DATABASE_URL ?? null,
    dataDir: folderOf(settings.DATA_DIR),
    keyFile: settings.DOSSIER_KEY_FILE ? folderOf(settings.DOSSIER_KEY_FILE) : null,
    adminEmail: settings.DOSSIER_ADMIN_EMAIL.toLowerCase(),
    adminPassword: settings.DOSSIER_ADMIN_PASSWORD ?? null,
    demo: settings.DEMO ?? settings.DATABASE_URL === undefined,
    publicUrl: settings.PUBLIC_URL ?? null,
    allowMightyRole: settings.ALLOW_MIGHTY_ROLE,
    logLevel: settings.LOG_LEVEL,
    webConcurrency: settings.WEB_CONCURRENCY,
    rateLimit: settings.RATE_LIMIT,
    operationSeconds: settings.OPERATION_SECONDS,
    timeZone: settings.TZ_BUSINESS,
  };
}

/** Settings that are right by themselves, but not together. */
function contradictions(given: Record<string, string | undefined>): string[] {
  const problems: string[] = [];
  const { HOST: host = "127.0.0.1", DATA_DIR: dataDir = "./data" } = given;
  const encrypted = urlOf(given["PUBLIC_URL"])?.protocol === "https:";
  if (
    !["127.0.0.1", "::1", "localhost"].includes(host) &&
    !encrypted &&
    given["ALLOW_INSECURE_HOST"] !== "on"
  ) {
    problems.push(
      say(
        "HOST lets other machines in, without encryption. Put Dossier behind https and set PUBLIC_URL to its https address, or set ALLOW_INSECURE_HOST=on if you accept that.",
        "允许其他机器访问，但没有加密。请配置 https 并把 PUBLIC_URL 设为 https 地址；若接受此风险，请设 ALLOW_INSECURE_HOST=on。",
      ),
    );
  }
  if (given["DATABASE_OWNER_URL"] && !given["DATABASE_URL"]) {
    problems.push(
      say(
        "DATABASE_OWNER_URL stands alone: set DATABASE_URL as well, or neither for the built-in database.",
        "不能单独设置：请同时设置 DATABASE_URL，或都不设而使用自带的数据库。",
      ),
    );
  }
  const keyFile = given["DOSSIER_KEY_FILE"];
  if (isInside(folderOf(dataDir), keyFile ? folderOf(keyFile) : join(homedir(), ".config", "dossier"))) {
    problems.push(
      say(
        "DOSSIER_KEY_FILE must not lie inside DATA_DIR, or a stolen copy of the data would bring its own key.",
        "不能放在 DATA_DIR 之内，否则数据被盗时密钥也一并泄露。",
      ),
    );
  }
  return problems;
}

function isInside(folder: string, path: string): boolean {
  const way = relative(folder, path);
  return !isAbsolute(way) && way.split(/[\\/]/)[0] !== "..";
}

/** Shells expand ~ only where they see it first. */
function folderOf(path: string): string {
  return resolve(path.replace(/^~(?=\/|$)/, homedir()));
}

function urlOf(value: string | undefined): URL | null {
  return value !== undefined && URL.canParse(value) ? new URL(value) : null;
}
