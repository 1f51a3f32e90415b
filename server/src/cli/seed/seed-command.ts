import { Client } from "pg";
import type { Config } from "../../config.ts";
import { migrations } from "../../migrations/index.ts";
import { businessDay, now } from "../../platform/clock.ts";
import { migrate } from "../../platform/database/migrate.ts";
import { FILLING_SETTINGS } from "../../platform/database/postgres-settings.ts";
import { errorCode } from "../../platform/database/start-refusal.ts";
import { openKey } from "../../platform/key-file.ts";
import type { OpenDataKey } from "../../platform/keyring.ts";
import { text } from "../../platform/language.ts";
import { withDatabase, type OpenDatabase } from "../open-database.ts";
import type { Terminal } from "../terminal.ts";
import type { SeedTable } from "./copy-rows.ts";
import {
  countCustomers,
  fill,
  fillAnew,
  isFilledAnew,
  lockTables,
  prepareSession,
  readSurroundings,
  takeNumbers,
  tidyUp,
  type SeedSettings,
} from "./seed-database.ts";
import type { SeedThreadTask } from "./seed-messages.ts";
import { readSeedOptions, type TypedSeedOptions } from "./seed-options.ts";
import { planSeed, type SeedPlan, type SeedTask } from "./seed-plan.ts";
import { SeedReport } from "./seed-report.ts";

/** `dossier seed --customers N --complaints N`: fills the archive with invented customers, all of them or none. */
export async function seedArchive(
  config: Config,
  terminal: Terminal,
  typed: TypedSeedOptions,
): Promise<void> {
  const task = readSeedOptions(terminal, typed, businessDay(now(), config.timeZone));
  const report = new SeedReport(terminal, task);
  const interruption = new AbortController();
  const interrupt = () => interruption.abort(new Error("interrupted"));
  process.on("SIGINT", interrupt);
  process.on("SIGTERM", interrupt);
  try {
    await withDatabase(
      config,
      "dossier seed",
      async (open) => {
        const keys = await prepareArchive(config, open);
        const seeding = new Seeding(terminal, open, {
          task,
          add: typed.add,
          keys,
          timeZone: config.timeZone,
        });
        const settings = { signal: interruption.signal, tell: report.tell };
        report.finish(await seeding.run(settings));
      },
      FILLING_SETTINGS,
    );
  } catch (error) {
    throw interruption.signal.aborted ? interrupted(terminal) : error;
  } finally {
    process.off("SIGINT", interrupt);
    process.off("SIGTERM", interrupt);
  }
}

/** Brings the schema up to date where no server does it, and makes the key of an archive that is new. */
async function prepareArchive(
  config: Config,
  { database, logger, address, installationId }: OpenDatabase,
): Promise<readonly OpenDataKey[]> {
  if (address === null) await migrate({ database, migrations, logger });
  const pool = database.createPool({ size: 1 });
  try {
    return (await openKey(pool, config.keyFile, installationId ?? null)).keyring.keys;
  } finally {
    await pool.end();
  }
}

interface SeedOrder {
  readonly task: SeedTask;
  readonly add: boolean;
  readonly keys: readonly OpenDataKey[];
  readonly timeZone: string;
}

/** One run, in one transaction of one connection as the owner of the tables. */
class Seeding {
  readonly #terminal: Terminal;
  readonly #open: OpenDatabase;
  readonly #order: SeedOrder;

  constructor(terminal: Terminal, open: OpenDatabase, order: SeedOrder) {
    this.#terminal = terminal;
    this.#open = open;
    this.#order = order;
  }

