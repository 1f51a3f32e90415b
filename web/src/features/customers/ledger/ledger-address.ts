import { chosenColumns, columnFields } from "./chosen-columns.ts";
import { readFieldFilters, writeFieldFilter, type FieldQuestion } from "./field-questions.ts";
import type {
  CustomerFilter,
  CustomerLifecycle,
  CustomerOrdering,
  CustomerTier,
  FieldOrder,
} from "../../../gql/graphql.ts";
import { searchIn, setSearch } from "../../../lib/search-in-address.ts";

export const lifecycles: readonly CustomerLifecycle[] = ["EXISTING", "POTENTIAL", "LOST"];
export const tiers: readonly CustomerTier[] = ["IMPORTANT", "SECONDARY", "ORDINARY", "SMALL"];
export const orderings: readonly CustomerOrdering[] = ["LAST_DEAL", "TOTAL_SPENT", "NEWEST"];

export const nobody = "nobody";

/** What the ledger shows, all of it in the address, so that a link or the back button brings the same ledger. */
export type LedgerView = {
  search: string;
  lifecycle: CustomerLifecycle | undefined;
  tiers: CustomerTier[];
  levels: string[];
  channels: string[];
  demo: boolean | undefined;
  /** Only customers whose complaint is not closed yet. */
  complaint: boolean;
  /** Only customers whom this person or team looks after, by its id in the graph, or whom nobody does. */
  owner: string | undefined;
  order: CustomerOrdering;
  /** By the values of a field instead: only customers that have one are listed then. */
  fieldOrder: FieldOrder | undefined;
  /** By fields of the archive, the firm's own too. */
  fields: FieldQuestion[];
  /** The number of the record that stands open at the right. */
  open: string | undefined;
};

export function readView(address: URLSearchParams): LedgerView {
  const demo = address.get("demo");
  return {
    search: searchIn(address),
    lifecycle: lifecycles.find((lifecycle) => lifecycle === address.get("lifecycle")),
    tiers: tiers.filter((tier) => address.getAll("tier").includes(tier)),
    levels: address.getAll("level").sort(),
    channels: address.getAll("channel").sort(),
    demo: demo === "only" ? true : demo === "none" ? false : undefined,
    complaint: address.get("complaint") === "open",
    owner: address.getAll("owner").find((owner) => owner === nobody || /^(StaffMember|Team)_/.test(owner)),
    order: orderings.find((order) => order === address.get("order")) ?? "LAST_DEAL",
    fieldOrder: readFieldOrder(address.get("sort")),
    fields: readFieldFilters(address.getAll("field")),
    open: address.get("open") ?? undefined,
  };
}

/** What is as usual is left out, so that addresses stay short. */
export function writeView(view: LedgerView): URLSearchParams {
  const address = new URLSearchParams();
  setSearch(address, view.search);
  if (view.lifecycle) address.set("lifecycle", view.lifecycle);
  for (const tier of view.tiers) address.append("tier", tier);
  for (const level of view.levels) address.append("level", level);
  for (const channel of view.channels) address.append("channel", channel);
  if (view.demo !== undefined) address.set("demo", view.demo ? "only" : "none");
  if (view.complaint) address.set("complaint", "open");
  if (view.owner) address.set("owner", view.owner);
  if (view.order !== "LAST_DEAL") address.set("order", view.order);
  for (const field of view.fields) for (const part of writeFieldFilter(field)) address.append("field", part);
  if (view.fieldOrder)
    address.set("sort", `${view.fieldOrder.field}.${view.fieldOrder.ascending ? "up" : "down"}`);
  if (view.open) address.set("open", view.open);
  return address;
}

export type LedgerQuestion = {
  search: string | null;
  filter: CustomerFilter | null;
  orderBy: CustomerOrdering;
  orderByField?: FieldOrder;
};

function readFieldOrder(written: string | null): FieldOrder | undefined {
  const [, field, way] = /^([\w-]+)\.(up|down)$/.exec(written ?? "") ?? [];
  return field ? { field, ascending: way === "up" } : undefined;
}

/** Which fields' values come with the rows: the columns that this person chose. */
export function columnsAsked(chosen = chosenColumns()): { fields: string[]; withFields: boolean } {
  const fields = columnFields(chosen);
  return { fields, withFields: fields.length > 0 };
}

export function questionOf(view: LedgerView): LedgerQuestion {
  const filter: CustomerFilter = {
    ...(view.lifecycle ? { lifecycles: [view.lifecycle] } : {}),
    ...(view.tiers.length > 0 ? { tiers: view.tiers } : {}),
    ...(view.levels.length > 0 ? { memberLevelIds: view.levels } : {}),
    ...(view.channels.length > 0 ? { channelIds: view.channels } : {}),
    ...(view.demo === undefined ? {} : { demo: view.demo }),
    ...(view.complaint ? { hasOpenComplaint: true } : {}),
    ...ownerFilter(view.owner),
    ...(view.fields.length > 0
      ? { fields: view.fields.map(({ name, ...asked }) => ({ field: name, ...asked })) }
      : {}),
  };
  return {
    search: view.search || null,
    filter: Object.keys(filter).length > 0 ? filter : null,
    orderBy: view.order,
    ...(view.fieldOrder ? { orderByField: view.fieldOrder } : {}),
  };
}

function ownerFilter(owner: string | undefined): CustomerFilter {
  if (!owner) return {};
  if (owner === nobody) return { unowned: true };
  return owner.startsWith("Team_") ? { teamIds: [owner] } : { ownerIds: [owner] };
}

export const isFiltered = (view: LedgerView): boolean =>
  view.search !== "" || questionOf(view).filter !== null;

export const withoutFilters = (view: LedgerView): LedgerView => ({
  ...view,
  search: "",
  lifecycle: undefined,
  tiers: [],
  levels: [],
  channels: [],
  demo: undefined,
  complaint: false,
  owner: undefined,
  fields: [],
});
