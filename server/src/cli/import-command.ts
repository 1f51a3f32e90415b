import { readFile, stat } from "node:fs/promises";
import { basename, resolve } from "node:path";
import { setTimeout as pause } from "node:timers/promises";
import type { Config } from "../config.ts";
import { discardImport } from "../modules/imports/commands/discard-import.ts";
import { DuplicateImport, receiveFile } from "../modules/imports/commands/receive-file.ts";
import { startImport } from "../modules/imports/commands/start-import.ts";
import { failureText } from "../modules/imports/import-failure.ts";
import { ImportState } from "../modules/imports/import-state.ts";
import { workOnImport } from "../modules/imports/import-work.ts";
import { watchImport } from "../modules/imports/import.queries.ts";
import type { ImportNumbers } from "../modules/imports/planning/import-numbers.ts";
import { LARGEST_FILE_MEGABYTES } from "../modules/imports/reading/open-spreadsheet.ts";
import { refusalText, SpreadsheetRefusal } from "../modules/imports/reading/refusals.ts";
import { globalId } from "../platform/ids.ts";
import { text, type Text } from "../platform/language.ts";
import { mutate } from "../platform/mutate.ts";
import type { RequestContext } from "../platform/request.ts";
import { withArchive, type OpenArchive } from "./open-archive.ts";
import type { Terminal } from "./terminal.ts";

export interface ImportOptions {
  readonly sheet?: string;
  readonly dryRun: boolean;
  readonly again: boolean;
}

const LOOK_EVERY = 250;

/** `dossier import FILE`: looks at the file, tells what it comes to, and takes it in. */
export async function importFile(
  config: Config,
  terminal: Terminal,
  path: string,
  options: ImportOptions,
): Promise<void> {
  const bytes = await readBytes(terminal, path);
  await withArchive(config, "dossier import", async (archive) => {
    const context = workingAlone(archive.newContext());
    const received = await receive(context, terminal, { name: basename(path), bytes, ...options });
    await received.read.catch(() => undefined);
    const checked = await follow(archive, context, terminal, received.id, [ImportState.READY]);
    tellNumbers(terminal, checked.counts, text("将会导入", "This will come in"));
    const input = { importId: globalId("Import", received.id), expectedVersion: checked.version };
    if (options.dryRun) {
      await mutate(context, { operation: "discardImport" }, (scope) => discardImport(scope, input));
      terminal.say(text("只是试算，没有写入任何数据。", "This was a dry run; nothing was written."));
      return;
    }
    const outcome = await mutate(context, { operation: "startImport" }, (scope) => startImport(scope, input));
    if (!outcome.done) throw terminal.refuse(outcome.errors[0]?.message ?? "");
    const done = await follow(archive, context, terminal, received.id, [ImportState.FINISHED]);
    terminal.say(
      text(
        `${received.number} 已完成：新客户 ${done.counts.newCustomers} 位，新订单 ${done.counts.newOrders} 个。`,
        `${received.number} is finished: ${done.counts.newCustomers} new customers, ${done.counts.newOrders} new orders.`,
      ),
    );
    tellWhatIsLeft(terminal, archive.address, received.number, done.counts);
  });
}

/** The command does the work itself, whether a server runs or not; nobody has to be told about it. */
function workingAlone(context: RequestContext): RequestContext {
  return { ...context, jobs: { ...context.jobs, send: async () => undefined } };
}

async function readBytes(terminal: Terminal, path: string): Promise<Uint8Array> {
  // A file is named from where the command was called, whatever folder it runs in.
  const file = resolve(process.env["INIT_CWD"] ?? ".", path);
  try {
    const { size } = await stat(file);
    if (size > LARGEST_FILE_MEGABYTES * 1024 * 1024)
      throw new SpreadsheetRefusal("FILE_TOO_LARGE", { limit: LARGEST_FILE_MEGABYTES });
    return await readFile(file);
  } catch (error) {
    if (error instanceof SpreadsheetRefusal) throw inWords(terminal, error);
    const code = error instanceof Error && "code" in error ? String(error.code) : "";
    throw terminal.refuse(
      code === "ENOENT"
        ? text(`没有这个文件：${file}`, `There is no such file: ${file}`)
        : text(`无法读取文件：${file}（${code}）`, `The file cannot be read: ${file} (${code})`),
    );
  }
}

