import type { FastifyReply, FastifyRequest } from "fastify";
import type { Permission } from "../platform/actor.ts";
import { requirePermission, requireStepUp } from "../platform/authz.ts";
import { wasReplayed } from "../platform/idempotency.ts";
import type { RequestContext } from "../platform/request.ts";
import type { Edge, EdgeOperation } from "./edge.ts";
import { REPLAYED_HEADER } from "./graphql-errors.ts";

const operations = new WeakMap<FastifyRequest, EdgeOperation>();
/** Points of a file that comes in or goes out. */
const FILE = 50;

/** Who may not is refused before a byte of the body is read. */
export async function admit(
  edge: Edge,
  permission: Permission,
  request: FastifyRequest,
  reply: FastifyReply,
  { stepUp = false } = {},
): Promise<undefined> {
  const operation = await edge.identify(request, reply);
  requirePermission(operation.context, permission);
  if (stepUp) requireStepUp(operation.context);
  edge.limits.charge(operation.who, FILE, operation.credential);
  operations.set(request, operation);
}

/** Takes a file in or gives one out when there is room for it. */
export function atWork<Answer>(
  edge: Edge,
  request: FastifyRequest,
  work: () => Promise<Answer>,
): Promise<Answer> {
  return edge.work(operationOf(request), work);
}

export function contextOf(request: FastifyRequest): RequestContext {
  return operationOf(request).context;
}

function operationOf(request: FastifyRequest): EdgeOperation {
  const operation = operations.get(request);
  if (!operation) throw new Error("a request that nobody admitted");
  return operation;
}

/** The caller's key for an upload that is to have one effect, however often it is sent. */
export function idempotencyKeyOf({ headers }: FastifyRequest): string | undefined {
  return firstOf(headers["idempotency-key"]);
}

/** Says so when nothing was taken in anew. */
export function tellReplayed(request: FastifyRequest, reply: FastifyReply): void {
  if (wasReplayed(contextOf(request))) reply.header(REPLAYED_HEADER, "true");
}

/** A parameter that is given twice comes as a list. */
export function firstOf(parameter: string | string[] | undefined): string | undefined {
  return Array.isArray(parameter) ? parameter[0] : parameter;
}
