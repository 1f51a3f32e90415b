import type {
  ComplaintCategory,
  ComplaintFilter,
  ComplaintKind,
  ComplaintOrdering,
  ComplaintScope,
  ComplaintSeverity,
  ComplaintStatus,
} from "../../../gql/graphql.ts";
import { searchIn, setSearch } from "../../../lib/search-in-address.ts";
import { categories, kinds, severities, statuses } from "../../../lib/complaint-choices.ts";

export const scopes: readonly ComplaintScope[] = ["MINE", "MY_TEAM", "UNASSIGNED", "ALL"];
export const orderings: readonly ComplaintOrdering[] = ["URGENCY", "NEWEST"];

/** What the desk shows, all of it in the address, so that a link or the back button brings the same list. */
export type DeskView = {
  /** Undefined: as the desk opens for whoever looks. */
  scope: ComplaintScope | undefined;
  search: string;
  statuses: ComplaintStatus[];
  severities: ComplaintSeverity[];
  categories: ComplaintCategory[];
  kinds: ComplaintKind[];
  assignees: string[];
  teams: string[];
  /** Closed and withdrawn ones too. Naming statuses decides that by itself. */
  closed: boolean;
  order: ComplaintOrdering;
  /** The number of the complaint that stands open at the right. */
  open: string | undefined;
};

export function readView(address: URLSearchParams): DeskView {
  const chosen = <Value extends string>(name: string, known: readonly Value[]): Value[] =>
    known.filter((value) => address.getAll(name).includes(value));
  return {
    scope: scopes.find((scope) => scope === address.get("scope")),
    search: searchIn(address),
    statuses: chosen("status", statuses),
    severities: chosen("severity", severities),
    categories: chosen("category", categories),
    kinds: chosen("kind", kinds),
    assignees: address.getAll("assignee").sort(),
    teams: address.getAll("team").sort(),
    closed: address.get("closed") === "too",
    order: orderings.find((order) => order === address.get("order")) ?? "URGENCY",
    open: address.get("open") ?? undefined,
  };
}

/** What is as usual is left out, so that addresses stay short. */
export function writeView(view: DeskView): URLSearchParams {
  const address = new URLSearchParams();
  if (view.scope) address.set("scope", view.scope);
  setSearch(address, view.search);
  const lists = [
    ["status", view.statuses],
    ["severity", view.severities],
    ["category", view.categories],
    ["kind", view.kinds],
    ["assignee", view.assignees],
    ["team", view.teams],
  ] as const;
  for (const [name, values] of lists) for (const value of values) address.append(name, value);
  if (view.closed) address.set("closed", "too");
  if (view.order !== "URGENCY") address.set("order", view.order);
  if (view.open) address.set("open", view.open);
  return address;
}

export type DeskQuestion = {
  search: string | null;
  filter: ComplaintFilter;
  orderBy: ComplaintOrdering;
};

export function questionOf(view: DeskView, usualScope: ComplaintScope): DeskQuestion {
  return {
    search: view.search || null,
    filter: {
      scope: view.scope ?? usualScope,
      ...(view.statuses.length > 0 ? { statuses: view.statuses } : view.closed ? {} : { open: true }),
      ...(view.severities.length > 0 ? { severities: view.severities } : {}),
      ...(view.categories.length > 0 ? { categories: view.categories } : {}),
      ...(view.kinds.length > 0 ? { kinds: view.kinds } : {}),
      ...(view.assignees.length > 0 ? { assigneeIds: view.assignees } : {}),
      ...(view.teams.length > 0 ? { teamIds: view.teams } : {}),
    },
    orderBy: view.order,
  };
}

/** Whoever handles complaints finds their own first; whoever only reads has none. */
export const usualScopeOf = (may: (permission: string) => boolean): ComplaintScope =>
  may("complaint:file") ? "MINE" : "ALL";

const nothingChosen = {
  search: "",
  statuses: [],
  severities: [],
  categories: [],
  kinds: [],
  assignees: [],
  teams: [],
  closed: false,
};

export const withoutFilters = (view: DeskView): DeskView => ({ ...view, ...nothingChosen });

export const isFiltered = (view: DeskView): boolean =>
  writeView({ ...view, open: undefined }).toString() !==
  writeView({ ...withoutFilters(view), open: undefined }).toString();
