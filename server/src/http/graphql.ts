import { ApolloServer } from "@apollo/server";
import {
  ApolloServerPluginCacheControlDisabled,
  ApolloServerPluginLandingPageDisabled,
  ApolloServerPluginUsageReportingDisabled,
} from "@apollo/server/plugin/disabled";
import { fastifyApolloHandler } from "@as-integrations/fastify";
import type { FastifyInstance } from "fastify";
import type { GraphQLSchema } from "graphql";
import type { Application } from "../context.ts";
import { badUserInput } from "../platform/errors.ts";
import { text } from "../platform/language.ts";
import type { RequestContext } from "../platform/request.ts";
import {
  BEYOND_VALIDATION,
  DOCUMENT_RULES,
  isBeyondValidation,
  MAX_SELECTIONS,
  MAX_TOKENS,
} from "./graphql-documents.ts";
import type { Edge } from "./edge.ts";
import type { Costs } from "./graphql-cost.ts";
import { Executor } from "./graphql-executor.ts";
import { errorsOfTheContract } from "./graphql-errors.ts";
import { refuseHostileVariables } from "./graphql-inputs.ts";
import { costAndLimits, operationAtEdge } from "./graphql-limits.ts";
import type { Metrics } from "./health.ts";
import type { TellRefusal } from "./refusals.ts";
import { requireTrusted, type TrustedDocuments } from "./trusted-documents.ts";
import { introspectionForStaffOnly, subscriptionsBySocketOnly } from "./graphql-guards.ts";

const NO_HOST = text(
  "请求没有有效的 Host 标头。请使用 HTTP/1.1，并写明主机名，例如 Host: dossier.example。",
  "The request has no valid Host header. Use HTTP/1.1 and name the host, e.g. Host: dossier.example.",
);

export interface GraphqlSurroundings {
  readonly application: Application;
  readonly schema: GraphQLSchema;
  readonly metrics: Metrics;
  readonly edge: Edge;
  readonly trusted: TrustedDocuments;
  readonly costs: Costs;
  readonly tellRefusal: TellRefusal;
}

/** POST /graphql: Apollo Server, hardened. Everything a document could grow without bound has one. */
export async function serveGraphql(
  fastify: FastifyInstance,
  { application, schema, metrics, edge, trusted, costs, tellRefusal }: GraphqlSurroundings,
): Promise<ApolloServer<RequestContext>> {
  const executor = new Executor(schema, (how) => metrics.executions.inc({ how }));
  const apollo = new ApolloServer<RequestContext>({
    // The place where Apollo lets somebody else execute.
    gateway: {
      onSchemaLoadOrUpdate(tell) {
        tell({ apiSchema: schema, coreSupergraphSdl: "" });
        return () => undefined;
      },
      load: async () => ({
        executor: ({ document, operationName, operation, request, context }) =>
          executor.execute({
            document,
            operationName,
            operation: operation.operation,
            variables: request.variables,
            context: context as RequestContext,
          }),
      }),
      stop: async () => undefined,
    },
    introspection: true,
    csrfPrevention: true,
    allowBatchedHttpRequests: false,
    persistedQueries: false,
    hideSchemaDetailsFromClientErrors: true,
    includeStacktraceInErrorResponses: false,
    parseOptions: { maxLexicalTokens: MAX_TOKENS },
    maxRecursiveSelections: MAX_SELECTIONS,
    stopOnTerminationSignals: false,
    validationRules: [...DOCUMENT_RULES],
    plugins: [
      // Cache hints wrap every field and cost a third of the CPU of a page; nothing here is cached by a CDN.
      ApolloServerPluginCacheControlDisabled(),
      ApolloServerPluginLandingPageDisabled(),
      ApolloServerPluginUsageReportingDisabled(),
      errorsOfTheContract(tellRefusal),
      introspectionForStaffOnly(),
      subscriptionsBySocketOnly(),
      costAndLimits(costs, edge),
    ],
    logger: {
      debug: () => undefined,
      info: () => undefined,
      // Its messages quote those of errors, and these may quote a value: only the fact is logged.
      warn: () => application.logger.warn({ from: "apollo" }, "a warning of the GraphQL server"),
      error: () => application.logger.error({ from: "apollo" }, "an error of the GraphQL server"),
    },
  });
  await apollo.start();
  const answer = fastifyApolloHandler(apollo, {
    context: async () => operationAtEdge().context,
  });
  fastify.route({
    url: "/graphql",
    method: "POST",
    handler: async (request, reply) => {
      // Very old programs name no host, and the library makes an address of it.
      if (!URL.canParse(`${request.protocol}://${request.hostname}/`)) throw badUserInput(NO_HOST);
      const { query, variables } = (request.body ?? {}) as { query?: unknown; variables?: unknown };
      refuseHostileVariables(variables);
      const source = trusted.find(request.body);
      if (source === null && isBeyondValidation(schema, query)) throw badUserInput(BEYOND_VALIDATION);
      // Before Apollo, which would answer 500 and quote the database when it is away.
      const operation = await edge.identify(request, reply);
      if (source === null) requireTrusted(operation.context);
      else {
        operation.isTrusted = true;
        request.body = { ...(request.body as object), query: source };
      }
      return edge.work(operation, () => answer.call(fastify, request, reply));
    },
  });
  return apollo;
}
