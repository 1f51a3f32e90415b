import { setTimeout as delay } from "node:timers/promises";
import { Client } from "pg";
import { isConnectionFailure } from "./connection-failure.ts";
import { errorCode, StartRefusal } from "./start-refusal.ts";

export interface DatabaseWarning {
  readonly code:
    | "CHINESE_NOT_CLASSIFIED"
    | "CASE_NOT_FOLDED"
    | "ROLE_TOO_MIGHTY"
    | "ROLE_IS_OWNER"
    | "CHINESE_NOT_INDEXED";
  readonly english: string;
  readonly chinese: string;
}

const OLDEST_VERSION = 150_000;
/** A database in another container may be started at the same time as we are. */
const CONNECT_PATIENCE = 30_000;

/** Refuses a database that cannot hold the archive; answers what a usable one still lacks. */
export async function checkDatabase(urls: {
  applicationUrl: string;
  ownerUrl: string;
  patienceMilliseconds?: number;
  /** Goes on with a role that could alter the change log, and says so. */
  allowMightyRole?: boolean;
}): Promise<DatabaseWarning[]> {
  const patience = urls.patienceMilliseconds ?? CONNECT_PATIENCE;
  const asOwner = await withClient(urls.ownerUrl, patience, async (client) => {
    await refuseOldOrForeignEncoding(client);
    return [...(await checkLetters(client)), ...(await checkIndex(client))];
  });
  const mighty = await withClient(urls.applicationUrl, patience, checkRole);
  const isOneRole = new URL(urls.applicationUrl).username === new URL(urls.ownerUrl).username;
  for (const { code, english, chinese } of mighty) {
    // Whoever gave one role only has no other to take: that is said at each start, and by the doctor.
    const isExcused = code === "ROLE_IS_OWNER" && isOneRole;
    if (!urls.allowMightyRole && !isExcused) {
      throw new StartRefusal({
        english: `${english} To go on as it is all the same, set ALLOW_MIGHTY_ROLE=on.`,
        chinese: `${chinese}若仍要照此运行，请设 ALLOW_MIGHTY_ROLE=on。`,
      });
    }
  }
  return [...asOwner, ...mighty];
}

async function refuseOldOrForeignEncoding(client: Client): Promise<void> {
  const { version, number, encoding } = await firstRow(
    client,
    `select current_setting('server_version') as version, current_setting('server_version_num')::int as number,
       pg_encoding_to_char(encoding) as encoding from pg_database where datname = current_database()`,
  );
  if (Number(number) < OLDEST_VERSION) {
    throw new StartRefusal({
      english: `The database is PostgreSQL ${String(version)}; Dossier needs 15 or newer. Upgrade it, or leave DATABASE_URL out to use the built-in one.`,
      chinese: `数据库是 PostgreSQL ${String(version)}，Dossier 需要 15 或更高版本。请升级，或不设 DATABASE_URL 而使用自带的数据库。`,
    });
  }
  if (encoding !== "UTF8") {
    throw new StartRefusal({
      english: `The database is encoded as ${String(encoding)}, which cannot hold every Chinese name. Create one with: CREATE DATABASE dossier ENCODING 'UTF8' LOCALE 'C.UTF-8' TEMPLATE template0`,
      chinese: `数据库的编码是 ${String(encoding)}，存不下全部中文姓名。请这样新建：CREATE DATABASE dossier ENCODING 'UTF8' LOCALE 'C.UTF-8' TEMPLATE template0`,
    });
  }
}

async function checkLetters(client: Client): Promise<DatabaseWarning[]> {
  const { letter, folded } = await firstRow(
    client,
    `select '王' ~ '^[[:alpha:]]$' as letter, lower('ÀÉ') = 'àé' and lower('ABC') = 'abc' as folded`,
  );
  const warnings: DatabaseWarning[] = [];
  if (letter !== true) {
    warnings.push({
      code: "CHINESE_NOT_CLASSIFIED",
      english:
        "This database does not know Chinese characters as letters (its LC_CTYPE is C): patterns and word searches on Chinese text find nothing there. Create the database with LOCALE 'C.UTF-8'.",
      chinese:
        "这个数据库不把汉字当作文字（LC_CTYPE 为 C）：对中文做模式匹配和分词搜索会查不到。请用 LOCALE 'C.UTF-8' 建库。",
    });
  }
  if (folded !== true) {
    warnings.push({
      code: "CASE_NOT_FOLDED",
      english:
        "This database does not fold the case of accented letters: É and é count as different in searches. Create the database with LOCALE 'C.UTF-8'.",
      chinese:
        "这个数据库不能统一带重音字母的大小写：搜索时 É 与 é 会被当作不同的字。请用 LOCALE 'C.UTF-8' 建库。",
    });
  }
  return warnings;
}