  async run(settings: SeedSettings): Promise<Map<SeedTable, number>> {
    const client = await this.#connect();
    const { rows } = await client.query<{ pid: number }>("select pg_backend_pid() as pid");
    const cancel = () => void this.#cancel(rows[0]?.pid ?? 0).catch(() => undefined);
    settings.signal.addEventListener("abort", cancel);
    try {
      settings.signal.throwIfAborted();
      await prepareSession(client);
      const written = await this.#write(client, settings);
      // What is committed stays; whoever does not want to wait for the statistics gets them from autovacuum.
      await this.#tidyUp(client, settings).catch((error: unknown) => {
        if (!settings.signal.aborted) throw error;
      });
      return written;
    } finally {
      settings.signal.removeEventListener("abort", cancel);
      await client.end();
    }
  }

  async #tidyUp(client: Client, settings: SeedSettings): Promise<void> {
    const second = await this.#connect();
    try {
      await prepareSession(second);
      await tidyUp([client, second], settings);
    } finally {
      await second.end();
    }
  }

  async #write(client: Client, settings: SeedSettings): Promise<Map<SeedTable, number>> {
    const { task } = this.#order;
    const plan = planSeed(task);
    const { own, all } = await countCustomers(client);
    this.#refuseUnasked(own);
    const anew = isFilledAnew(task, all);
    if (anew && this.#open.address !== null) throw this.#refuseBesideServer(this.#open.address, all);
    // Beside others the numbers are taken first and at once, so that nobody waits for theirs.
    const taken = anew ? null : await inTransaction(client, () => this.#takeNumbers(client, plan));
    return inTransaction(client, async () => {
      if (anew) {
        await this.#lock(client);
        this.#refuseUnasked((await countCustomers(client)).own);
      }
      const numbers = taken ?? (await this.#takeNumbers(client, plan));
      const { keys, timeZone } = this.#order;
      const thread: SeedThreadTask = {
        plan,
        keys,
        timeZone,
        ...numbers,
        ...(await readSurroundings(client)),
      };
      return anew ? fillAnew(client, thread, settings) : fill(client, thread, new Set(), settings);
    });
  }

  async #takeNumbers(client: Client, plan: SeedPlan) {
    const { customers, complaints } = plan.task;
    return {
      firstCustomer: await takeNumbers(client, "customer_number", customers),
      firstOrder: await takeNumbers(client, "order_number", plan.ordersBefore[customers] ?? 0),
      firstComplaint: await takeNumbers(client, "complaint_number", complaints),
    };
  }

  async #lock(client: Client): Promise<void> {
    try {
      await lockTables(client);
    } catch (error) {
      if (errorCode(error) === "55P03") {
        throw this.#terminal.refuse(
          text(
            "数据库正被别的程序使用。请先停掉连接它的 Dossier 服务，再重试。",
            "Something else is at work on the database. Stop the Dossier servers that use it, and try again.",
          ),
        );
      }
      if (errorCode(error) === "42501") {
        throw this.#terminal.refuse(
          text(
            "填充数据需要数据表所有者的权限。请用 DATABASE_OWNER_URL 指明所有者。",
            "Filling the archive needs the owner of its tables. Name that role with DATABASE_OWNER_URL.",
          ),
        );
      }
      throw error;
    }
  }

  #refuseUnasked(onFile: number): void {
    if (onFile === 0 || this.#order.add) return;
    throw this.#terminal.refuse(
      text(
        `档案中已有 ${onFile} 位客户。为免把虚构的客户混进真实档案，没有写入任何数据。确实要添加，请加上 --add。`,
        `There are ${onFile} customers on file. Lest invented ones get among real ones, nothing was written. To add to them all the same, give --add.`,
      ),
    );
  }

  #refuseBesideServer(address: string, onFile: number): Error {
    return this.#terminal.refuse(
      text(
        `Dossier 正在运行（${address}）。一次添加 ${onFile} 位以上的客户会长时间锁住数据表，请先停掉服务再重试。`,
        `Dossier is running at ${address}. Adding as many customers as are on file (${onFile}) or more locks the tables for long. Stop it first, and try again.`,
      ),
    );
  }

  async #connect(): Promise<Client> {
    const client = new Client({
      connectionString: this.#open.database.ownerUrl,
      application_name: "dossier seed",
      keepAlive: true,
    });
    // A break is told by the statement that it hits.
    client.on("error", () => undefined);
    await client.connect();
    return client;
  }

  async #cancel(pid: number): Promise<void> {
    const other = await this.#connect();
    await other.query("select pg_cancel_backend($1)", [pid]);
    await other.end();
  }
}

async function inTransaction<Answer>(client: Client, work: () => Promise<Answer>): Promise<Answer> {
  await client.query("begin");
  try {
    const answer = await work();
    await client.query("commit");
    return answer;
  } catch (error) {
    await client.query("rollback").catch(() => undefined);
    throw error;
  }
}

function interrupted(terminal: Terminal): Error {
  return terminal.refuse(
    text("已中断，没有写入任何数据。", "Interrupted. Nothing was written: the archive is as it was."),
  );
}