async function receive(
  context: RequestContext,
  terminal: Terminal,
  file: Parameters<typeof receiveFile>[1],
): ReturnType<typeof receiveFile> {
  try {
    return await receiveFile(context, file);
  } catch (error) {
    if (error instanceof SpreadsheetRefusal) throw inWords(terminal, error);
    if (!(error instanceof DuplicateImport)) throw error;
    const { number } = error.earlier;
    throw terminal.refuse(
      text(
        `这个文件已经导入过（${number}）。确实要再导入一次，请加上 --again。`,
        `This file was taken in before (${number}). To take it in once more, add --again.`,
      ),
    );
  }
}

function inWords(terminal: Terminal, refusal: SpreadsheetRefusal): Error {
  return terminal.refuse(refusalText(refusal.code, terminal.language, refusal.details));
}

/** Works on the import, or watches another worker do so, until it comes to one of the states. */
async function follow(
  archive: OpenArchive,
  context: RequestContext,
  terminal: Terminal,
  importId: string,
  until: readonly ImportState[],
) {
  for (;;) {
    const working = workOnImport(archive.importWork, importId);
    const work = { ended: false };
    void working
      .finally(() => {
        work.ended = true;
      })
      .catch(() => undefined);
    do {
      const now = await watchImport(context, importId);
      if (!now) throw terminal.refuse(text("这次导入已经不在了。", "This import is gone."));
      if (until.includes(now.state)) {
        await working;
        return now;
      }
      if (now.failed) throw terminal.refuse(failureText(now.failed, terminal.language));
      if (now.state === ImportState.DISCARDED)
        throw terminal.refuse(text("这次导入已被放弃。", "This import was thrown away."));
      terminal.progress(progressText(now.state, now.progress));
      await pause(LOOK_EVERY);
    } while (!work.ended);
    await working;
  }
}

function progressText(
  state: ImportState,
  progress: {
    rowsDone: number;
    rowsTotal: number | null;
    rowsPerSecond: number | null;
    secondsLeft: number | null;
  },
): Text {
  const { rowsDone, rowsTotal, rowsPerSecond, secondsLeft } = progress;
  const of = rowsTotal === null ? "" : ` / ${rowsTotal}`;
  const checking = state !== ImportState.RUNNING;
  return text(
    `${checking ? "检查" : "导入"} ${rowsDone}${of} 行${rowsPerSecond === null ? "" : `，每秒 ${rowsPerSecond} 行`}${secondsLeft === null ? "" : `，约剩 ${secondsLeft} 秒`}`,
    `${checking ? "Checking" : "Taking in"} ${rowsDone}${of} rows${rowsPerSecond === null ? "" : `, ${rowsPerSecond} a second`}${secondsLeft === null ? "" : `, ${secondsLeft} s left`}`,
  );
}

function tellNumbers(terminal: Terminal, counts: ImportNumbers, title: Text): void {
  const lines: readonly (readonly [Text, number])[] = [
    [text("数据行", "Rows"), counts.rows],
    [text("新客户", "New customers"), counts.newCustomers],
    [text("其中潜在客户", "Of them without a deal"), counts.potentialCustomers],
    [text("新订单", "New orders"), counts.newOrders],
    [text("补全的资料项", "Fields filled"), counts.filledFields],
    [text("新备注", "New notes"), counts.newNotes],
    [text("已有的行", "Rows known already"), counts.knownRows],
    [text("待确认的变更", "Values to decide"), counts.proposals],
    [text("有问题的行", "Rows with problems"), counts.problemRows],
    [text("跳过的行", "Rows skipped"), counts.skippedRows],
  ];
  terminal.say(title);
  for (const [label, number] of lines)
    terminal.say(`  ${String(number).padStart(9)}  ${label[terminal.language]}`);
}

function tellWhatIsLeft(
  terminal: Terminal,
  address: string | null,
  number: string,
  { problemRows, proposals }: ImportNumbers,
): void {
  if (problemRows === 0 && proposals === 0) return;
  const where = address === null ? `/imports/${number}` : `${address}/imports/${number}`;
  terminal.say(
    text(
      `还有 ${problemRows} 行有问题、${proposals} 项变更待确认。请在控制台处理：${where}`,
      `Rows with problems: ${problemRows}. Values that wait for a decision: ${proposals}. Deal with them in the console: ${where}`,
    ),
  );
}
