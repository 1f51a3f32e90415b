import { hash } from "node:crypto";
import { sql } from "kysely";
import { now } from "../../../platform/clock.ts";
import {
  claimKey,
  forgetKey,
  keepRecord,
  readEarlier,
  type KeyedRequest,
} from "../../../platform/idempotency.ts";
import { newId } from "../../../platform/ids.ts";
import type { RequestContext } from "../../../platform/request.ts";
import type { CustomerKind } from "../../customers/customer.entity.ts";
import { Import, ImportSource } from "../import.entity.ts";
import { listFieldHeadings } from "../import-fields.queries.ts";
import { ImportState } from "../import-state.ts";
import { askForWorkOf } from "../import-work.ts";
import { readSpreadsheet, type SpreadsheetReading } from "../reading/read-spreadsheet.ts";
import type { SpreadsheetLayout } from "../reading/spreadsheet-layout.ts";
import { SpreadsheetRefusal } from "../reading/refusals.ts";
import { storeBatch } from "../taking-in/store-batch.ts";
import { recordImportStep } from "./record-import-step.ts";

export interface ReceivedFile {
  readonly name: string;
  readonly bytes: Uint8Array;
  readonly sheet?: string | undefined;
  /** Although the same file was taken in before. */
  readonly again: boolean;
  readonly idempotencyKey?: string | undefined;
}

/** The same file was taken in before. */
export class DuplicateImport extends Error {
  readonly earlier: { readonly id: string; readonly number: string };

  constructor(earlier: { id: string; number: string }) {
    super("the same file was taken in before");
    this.earlier = earlier;
  }
}

export interface ReceivedImport {
  readonly id: string;
  readonly number: string;
  /** Ends when the file has been read; fails with the refusal of a file that turned out bad on the way. */
  readonly read: Promise<void>;
}

const LONGEST_NAME = 200;
/** What is taken in as one: small enough for little memory, large enough for few round trips. */
const ROWS_A_BATCH = 600;

/**
 * Takes a file over: looks at how it is laid out, and begins to put its rows away, sealed. Throws SpreadsheetRefusal
 * for what is no spreadsheet, DuplicateImport for one that was here before. The bytes are gone for the caller.
 */
export async function receiveFile(context: RequestContext, file: ReceivedFile): Promise<ReceivedImport> {
  const fileHash = hash("sha256", file.bytes, "buffer");
  const fileSize = file.bytes.byteLength;
  const request = keyedRequest(file, fileHash);
  const earlier = await readEarlier(context, request);
  const same = earlier && "recordId" in earlier ? await findImport(context, earlier.recordId) : undefined;
  if (same) return { ...same, read: Promise.resolve() };
  const known = await findEarlier(context, fileHash);
  if (known && !file.again) throw new DuplicateImport(known);
  const reading = await readSpreadsheet(file.bytes, {
    ...(file.sheet === undefined ? {} : { sheet: file.sheet }),
    fields: await listFieldHeadings(context),
  });
  try {
    const made = await makeImport(context, file, { fileHash, fileSize, request }, reading.layout);
    const read = putAway(context, made.id, reading);
    // Whoever does not wait for it must not end the process.
    read.catch(() => undefined);
    return { ...made, read };
  } catch (error) {
    await reading.close();
    throw error;
  }
}

/** Of two uploads of one file at the same moment the second finds the first. */
async function makeImport(
  context: RequestContext,
  file: ReceivedFile,
  {
    fileHash,
    fileSize,
    request,
  }: { readonly fileHash: Buffer; readonly fileSize: number; readonly request: KeyedRequest },
  layout: SpreadsheetLayout,
): Promise<{ id: string; number: string }> {
  return context.em.fork().transactional(async (em) => {
    await claimKey({ ...context, em }, request, context);
    await sql`select pg_advisory_xact_lock(hashtextextended(${fileHash.toString("hex")}, 0))`.execute(
      em.getKysely(),
    );
    const earlier = await findEarlier({ ...context, em }, fileHash);
    if (earlier && !file.again) throw new DuplicateImport(earlier);
    const made = em.create(Import, {
      id: newId(),
      source: ImportSource.FILE,
      state: ImportState.READING,
      fileName: [...file.name].slice(0, LONGEST_NAME).join(""),
      fileSize,
      fileHash,
      format: layout.format.toUpperCase(),
      encoding: layout.encoding,
      sheetName: layout.sheet,
      sheetNames: layout.sheets.map(({ name }) => name),
      title: layout.title,
      headerRow: layout.headerRow,
      columns: layout.columns,
      customerKind: layout.kind as CustomerKind,
      duplicateOfId: earlier?.id ?? null,
      createdById: context.actor?.staffId ?? null,
      createdAt: now(),
      workerSeenAt: now(),
    });
    await em.flush();
    await keepRecord({ ...context, em }, request, made.id);
    await recordImportStep({ ...context, em }, made, "uploadImport");
    return { id: made.id, number: made.number };
  });
}

