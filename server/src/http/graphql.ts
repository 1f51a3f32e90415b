import { ApolloServer } from "@apollo/server";
import {
  ApolloServerPluginCacheControlDisabled,
  ApolloServerPluginLandingPageDisabled,
  ApolloServerPluginUsageReportingDisabled,
} from "@apollo/server/plugin/disabled";
import { fastifyApolloHandler } from "@as-integrations/fastify";
import type { FastifyInstance, FastifyRequest } from "fastify";
import type { GraphQLError, ValidationContext } from "graphql";
import { maxAliasesRule } from "@escape.tech/graphql-armor-max-aliases";
import { maxDepthRule } from "@escape.tech/graphql-armor-max-depth";
import { maxDirectivesRule } from "@escape.tech/graphql-armor-max-directives";
import type { Application } from "../context.ts";
import { requestContext } from "../context.ts";
import type { RequestContext } from "../platform/request.ts";
import { buildDossierSchema } from "../schema.ts";
import { errorsOfTheContract } from "./graphql-errors.ts";
import { introspectionForStaffOnly } from "./graphql-guards.ts";

const MAX_TOKENS = 3000;
const MAX_DEPTH = 12;
const MAX_ALIASES = 30;
const MAX_DIRECTIVES = 50;
/** Fields once every fragment is written out: small fragments that call each other twice grow without a limit. */
const MAX_SELECTIONS = 20_000;

/** The rules throw unless told to report, and what a rule throws Apollo takes for a fault of the server. */
const REPORTED = {
  propagateOnRejection: false,
  onReject: [(context: ValidationContext | null, error: GraphQLError) => context?.reportError(error)],
};

/** POST /graphql: Apollo Server, hardened. Everything a document could grow without bound has one. */
export async function serveGraphql(
  fastify: FastifyInstance,
  application: Application,
): Promise<ApolloServer<RequestContext>> {
  const apollo = new ApolloServer<RequestContext>({
    schema: buildDossierSchema(),
    introspection: true,
    csrfPrevention: true,
    allowBatchedHttpRequests: false,
    persistedQueries: false,
    hideSchemaDetailsFromClientErrors: true,
    includeStacktraceInErrorResponses: false,
    parseOptions: { maxLexicalTokens: MAX_TOKENS },
    maxRecursiveSelections: MAX_SELECTIONS,
    stopOnTerminationSignals: false,
    validationRules: [
      // A fragment adds nothing to an answer's depth: the console composes its queries of them.
      maxDepthRule({ n: MAX_DEPTH, flattenFragments: true, ...REPORTED }),
      maxAliasesRule({ n: MAX_ALIASES, ...REPORTED }),
      maxDirectivesRule({ n: MAX_DIRECTIVES, ...REPORTED }),
    ],
    plugins: [
      // Cache hints wrap every field and cost a third of the CPU of a page; nothing here is cached by a CDN.
      ApolloServerPluginCacheControlDisabled(),
      ApolloServerPluginLandingPageDisabled(),
      ApolloServerPluginUsageReportingDisabled(),
      errorsOfTheContract(),
      introspectionForStaffOnly(),
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
  const contexts = new WeakMap<FastifyRequest, RequestContext>();
  fastify.route({
    url: "/graphql",
    method: "POST",
    // Before Apollo, which would answer 500 and quote the database when it is away.
    preHandler: async (request) => {
      contexts.set(request, await requestContext(application, request));
    },
    handler: fastifyApolloHandler(apollo, {
      context: async (request) => contexts.get(request) ?? requestContext(application, request),
    }),
  });
  return apollo;
}
