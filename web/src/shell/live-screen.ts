import { NetworkStatus, type ApolloClient, type ObservableQuery } from "@apollo/client";
import type { ArchiveChangedSubscription } from "../gql/graphql.ts";
import { idsOf, idsShown, isShowing, rowsOf, type Shown } from "./live-data.ts";

export type LiveEvent = ArchiveChangedSubscription["archiveChanged"];

/** Changes seldom come alone; and however many come, a screen asks again only so often. */
const gather = 100;
const restPerRequest = 500;
const longestRest = 5_000;
const pageSize = 100;
/** What a reader has in sight stands at least so far from the end of a list that goes on. */
const ahead = 25;
/** How many rows are asked for so that the row being read is still among them, however many came above it. */
const farthest = 500;

/** Lists below a record that are read again when they are shown the next time, if they are not shown now. */
const listsOf: Record<string, readonly string[]> = {
  Customer: ["orders", "notes", "timeline", "history", "openProposals", "complaints"],
  Complaint: ["events"],
};

/** What changes neither a list nor a count. */
const words: readonly LiveEvent["name"][] = [
  "NOTE_WRITTEN",
  "NOTE_EDITED",
  "COMPLAINT_NOTE_WRITTEN",
  "COMPLAINT_PHOTOGRAPHS_CHANGED",
];

/** Keeps what is on the screen as it is on file: asks again for what shows a record that changed, and for nothing else. */
export class LiveScreen {
  readonly #client: ApolloClient;
  readonly #askedAt = new WeakMap<ObservableQuery, number>();
  /** Lists whose reader read on while they were asked for. */
  readonly #owed = new Set<ObservableQuery>();
  #events: LiveEvent[] = [];
  #everything = false;
  #changedAt = Number.NEGATIVE_INFINITY;
  #restUntil = 0;
  #path = "";
  #timer: ReturnType<typeof setTimeout> | undefined;

  constructor(client: ApolloClient) {
    this.#client = client;
  }

  told(event: LiveEvent): void {
    this.#events.push(event);
    this.#soon();
  }

  /** Something happened that was not told. */
  behind(): void {
    this.#everything = true;
    this.#soon();
  }

  /** The reader came to another page: a list that was kept from before may have changed meanwhile. */
  arrived(path: string): void {
    if (path === this.#path) return;
    this.#path = path;
    for (const query of this.#queries()) {
      const kept = query.options.initialFetchPolicy === "cache-first" && rowsOf(shownBy(query));
      if (kept && (this.#askedAt.get(query) ?? Number.NEGATIVE_INFINITY) < this.#changedAt)
        void this.#askAgain(query);
    }
  }

  /** Nobody looks: what happened meanwhile waits until somebody does. */
  readonly seen = (): void => {
    if (this.#everything || this.#events.length > 0 || this.#owed.size > 0) this.#soon();
  };

  stop(): void {
    clearTimeout(this.#timer);
    this.#timer = undefined;
    this.#events = [];
    this.#owed.clear();
  }

  #soon(): void {
    if (document.hidden || this.#timer !== undefined) return;
    const pause = Math.max(gather, this.#restUntil - performance.now());
    this.#timer = setTimeout(() => {
      this.#timer = undefined;
      this.#refresh();
    }, pause);
  }

  #refresh(): void {
    const events = this.#events;
    const everything = this.#everything;
    this.#events = [];
    this.#everything = false;
    this.#changedAt = performance.now();
    const queries = this.#queries();
    this.#forgetWhatIsNotShown(everything ? undefined : events, queries);
    const concerned = queries.filter(
      (query) => everything || this.#owed.has(query) || isConcerned(query, events),
    );
    this.#owed.clear();
    const requests = concerned.reduce((sum, query) => sum + pagesOf(query), 0);
    this.#restUntil = performance.now() + Math.min(longestRest, restPerRequest * requests);
    for (const query of concerned) void this.#askAgain(query);
  }

  #queries(): ObservableQuery[] {
    return [...this.#client.getObservableQueries("active")].filter(
      ({ options }) => options.fetchPolicy !== "cache-only" && options.fetchPolicy !== "standby",
    );
  }

  /** Quietly: what is shown stays until the answer is there, and a failure is the next reader's to hear of. */
  async #askAgain(query: ObservableQuery): Promise<void> {
    this.#askedAt.set(query, performance.now());
    try {
      if (Number(query.variables["first"]) > 0) await this.#askForPages(query, query.variables);
      else await this.#ask(query, query.variables, "network-only");
    } catch {
      // The next event, or the reader, asks again.
    }
  }

  /**
   * A list keeps at least as many rows as were loaded, and reaches as far down: what came above pushes nothing out at its
   * end, where somebody may be reading. They are shown all at once, in one piece.
   */
  async #askForPages(query: ObservableQuery, variables: Record<string, unknown>): Promise<void> {
    const loaded = this.#loaded(query, variables);
    const count = Math.max(Number(variables["first"]), loaded?.nodes.length ?? 0);
    const limit = Math.max(count + pageSize, farthest);
    const isWhole = loaded?.pageInfo["hasNextPage"] === false;
    const end = new Set(idsOf(loaded?.nodes.slice(isWhole ? -1 : -ahead)));
    let first: Shown | undefined;
    const nodes: unknown[] = [];
    let pageInfo: Shown = {};
    const isEnough = (): boolean =>
      pageInfo["hasNextPage"] !== true ||
      nodes.length >= limit ||
      (nodes.length >= count && (end.size === 0 || idsOf(nodes).some((id) => end.has(id))));
    do {
      const missing = count - nodes.length;
      const size = isWhole || missing <= 0 ? pageSize : Math.min(pageSize, missing);
      const after = pageInfo["endCursor"];
      const asked = { ...variables, first: size, firstPage: !first, ...(first && { after }) };
      const data = await this.#ask(query, asked, "no-cache");
      const page = rowsOf(data);
      if (!page) return;
      first ??= data;
      nodes.push(...page.nodes);
      pageInfo = page.pageInfo;
    } while (!isEnough());
    const field = rowsOf(first)?.field;
    if (field === undefined || !this.#client.getObservableQueries().has(query)) return;
    // Read on meanwhile: what was asked for is shorter than the list, or the page that is under way would not fit its end.
    const { networkStatus } = query.getCurrentResult();
    if (
      (this.#loaded(query, variables)?.nodes.length ?? 0) > count ||
      networkStatus === NetworkStatus.fetchMore
    ) {
      this.#owed.add(query);
      return this.#soon();
    }
    this.#client.writeQuery({
      query: query.query,
      variables,
      data: { ...first, [field]: { ...(first?.[field] as Shown), nodes, pageInfo } },
    });
  }