async function findEarlier(
  context: RequestContext,
  fileHash: Buffer,
): Promise<{ id: string; number: string } | undefined> {
  const { rows } = await sql<{ id: string; number: string }>`
    select id, number from import
    where file_hash = ${fileHash} and state not in (${ImportState.REVERTED}, ${ImportState.DISCARDED}, ${ImportState.FAILED})
    order by id desc limit 1`.execute(context.em.getKysely());
  return rows[0];
}

const UPLOAD = "uploadImport";

function keyedRequest({ name, sheet, again, idempotencyKey }: ReceivedFile, fileHash: Buffer): KeyedRequest {
  const input = { name, sheet, again, fileHash: fileHash.toString("hex") };
  return { operation: UPLOAD, input, idempotencyKey };
}

async function findImport(
  context: RequestContext,
  id: string,
): Promise<{ id: string; number: string } | undefined> {
  const { rows } = await sql<{ id: string; number: string }>`
    select id, number from import where id = ${id}`.execute(context.em.getKysely());
  return rows[0];
}

/** Seals the rows away as they come; the reading thread goes no faster than they are stored. */
async function putAway(
  context: RequestContext,
  importId: string,
  reading: SpreadsheetReading,
): Promise<void> {
  let batchNumber = 0;
  let total = 0;
  try {
    for await (const { rows } of reading.rows()) {
      for (let start = 0; start < rows.length; start += ROWS_A_BATCH) {
        batchNumber += 1;
        const batch = rows.slice(start, start + ROWS_A_BATCH);
        await storeBatch({ ...context, em: context.em.fork() }, importId, batchNumber, batch);
      }
      total += rows.length;
    }
    if (total === 0) throw new SpreadsheetRefusal("NO_ROWS");
    const { HEADER_AGAIN, TOTAL, REMARK } = reading.skipped ?? {};
    const skipped = [HEADER_AGAIN, TOTAL, REMARK].reduce((sum, kind) => sum + (kind?.count ?? 0), 0);
    await sql`
      update import
      set state = ${ImportState.CHECKING}, version = version + 1, rows_total = ${total}, rows_done = 0,
        skipped_rows = ${skipped}, worker_seen_at = null
      where id = ${importId} and state = ${ImportState.READING}`.execute(context.em.fork().getKysely());
    await askForWorkOf({ ...context, em: context.em.fork() }, importId);
  } catch (error) {
    await giveUp(context, importId, error);
    throw error;
  } finally {
    await reading.close();
  }
}

/** Leaves no half-read file behind: its rows go, and the import says why. */
async function giveUp(context: RequestContext, importId: string, error: unknown): Promise<void> {
  const failure =
    error instanceof SpreadsheetRefusal
      ? { code: error.code, details: error.details }
      : { code: "READING_INTERRUPTED" };
  if (!(error instanceof SpreadsheetRefusal))
    context.logger.error({ error, importId }, "a file could not be read to its end");
  await context.em.fork().transactional(async (em) => {
    const kysely = em.getKysely();
    await sql`delete from import_batch where import_id = ${importId}`.execute(kysely);
    await sql`
      update import set state = ${ImportState.FAILED}, version = version + 1, failure = ${JSON.stringify(failure)}::jsonb
      where id = ${importId}`.execute(kysely);
  });
}

/** Takes back an import whose file was refused while its sender still waits: there is nothing to look at. */
export async function forgetRefused(context: RequestContext, importId: string): Promise<void> {
  await sql`delete from import where id = ${importId} and state = ${ImportState.FAILED}`.execute(
    context.em.fork().getKysely(),
  );
  await forgetKey(context, UPLOAD, importId);
}