/** The search of the archive stands on arrays of one to three characters under a GIN index: does it find its own? */
async function checkIndex(client: Client): Promise<DatabaseWarning[]> {
  await client.query("begin");
  try {
    await client.query("create temporary table dossier_check (grams text[]) on commit drop");
    await client.query(
      "insert into dossier_check values (array['王', '小明', '王小明', '𠮷野']), (array['李', '李雷'])",
    );
    await client.query("create index on dossier_check using gin (grams)");
    await client.query("set local enable_seqscan = off");
    const { found } = await firstRow(
      client,
      "select count(*)::int as found from dossier_check where grams @> array['小明'] and grams @> array['𠮷野']",
    );
    if (found === 1) return [];
  } catch (error) {
    if (isConnectionFailure(error)) throw error;
    // 42501: this role may not make temporary tables. Then there is nothing to say about indexes.
    if (errorCode(error) === "42501") return [];
  } finally {
    await client.query("rollback");
  }
  return [
    {
      code: "CHINESE_NOT_INDEXED",
      english:
        "An index over Chinese text does not find what was put into it on this database: searching the archive would miss customers. Use the built-in PostgreSQL.",
      chinese: "在这个数据库上，中文索引查不回刚存入的内容：搜索档案时会漏掉客户。请改用自带的 PostgreSQL。",
    },
  ];
}

/** What the application's role may that it should not; the change log rests on that. */
export async function checkRole(client: Pick<Client, "query">): Promise<DatabaseWarning[]> {
  const { superuser, owns } = await firstRow(
    client,
    `select rolsuper as superuser,
       exists (select from pg_database where datname = current_database() and datdba = role.oid)
       or exists (select from pg_class join pg_namespace on pg_namespace.oid = relnamespace
                  where relowner = role.oid and nspname in ('public', 'auth', 'pgboss')) as owns
     from pg_roles role where rolname = current_user`,
  );
  if (superuser === true) {
    return [
      {
        code: "ROLE_TOO_MIGHTY",
        english:
          "Dossier signs in to the database as a superuser: a mistake or an attack could then read and change everything on that server. Give DATABASE_URL a role without rights of its own, and DATABASE_OWNER_URL the owner.",
        chinese:
          "Dossier 正以数据库超级用户登录：一旦出错或被攻击，该服务器上的全部数据都可能被读取和改动。请在 DATABASE_URL 中使用普通角色，在 DATABASE_OWNER_URL 中使用所有者。",
      },
    ];
  }
  if (owns !== true) return [];
  return [
    {
      code: "ROLE_IS_OWNER",
      english:
        "Dossier works with the role that owns its tables, so the change log could be altered through it. Give DATABASE_URL a role that owns nothing, and DATABASE_OWNER_URL the owner.",
      chinese:
        "Dossier 使用的角色就是数据表的所有者，变更记录因此可能被篡改。请在 DATABASE_URL 中使用不拥有任何对象的角色，在 DATABASE_OWNER_URL 中使用所有者。",
    },
  ];
}

async function firstRow(client: Pick<Client, "query">, statement: string): Promise<Record<string, unknown>> {
  const { rows } = await client.query<Record<string, unknown>>(statement);
  return rows[0] ?? {};
}

async function withClient<T>(
  url: string,
  patience: number,
  work: (client: Client) => Promise<T>,
): Promise<T> {
  const client = await connectPatiently(url, Date.now() + patience);
  try {
    return await work(client);
  } finally {
    await client.end();
  }
}

async function connectPatiently(url: string, deadline: number): Promise<Client> {
  for (;;) {
    const client = new Client({
      connectionString: url,
      application_name: "dossier",
      connectionTimeoutMillis: 5000,
    });
    client.on("error", () => undefined);
    try {
      await client.connect();
      return client;
    } catch (error) {
      await client.end().catch(() => undefined);
      if (!isConnectionFailure(error) || Date.now() > deadline) throw refusalFor(url, error);
      await delay(500);
    }
  }
}

/** Names the server, never the password. */
function refusalFor(url: string, error: unknown): StartRefusal {
  const { hostname, port, username, pathname } = new URL(url);
  const place = `${hostname}:${port === "" ? "5432" : port}${pathname}`;
  const code = errorCode(error) ?? "no answer";
  if (code === "3D000") {
    const name = decodeURIComponent(pathname.slice(1));
    return new StartRefusal(
      {
        english: `There is no database "${name}" at ${hostname}. Create it (CREATE DATABASE ${name} ENCODING 'UTF8' LOCALE 'C.UTF-8' TEMPLATE template0), or correct DATABASE_URL.`,
        chinese: `${hostname} 上没有名为“${name}”的数据库。请先新建（CREATE DATABASE ${name} ENCODING 'UTF8' LOCALE 'C.UTF-8' TEMPLATE template0），或更正 DATABASE_URL。`,
      },
      { cause: error },
    );
  }
  const isSignIn = code.startsWith("28");
  return new StartRefusal(
    {
      english: isSignIn
        ? `The database at ${place} does not let "${username}" in (${code}). Check name and password in DATABASE_URL and DATABASE_OWNER_URL.`
        : `The database at ${place} cannot be reached (${code}). Check that it runs, and that DATABASE_URL is right.`,
      chinese: isSignIn
        ? `${place} 上的数据库拒绝“${username}”登录（${code}）。请检查 DATABASE_URL 和 DATABASE_OWNER_URL 中的用户名和密码。`
        : `连不上 ${place} 上的数据库（${code}）。请确认它已启动，并检查 DATABASE_URL 是否正确。`,
    },
    { cause: error },
  );
}
