import type { FastifyError, FastifyInstance, FastifyReply, FastifyRequest } from "fastify";
import { validate } from "uuid";
import { uploadPhotograph } from "../modules/complaints/commands/upload-photograph.ts";
import {
  findVisiblePhotograph,
  PHOTOGRAPH_PATH,
  readPhotograph,
} from "../modules/complaints/complaint-photograph.queries.ts";
import { MOST_BYTES } from "../modules/complaints/photographs/clean-photograph.ts";
import {
  PHOTOGRAPH_REFUSALS,
  PhotographRefusal,
  type PhotographRefusalCode,
} from "../modules/complaints/photographs/photograph-refusals.ts";
import { admit, atWork, contextOf, firstOf, idempotencyKeyOf, tellReplayed } from "./admitted.ts";
import type { Edge } from "./edge.ts";
import { errorBody, notFoundBody } from "./request-errors.ts";

/** A photograph is a picture to whoever opens it, whatever it holds: no script, no page, no guess at its type. */
const NOTHING_BUT_A_PICTURE = "sandbox; default-src 'none'";

interface UploadParameters {
  name?: string | string[];
}

/** `/files/complaint-photographs`: a photograph comes in as plain bytes, and goes out to whoever may see its complaint. */
export async function serveComplaintPhotographs(fastify: FastifyInstance, edge: Edge): Promise<void> {
  await fastify.register(async (files) => {
    // What the sender calls it decides nothing; forms of other sites cannot send either of these.
    for (const type of ["application/octet-stream", /^image\//]) {
      files.addContentTypeParser(type, { parseAs: "buffer", bodyLimit: MOST_BYTES }, (_request, body, done) =>
        done(null, body),
      );
    }
    files.setErrorHandler((error: FastifyError, request, reply) => {
      if (error instanceof PhotographRefusal) return refuse(request, reply, error.code);
      if (error.statusCode === 413) return refuse(request, reply, "TOO_LARGE");
      if (error.statusCode === 415) return refuse(request, reply, "NOT_A_PHOTOGRAPH");
      throw error;
    });
    files.route<{ Querystring: UploadParameters }>({
      method: "POST",
      url: PHOTOGRAPH_PATH.slice(0, -1),
      bodyLimit: MOST_BYTES,
      preParsing: (request, reply) => admit(edge, "complaint:addPhotographs", request, reply),
      handler: (request, reply) => atWork(edge, request, () => upload(request, reply)),
    });
    files.route<{ Params: { id: string } }>({
      method: "GET",
      url: `${PHOTOGRAPH_PATH}:id`,
      preParsing: (request, reply) => admit(edge, "complaint:list", request, reply),
      handler: (request, reply) => atWork(edge, request, () => show(request, reply)),
    });
  });
}

function refuse(request: FastifyRequest, reply: FastifyReply, code: PhotographRefusalCode) {
  const refusal = PHOTOGRAPH_REFUSALS[code];
  return reply.code(refusal.status).send(errorBody(request, code, refusal.text));
}

async function upload(request: FastifyRequest<{ Querystring: UploadParameters }>, reply: FastifyReply) {
  const body: unknown = request.body;
  const bytes = Buffer.isBuffer(body) ? body : Buffer.alloc(0);
  const name = firstOf(request.query.name) ?? "";
  const { id, url, fileName, mediaType, byteSize } = await uploadPhotograph(contextOf(request), {
    name,
    bytes,
    idempotencyKey: idempotencyKeyOf(request),
  });
  tellReplayed(request, reply);
  return reply.code(201).send({ photograph: { id, url, fileName, mediaType, byteSize } });
}

async function show(request: FastifyRequest<{ Params: { id: string } }>, reply: FastifyReply) {
  const context = contextOf(request);
  const { id } = request.params;
  const photograph = validate(id) ? await findVisiblePhotograph(context, id) : null;
  if (!photograph) {
    const record = validate(id) ? { recordType: "ComplaintPhotograph", recordId: id } : {};
    context.refusals.record(context, { operation: "showPhotograph", code: "NOT_FOUND", ...record });
    return reply.code(404).send(notFoundBody(request));
  }
  const tag = `"${photograph.sha256.toString("base64url")}"`;
  // Kept by the reader's browser, but asked about each time: a right that was taken away counts at once.
  reply.headers({ etag: tag, "cache-control": "private, no-cache" });
  if (request.headers["if-none-match"] === tag) return reply.code(304).send();
  const bytes = await readPhotograph(context, id);
  if (!bytes) return reply.code(404).send(notFoundBody(request));
  return reply
    .headers({
      "content-type": photograph.media_type,
      "content-disposition": `inline; filename*=UTF-8''${asParameter(photograph.file_name)}`,
      "content-security-policy": NOTHING_BUT_A_PICTURE,
      "accept-ranges": "none",
    })
    .send(bytes);
}

/** RFC 5987: what encodeURIComponent leaves, and a header must not have. */
function asParameter(fileName: string): string {
  return encodeURIComponent(fileName).replace(
    /['()*!]/g,
    (character) => `%${character.charCodeAt(0).toString(16).toUpperCase()}`,
  );
}