  /** As the cache has it: a page that came a moment ago may not be on the screen yet. */
  #loaded({ query }: ObservableQuery, variables: Record<string, unknown>): ReturnType<typeof rowsOf> {
    return rowsOf(this.#client.readQuery<Shown>({ query, variables }) ?? undefined);
  }

  /** Never joins a request that is under way already: its answer may be of a moment ago. */
  async #ask(
    { query }: ObservableQuery,
    variables: Record<string, unknown>,
    fetchPolicy: "network-only" | "no-cache",
  ): Promise<Shown | undefined> {
    const { data } = await this.#client.query({
      query,
      variables,
      fetchPolicy,
      context: { queryDeduplication: false },
    });
    return data as Shown | undefined;
  }

  #forgetWhatIsNotShown(events: readonly LiveEvent[] | undefined, queries: readonly ObservableQuery[]): void {
    const { cache } = this.#client;
    const records = events
      ? events.flatMap(({ recordId, customerId }) => [recordId, customerId]).map(cacheIdOf)
      : Object.keys(cache.extract() as Shown);
    const shown = idsShown(queries.map(shownBy));
    for (const record of new Set(records)) {
      const [type = ""] = record.split(":");
      for (const field of listsOf[type] ?? [])
        if (!shown.has(`${record}.${field}`)) cache.evict({ id: record, fieldName: field, broadcast: false });
    }
  }
}

/** `Customer_0190…` is kept as `Customer:Customer_0190…`. */
function cacheIdOf(id: string): string {
  return `${id.slice(0, id.indexOf("_"))}:${id}`;
}

function shownBy(query: ObservableQuery): Shown | undefined {
  return query.getCurrentResult().data as Shown | undefined;
}

function pagesOf(query: ObservableQuery): number {
  const rows = rowsOf(shownBy(query));
  const first = Number(query.variables["first"]);
  return rows && rows.nodes.length > first ? Math.ceil(rows.nodes.length / pageSize) : 1;
}

function isConcerned(query: ObservableQuery, events: readonly LiveEvent[]): boolean {
  const data = shownBy(query);
  // It has not answered yet, and may have been asked a moment too early.
  if (!data) return true;
  if (isShowing(data, new Set(events.flatMap(({ recordId, customerId }) => [recordId, customerId]))))
    return true;
  if ("unreadAlertCount" in data || "myAlerts" in data)
    return events.some(({ name }) => name === "OWNER_ALERTED");
  const telling = events.filter(({ name }) => !words.includes(name));
  const ofComplaints = telling.some(({ name }) => name.startsWith("COMPLAINT_"));
  if ("complaintCounts" in data || "complaints" in data) return ofComplaints;
  if (!("customers" in data)) return false;
  const { search, filter } = query.variables;
  const isSelection = Boolean(search) || Object.keys((filter as Shown | null | undefined) ?? {}).length > 0;
  return isSelection ? telling.length > 0 : telling.some(({ name }) => name === "CUSTOMER_CREATED");
}
