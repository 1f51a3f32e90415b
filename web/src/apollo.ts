import { ApolloClient, ApolloLink, HttpLink, InMemoryCache } from "@apollo/client";
import { SetContextLink } from "@apollo/client/link/context";
import { ErrorLink } from "@apollo/client/link/error";
import { CombinedGraphQLErrors } from "@apollo/client/errors";
import { catchError, defer, from, mergeMap, of, throwError, timer, type Observable } from "rxjs";
import { OperationTypeNode } from "graphql";
import { currentLanguage } from "./i18n/language.ts";
import { fetchOrTake } from "./lib/asked-ahead.ts";
import { documentIdOf } from "./lib/document-id.ts";
import { serverAnswered, serverLost } from "./lib/connection.ts";
import { loadAnew } from "./lib/load-anew.ts";
import { problemOf } from "./lib/graph-errors.ts";
import { paged } from "./lib/paged.ts";
import { sessionLost } from "./lib/session.ts";
import { askForStepUp } from "./lib/step-up.ts";
import { tellProblem } from "./shell/tell-problem.ts";

/** Parts of a customer that are read field by field: what one part of the card reads stays when another reads more. */
const archiveTypes = [
  "IndividualArchive",
  "IndividualBasic",
  "IndividualConsumption",
  "IndividualLife",
  "IndividualPersonality",
  "CompanyArchive",
  "CompanyLeaders",
  "Completeness",
];

function createCache(): InMemoryCache {
  return new InMemoryCache({
    possibleTypes: {
      TimelineSubject: ["Order", "Review", "Note", "Complaint"],
      ProposalSource: ["Import", "Order", "Review"],
      FieldValue: [
        "TextFieldValue",
        "NumberFieldValue",
        "MoneyFieldValue",
        "DateFieldValue",
        "ChoiceFieldValue",
        "ChoicesFieldValue",
        "YesNoFieldValue",
        "CustomerFieldValue",
        "LinkFieldValue",
        "MaskedFieldValue",
      ],
    },
    typePolicies: {
      Query: {
        fields: {
          customers: paged("search", "filter", "orderBy", "orderByField"),
          imports: paged(),
          archivesDue: paged("ownerIds"),
          myAlerts: paged(),
          complaints: paged("search", "filter", "orderBy"),
          complaintCounts: { merge: true },
          changeLog: paged("filter"),
          reveals: paged("filter"),
        },
      },
      Me: { keyFields: [] },
      ArchiveField: { keyFields: ["kind", "name"] },
      Customer: {
        fields: {
          orders: paged("filter"),
          reviews: paged("withdrawn"),
          notes: paged(),
          timeline: paged(),
          history: paged("field"),
          complaints: paged(),
        },
      },
      ...Object.fromEntries(archiveTypes.map((type) => [type, { merge: true }])),
      Complaint: { fields: { events: paged() } },
      Import: { fields: { problems: paged("state"), proposals: paged("state") } },
    },
  });
}

const isQuery = (operation: ApolloLink.Operation): boolean =>
  operation.operationType === OperationTypeNode.QUERY;

/** A query that meets an outage waits until the server is back and is then asked again. A mutation never is: it may have happened. */
const waitOutOutages = new ApolloLink((operation, forward) => {
  const attempt = (): Observable<ApolloLink.Result> =>
    forward(operation).pipe(
      mergeMap((result) => {
        const error = result.errors?.length ? new CombinedGraphQLErrors(result) : undefined;
        if (!error || problemOf(error).code !== "UNAVAILABLE") {
          serverAnswered();
          return of(result);
        }
        const back = serverLost();
        return isQuery(operation) ? defer(() => from(back)).pipe(mergeMap(attempt)) : of(result);
      }),
      catchError((error: unknown) => {
        if (problemOf(error).code !== "UNAVAILABLE") return throwError(() => error);
        const back = serverLost();
        return isQuery(operation) ? defer(() => from(back)).pipe(mergeMap(attempt)) : throwError(() => error);
      }),
    );
  return attempt();
});

const inFlightPause = 1000;

/** Its own earlier try is still being worked on: the same question, with the same key, will have its answer soon. */
const waitForEarlierTry = new ApolloLink((operation, forward) => {
  const attempt = (): Observable<ApolloLink.Result> =>
    forward(operation).pipe(
      mergeMap((result) => {
        const error = result.errors?.length ? new CombinedGraphQLErrors(result) : undefined;
        return error && problemOf(error).code === "IDEMPOTENCY_IN_FLIGHT"
          ? timer(inFlightPause).pipe(mergeMap(attempt))
          : of(result);
      }),
    );
  return attempt();
});

/** The console's own documents go by their ids. */
const sendIds = new ApolloLink((operation, forward) => {
  const documentId = documentIdOf(operation.query);
  if (documentId) {
    operation.extensions["documentId"] = documentId;
    operation.setContext({ http: { includeQuery: false, includeExtensions: true } });
  }
  return forward(operation);
});

const noticeErrors = new ErrorLink(({ error, operation }) => {
  const problem = problemOf(error);
  if (problem.code === "UNAUTHENTICATED") sessionLost();
  // Whoever did not want to prove it knows why nothing happened.
  else if (problem.reason === "STEP_UP_NEEDED") return;
  // The shell asks for what is missing.
  else if (problem.reason?.startsWith("SECOND_FACTOR"))
    void operation.client.refetchQueries({ include: ["Viewer"] });
  else if (problem.code === "DOCUMENT_UNKNOWN" && loadAnew()) return;
  else tellProblem(problem, isQuery(operation) ? "reading" : "writing");
});

/** What asks for a proof of who sits here is sent again, word for word, when the proof was given. */
const proveAndRepeat = new ApolloLink((operation, forward) =>
  forward(operation).pipe(
    mergeMap((result) => {
      const error = result.errors?.length ? new CombinedGraphQLErrors(result) : undefined;
      if (!error || problemOf(error).reason !== "STEP_UP_NEEDED") return of(result);
      return from(askForStepUp()).pipe(mergeMap((proved) => (proved ? forward(operation) : of(result))));
    }),
  ),
);

const sayLanguage = new SetContextLink((previous) => ({
  headers: {
    ...(previous["headers"] as Record<string, string> | undefined),
    "accept-language": currentLanguage(),
  },
}));

export function createApollo(): ApolloClient {
  return new ApolloClient({
    link: ApolloLink.from([
      noticeErrors,
      proveAndRepeat,
      waitOutOutages,
      waitForEarlierTry,
      sayLanguage,
      sendIds,
      new HttpLink({ uri: "/graphql", credentials: "same-origin", fetch: fetchOrTake }),
    ]),
    cache: createCache(),
    devtools: { enabled: import.meta.env.DEV },
  });
}
