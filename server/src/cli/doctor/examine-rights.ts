import { stat } from "node:fs/promises";
import { migrations } from "../../migrations/index.ts";
import { checkRole } from "../../platform/database/database-checks.ts";
import { APPEND_ONLY, MIGRATION_TABLE } from "../../platform/database/grants.ts";
import { text } from "../../platform/language.ts";
import type { Connections, Examination } from "./examination.ts";

/** The change log rests on it: whoever owns a table, or is a superuser, alters everything. */
export const examineRole: Examination<Connections> = {
  name: text(
    "应用的数据库角色不是超级用户，也不是所有者",
    "The application's role is neither superuser nor owner",
  ),
  async look({ application }) {
    const warnings = await checkRole(application);
    return warnings.map(({ chinese: zh, english: en }) => ({ zh, en }));
  },
};

export const examineAppendOnly: Examination = {
  name: text("日志表只能追加", "Logs can only be added to"),
  async look({ application }) {
    const { rows } = await application.query<{ table: string; right: string }>(
      `select "table", "right" from unnest($1::text[]) as "table",
         unnest(array['update', 'delete', 'truncate', 'trigger', 'references']) as "right"
       where has_table_privilege(current_user, "table", "right") order by 1, 2`,
      [APPEND_ONLY],
    );
    const { rows: disabled } = await application.query<{ table: string; name: string }>(
      `select tgrelid::regclass::text as "table", tgname as name from pg_trigger
       where tgrelid = any($1::regclass[]::oid[]) and not tgisinternal
       union all select ev_class::regclass::text, rulename from pg_rewrite
       where ev_class = any($1::regclass[]::oid[])`,
      [APPEND_ONLY],
    );
    return [
      ...rows.map(({ table, right }) =>
        text(
          `应用角色可以对 ${table} 执行 ${right}。请以所有者身份运行 dossier migrate 收回权限。`,
          `The application's role may ${right} ${table}. Run dossier migrate as the owner, which takes that away.`,
        ),
      ),
      ...disabled.map(({ table, name }) =>
        text(
          `${table} 上有不属于 Dossier 的触发器或规则：${name}。`,
          `There is a trigger or rule on ${table} that is not Dossier's: ${name}.`,
        ),
      ),
    ];
  },
};

export const examineMigrations: Examination<Connections> = {
  name: text("数据库结构是当前版本", "The schema is this version's"),
  async look({ owner }) {
    const { rowCount: there } = await owner.query("select where to_regclass($1) is not null", [
      MIGRATION_TABLE,
    ]);
    const { rows } = there
      ? await owner.query<{ name: string }>(`select name from ${MIGRATION_TABLE}`)
      : { rows: [] };
    const ran = new Set(rows.map(({ name }) => name));
    const missing = migrations.filter(({ name }) => !ran.has(name)).map(({ name }) => name);
    return missing.length === 0
      ? []
      : [
          text(
            `尚未执行：${missing.join("、")}。请运行 dossier migrate 或重启服务器。`,
            `Not run yet: ${missing.join(", ")}. Run dossier migrate, or start the server again.`,
          ),
        ];
  },
};

export const examineChecksums: Examination = {
  name: text("数据库页校验和已开启", "The database checks its pages"),
  async look({ application }) {
    const { rows } = await application.query<{ on: string }>(
      "select current_setting('data_checksums') as on",
    );
    return rows[0]?.on === "on"
      ? []
      : [
          text(
            "数据库没有开启页校验和，磁盘损坏可能不被发现。可停库后用 pg_checksums --enable 开启。",
            "The database has no page checksums, so damage on the disk may go unnoticed. Stop it and run pg_checksums --enable.",
          ),
        ];
  },
};

export const examineKeyFile: Examination = {
  name: text("密钥文件只有所有者可读", "Only its owner reads the key file"),
  async look({ keyFile }) {
    if (process.platform === "win32") return [];
    const { mode } = await stat(keyFile);
    return (mode & 0o077) === 0
      ? []
      : [
          text(
            `其他用户可以读取 ${keyFile}。请执行 chmod 600。`,
            `Others may read ${keyFile}. Run chmod 600 on it.`,
          ),
        ];
  },
};

export const examineConnection: Examination = {
  name: text("到远程数据库的连接已加密", "The connection to a database elsewhere is encrypted"),
  async look({ application, applicationUrl }) {
    const { hostname } = new URL(applicationUrl);
    if (["", "localhost", "127.0.0.1", "[::1]"].includes(hostname) || hostname.startsWith("%2F")) return [];
    const { rows } = await application.query<{ ssl: boolean }>(
      "select ssl from pg_stat_ssl where pid = pg_backend_pid()",
    );
    return rows[0]?.ssl === true
      ? []
      : [
          text(
            `到 ${hostname} 的数据库连接没有加密。请在 DATABASE_URL 与 DATABASE_OWNER_URL 中加上 sslmode=verify-full。`,
            `The connection to the database at ${hostname} is not encrypted. Add sslmode=verify-full to DATABASE_URL and DATABASE_OWNER_URL.`,
          ),
        ];
  },
};
