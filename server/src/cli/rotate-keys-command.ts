import { resolve } from "node:path";
import type { Pool } from "pg";
import { readConfig, type Config } from "../config.ts";
import { migrations } from "../migrations/index.ts";
import { migrate } from "../platform/database/migrate.ts";
import { changeKeyFile, openKey } from "../platform/key-file.ts";
import { rotateFieldKey, RotationUnderWay, type RotationResult } from "../platform/key-rotation.ts";
import { text } from "../platform/language.ts";
import { convertLegacyChanges } from "../platform/legacy-changes.ts";
import { withDatabase, type OpenDatabase } from "./open-database.ts";
import type { Terminal } from "./terminal.ts";

export interface TypedRotationOptions {
  readonly keyFile?: string;
  readonly fast: boolean;
  readonly destroyAfter: string;
}

const LONGEST_KEPT_DAYS = 3650;

/** `dossier rotate-keys`: another key for all data, or another key file, while servers go on. */
export async function rotateKeys(
  config: Config,
  terminal: Terminal,
  options: TypedRotationOptions,
): Promise<void> {
  const destroyAfterDays = readDays(terminal, options.destroyAfter);
  const newKeyFile = options.keyFile === undefined ? null : readPath(options.keyFile);
  await withDatabase(config, "dossier rotate-keys", async (open) => {
    if (open.address === null) await migrate({ ...open, migrations });
    const pool = open.database.createPool({ size: 1, statementTimeout: 0 });
    try {
      if (newKeyFile === null)
        await rotate({ config, terminal, open, pool, fast: options.fast, destroyAfterDays });
      else await changeFile({ config, terminal, pool }, newKeyFile);
    } finally {
      await pool.end();
    }
  });
}

function readDays(terminal: Terminal, typed: string): number {
  const days = Number(typed);
  if (/^\d+$/.test(typed) && days >= 1 && days <= LONGEST_KEPT_DAYS) return days;
  throw terminal.refuse(
    text(
      `--destroy-after 应为 1 到 ${LONGEST_KEPT_DAYS} 的天数。`,
      `--destroy-after takes a number of days from 1 to ${LONGEST_KEPT_DAYS}.`,
    ),
  );
}

/** A file is named from where the command was called, whatever folder it runs in. */
function readPath(typed: string): string {
  const named = resolve(process.env["INIT_CWD"] ?? ".", typed);
  // The same rules hold for it as for the setting: never inside DATA_DIR.
  return readConfig({ ...process.env, DOSSIER_KEY_FILE: named }).keyFile ?? named;
}

interface Surroundings {
  readonly config: Config;
  readonly terminal: Terminal;
  readonly open: OpenDatabase;
  readonly pool: Pool;
}

async function rotate({
  config,
  terminal,
  open: { database, logger, installationId },
  pool,
  fast,
  destroyAfterDays,
}: Surroundings & { readonly fast: boolean; readonly destroyAfterDays: number }): Promise<void> {
  const key = await openKey(pool, config.keyFile, installationId ?? null);
  if (key.hasChangesToConvert) await convertLegacyChanges(database, key.cipher, logger);
  const interruption = new AbortController();
  const interrupt = () => interruption.abort(new Error("interrupted"));
  process.on("SIGINT", interrupt);
  process.on("SIGTERM", interrupt);
  try {
    const result = await rotateFieldKey(database.applicationUrl, {
      keyring: key.keyring,
      wrapping: key.wrapping,
      fast,
      destroyAfterDays,
      signal: interruption.signal,
      tellWaiting: (seconds) =>
        terminal.progress(
          text(
            `新密钥已生成，等待各服务器读取，还需 ${seconds} 秒`,
            `The new key is made. Every server reads it within ${seconds} s`,
          ),
        ),
      tell: ({ done, total, perSecond, secondsLeft }) =>
        terminal.progress(
          text(
            `重新加密 ${done} / ${total}，每秒 ${Math.round(perSecond)} 条，约剩 ${Math.ceil(secondsLeft)} 秒`,
            `Encrypting anew ${done} / ${total}, ${Math.round(perSecond)} a second, ${Math.ceil(secondsLeft)} s left`,
          ),
        ),
    });
    tellResult(terminal, result, destroyAfterDays);
  } catch (error) {
    throw interruption.signal.aborted ? interrupted(terminal) : inWords(terminal, error);
  } finally {
    process.off("SIGINT", interrupt);
    process.off("SIGTERM", interrupt);
  }
}

function tellResult(
  terminal: Terminal,
  { keyId, rewritten, damaged, destroyed }: RotationResult,
  destroyAfterDays: number,
): void {
  terminal.say(
    text(
      `已用新密钥（编号 ${keyId}）重新加密全部内容，本次处理 ${rewritten} 条。`,
      `Everything is encrypted with the new key (number ${keyId}); this run did ${rewritten} values.`,
    ),
  );
  if (destroyed.length > 0) {
    const numbers = destroyed.join(", ");
    terminal.say(
      text(
        `已销毁停用超过 ${destroyAfterDays} 天的密钥：${numbers}。`,
        `Keys out of use for more than ${destroyAfterDays} days were destroyed: ${numbers}.`,
      ),
    );
  }
  if (damaged > 0) {
    throw terminal.refuse(
      text(
        `${damaged} 条内容无法打开，未作改动；为便于修复，旧密钥均予保留。请检查密钥与备份。`,
        `${damaged} values do not open and were left as they are; no old key was destroyed, since one may yet help. Check the key file and the backup.`,
      ),
    );
  }
}

function interrupted(terminal: Terminal): Error {
  return terminal.refuse(
    text(
      "已中断。已处理的内容保持有效，再次运行会从中断处继续。",
      "Interrupted. What is done stays; run it again and it goes on from there.",
    ),
  );
}

function inWords(terminal: Terminal, error: unknown): unknown {
  if (!(error instanceof RotationUnderWay)) return error;
  return terminal.refuse(text("已有一次密钥更换正在进行。", "A rotation of the keys is under way already."));
}

async function changeFile(
  { config, terminal, pool }: Omit<Surroundings, "open">,
  newPath: string,
): Promise<void> {
  const { path, outcome } = await changeKeyFile(pool, { chosenPath: config.keyFile, newPath });
  terminal.say(
    outcome === "CHANGED"
      ? text(
          `本档案的密钥现由 ${newPath} 保护。`,
          `The keys of this archive are wrapped with ${newPath} now.`,
        )
      : text(
          `本档案的密钥已由 ${newPath} 保护。`,
          `The keys of this archive were wrapped with ${newPath} before.`,
        ),
  );
  terminal.say(
    text(
      `请另存备份，并在每台服务器上用它替换 ${path}（或设置 DOSSIER_KEY_FILE）：下次启动只认新文件，正在运行的服务不受影响。更换前的数据备份仍需旧文件才能打开。`,
      `Keep a copy of it elsewhere, and put it in the place of ${path} on every server (or set DOSSIER_KEY_FILE): the next start opens with it only; servers that run go on. Copies of the data from before the change still open with the old file only.`,
    ),
  );
}
