import type { Readable } from "node:stream";
import type { FastifyInstance, FastifyReply, FastifyRequest } from "fastify";
import {
  beginExport,
  type BegunExport,
  type TicketRefusal,
} from "../modules/exports/commands/begin-export.ts";
import { ExportedIds } from "../modules/customers/exported-customers.queries.ts";
import { endExport, noteProgress } from "../modules/exports/commands/follow-export.ts";
import { printedList, workbookOf } from "../modules/exports/export-file.queries.ts";
import { EXPORT_PATH } from "../modules/exports/export-question.ts";
import { readRows, withinOperation } from "../modules/exports/export-rows.queries.ts";
import { ExportFailure, ExportFormat } from "../modules/exports/export.entity.ts";
import { text, type Text } from "../platform/language.ts";
import { currentOperation } from "../platform/operation.ts";
import type { RequestContext } from "../platform/request.ts";
import { admit, atWork, contextOf } from "./admitted.ts";
import type { Edge } from "./edge.ts";
import { errorBody, notFoundBody } from "./request-errors.ts";

const TELL_EVERY = 1000;

/** `/files/exports/<ticket>`: a list of customers goes out, row by row, and lies nowhere in between. */
export async function serveExportFiles(fastify: FastifyInstance, edge: Edge): Promise<void> {
  fastify.route<{ Params: { ticket: string } }>({
    method: "GET",
    url: `${EXPORT_PATH}:ticket`,
    // A look at the headers would use the ticket up.
    exposeHeadRoute: false,
    preParsing: (request, reply) => admit(edge, "customer:export", request, reply),
    handler: (request, reply) => atWork(edge, request, () => send(request, reply)),
  });
}

async function send(request: FastifyRequest<{ Params: { ticket: string } }>, reply: FastifyReply) {
  const context = contextOf(request);
  const begun = await beginExport(context, request.params.ticket);
  if (typeof begun === "string") return refuse(request, reply, begun);
  const { body, fileName, mediaType } = await follow(context, begun);
  reply.headers({ "content-type": mediaType, "cache-control": "no-store" });
  if (fileName !== null)
    reply.header("content-disposition", `attachment; filename*=UTF-8''${encodeURIComponent(fileName)}`);
  // Answered when the last byte is out: until then it is at work, and a right that is taken away ends it.
  return reply.send(body);
}

function refuse(request: FastifyRequest, reply: FastifyReply, code: TicketRefusal) {
  const context = contextOf(request);
  if (code === "UNKNOWN") {
    context.refusals.record(context, { operation: "downloadExport", code: "NOT_FOUND" });
    return reply.code(404).send(notFoundBody(request));
  }
  return reply.code(410).send(errorBody(request, `TICKET_${code}`, REFUSALS[code]));
}

const REFUSALS: Readonly<Record<Exclude<TicketRefusal, "UNKNOWN">, Text>> = {
  USED: text(
    "这个下载地址已经用过。每个地址只能用一次，请重新导出。",
    "This address was used already: each works once. Export again.",
  ),
  OVER: text(
    "这个下载地址已经过期（有效期 60 秒），请重新导出。",
    "This address has run out: it works for 60 seconds. Export again.",
  ),
};

/** The file as a stream, and beside it what is told of its progress and its end. */
async function follow(context: RequestContext, begun: BegunExport) {
  const operation = currentOperation();
  let rowsDone = 0;
  const ids = await idsOf(context, begun);
  const rows = withinOperation(
    readRows(context, { begun, ids }, (count) => {
      rowsDone += count;
    }),
  );
  const file = begun.format === ExportFormat.PRINT ? printedList : workbookOf;
  const made = await file(context, begun, rows);
  const telling = setInterval(() => void noteProgress(context, begun.id, rowsDone), TELL_EVERY);
  let broken: unknown = null;
  made.body.once("error", (error) => {
    broken = error;
  });
  made.body.once("close", () => {
    clearInterval(telling);
    const isWhole = made.body.readableEnded;
    const failure = isWhole
      ? null
      : operation?.ended === "ACCESS_ENDED"
        ? ExportFailure.ACCESS_ENDED
        : broken === null || isPrematureClose(broken)
          ? ExportFailure.LEFT
          : ExportFailure.BROKEN;
    if (failure === ExportFailure.BROKEN)
      context.logger.error({ error: broken, requestId: context.requestId }, "an export broke off");
    void endExport(context, begun.id, { rowsDone, failure });
  });
  return made satisfies { body: Readable };
}

/** Read before the first byte of the answer: what cannot be asked by now is refused in words. */
async function idsOf(context: RequestContext, begun: BegunExport): Promise<ExportedIds> {
  try {
    return await ExportedIds.read(context, begun.question);
  } catch (error) {
    await endExport(context, begun.id, { rowsDone: 0, failure: ExportFailure.BROKEN });
    throw error;
  }
}

/** The reader went away before the end. */
function isPrematureClose(error: unknown): boolean {
  return error instanceof Error && "code" in error && error.code === "ERR_STREAM_PREMATURE_CLOSE";
}
