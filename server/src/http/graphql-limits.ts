import type { ApolloServerPlugin } from "@apollo/server";
import { OperationTypeNode } from "graphql";
import { badUserInput, RequestError } from "../platform/errors.ts";
import { text } from "../platform/language.ts";
import { currentOperation, type Charge } from "../platform/operation.ts";
import type { RequestContext } from "../platform/request.ts";
import { EdgeOperation, type Edge } from "./edge.ts";
import { MOST_COST, type Costs } from "./graphql-cost.ts";

/** Asks for `extensions.cost` in the answer; programs get it unasked. */
const SHOW_COST = "x-dossier-cost";

export const ONE_SENSITIVE = text(
  "一次请求只能包含一个敏感操作（如密码、密钥、查看完整信息）。请分开提交。",
  "One operation may hold one sensitive field, such as a password, a key or a reveal. Send them one by one.",
);

export function tooCostly(cost: number): RequestError {
  return new RequestError(
    "QUERY_TOO_COSTLY",
    text(
      `这次查询的代价为 ${cost}，超过上限 ${MOST_COST}。请减少每页行数或字段。`,
      `This operation costs ${cost}, more than ${MOST_COST}. Ask for fewer rows or fields.`,
    ),
    { cost, limit: MOST_COST },
  );
}

/** The operation of a request to the graph, while it is at work. */
export function operationAtEdge(): EdgeOperation {
  const operation = currentOperation();
  if (operation instanceof EdgeOperation) return operation;
  throw new Error("an operation that did not pass the edge");
}

/** What an operation costs is known before it runs: by that it is refused, or its caller charged. */
export function costAndLimits(costs: Costs, edge: Edge): ApolloServerPlugin<RequestContext> {
  return {
    async requestDidStart() {
      return {
        async didResolveOperation({ document, operation, request }) {
          if (!operation) throw unknownOperation();
          const atEdge = operationAtEdge();
          const known = costs.of(document, operation);
          atEdge.begins({
            isQuery: operation.operation === OperationTypeNode.QUERY,
            deadline: known.atLength ? null : performance.now() + edge.operationSeconds * 1000,
          });
          if (known.sensitive > 1) throw badUserInput(ONE_SENSITIVE);
          const cost = known.cost(request.variables ?? {});
          if (cost > MOST_COST && !atEdge.isTrusted) throw tooCostly(cost);
          atEdge.charge = edge.limits.charge(atEdge.who, cost, atEdge.credential);
        },
        async willSendResponse({ response, contextValue, request }) {
          const { charge } = operationAtEdge();
          const isAsked = Boolean(contextValue.actor?.keyId) || request.http?.headers.get(SHOW_COST) === "1";
          if (!charge || !isAsked || response.body.kind !== "single") return;
          const { singleResult } = response.body;
          singleResult.extensions = { ...singleResult.extensions, cost: shown(charge) };
        },
      };
    },
  };
}

/** The executor would stumble over it, and say that the server did. */
function unknownOperation(): RequestError {
  return badUserInput(
    text(
      "文档中没有 operationName 指定的操作。",
      "The document has no operation of the name in operationName; with several operations a name is needed.",
    ),
  );
}

function shown({ requested, limit, remaining, resetAt }: Charge) {
  return { requested, limit, remaining, resetAt: resetAt.toISOString() };
}
