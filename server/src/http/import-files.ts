import type { FastifyInstance, FastifyReply, FastifyRequest } from "fastify";
import { DuplicateImport, forgetRefused, receiveFile } from "../modules/imports/commands/receive-file.ts";
import { problemsAsSpreadsheet } from "../modules/imports/commands/download-problems.ts";
import { refusalText, SpreadsheetRefusal } from "../modules/imports/reading/refusals.ts";
import { globalId } from "../platform/ids.ts";
import { text } from "../platform/language.ts";
import type { RequestContext } from "../platform/request.ts";
import { admit, atWork, contextOf, firstOf, idempotencyKeyOf, tellReplayed } from "./admitted.ts";
import type { Edge } from "./edge.ts";
import { errorBody, notFoundBody } from "./request-errors.ts";

const BODY_LIMIT = 100 * 1024 * 1024;
/** Up to here a file is read while its sender waits, so that a refusal reaches the sender at once. */
const SMALL_FILE = 2 * 1024 * 1024;

interface UploadParameters {
  name?: string | string[];
  sheet?: string | string[];
  again?: string | string[];
}

/** `/files/imports`: a spreadsheet comes in as plain bytes, the rows that could not be taken in go out as one. */
export async function serveImportFiles(fastify: FastifyInstance, edge: Edge): Promise<void> {
  await fastify.register(async (files) => {
    files.addContentTypeParser(
      "application/octet-stream",
      { parseAs: "buffer", bodyLimit: BODY_LIMIT },
      (_request, body, done) => done(null, body),
    );
    files.route<{ Querystring: UploadParameters }>({
      method: "POST",
      url: "/files/imports",
      bodyLimit: BODY_LIMIT,
      preParsing: (request, reply) => admit(edge, "import:upload", request, reply),
      handler: (request, reply) => atWork(edge, request, () => upload(request, reply)),
    });
    files.route<{ Params: { number: string } }>({
      method: "GET",
      url: "/files/imports/:number/problems.xlsx",
      preParsing: (request, reply) => admit(edge, "import:list", request, reply, { stepUp: true }),
      handler: (request, reply) => atWork(edge, request, () => download(request, reply)),
    });
  });
}

async function upload(request: FastifyRequest<{ Querystring: UploadParameters }>, reply: FastifyReply) {
  const context = contextOf(request);
  const name = firstOf(request.query.name) ?? "";
  const sheet = firstOf(request.query.sheet);
  const bytes = request.body instanceof Buffer ? request.body : Buffer.alloc(0);
  const size = bytes.byteLength;
  try {
    const received = await receiveFile(context, {
      name: name.trim() === "" ? "客户档案表" : name,
      bytes,
      sheet: sheet === "" ? undefined : sheet,
      again: firstOf(request.query.again) === "true",
      idempotencyKey: idempotencyKeyOf(request),
    });
    tellReplayed(request, reply);
    if (size <= SMALL_FILE) await waitUntilRead(context, received);
    return await reply
      .code(201)
      .send({ import: { id: globalId("Import", received.id), number: received.number } });
  } catch (error) {
    if (error instanceof DuplicateImport) return reply.code(409).send(duplicateBody(request, error));
    if (!(error instanceof SpreadsheetRefusal)) throw error;
    const message = {
      zh: refusalText(error.code, "zh", error.details),
      en: refusalText(error.code, "en", error.details),
    };
    return reply.code(422).send(errorBody(request, error.code, message));
  }
}

async function waitUntilRead(
  context: RequestContext,
  received: { readonly id: string; readonly read: Promise<void> },
): Promise<void> {
  try {
    await received.read;
  } catch (error) {
    await forgetRefused(context, received.id);
    throw error;
  }
}

function duplicateBody(request: FastifyRequest, { earlier }: DuplicateImport) {
  return errorBody(
    request,
    "DUPLICATE_IMPORT",
    text(`这个文件已经导入过（${earlier.number}）。`, `This file was taken in before (${earlier.number}).`),
    { import: { id: globalId("Import", earlier.id), number: earlier.number } },
  );
}

async function download(request: FastifyRequest<{ Params: { number: string } }>, reply: FastifyReply) {
  const context = contextOf(request);
  const made = await problemsAsSpreadsheet(context, request.params.number);
  if (!made) {
    context.refusals.record(context, { operation: "downloadImportProblems", code: "NOT_FOUND" });
    return reply.code(404).send(notFoundBody(request));
  }
  return reply
    .header("content-type", "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet")
    .header("content-disposition", `attachment; filename*=UTF-8''${encodeURIComponent(made.fileName)}`)
    .header("cache-control", "no-store")
    .send(made.bytes);
}
