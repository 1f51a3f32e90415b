import type { ChangeKind, ChangeLogFilter, ChangeSource } from "../../gql/graphql.ts";

export const kinds: readonly ChangeKind[] = ["CHANGE", "REVEAL", "EXPORT", "SIGN_IN", "REFUSAL", "KEY"];
export const sources: readonly ChangeSource[] = ["CONSOLE", "API", "IMPORT", "COMMAND_LINE", "SYSTEM"];

/** What the change log shows, all of it in the address, so that a finding can be sent to somebody. */
export type ChangeLogView = {
  people: string[];
  kinds: ChangeKind[];
  sources: ChangeSource[];
  operation: string | undefined;
  /** The number of a customer: with its orders, notes and complaints. */
  customer: string;
  field: string | undefined;
  address: string;
  record: string | undefined;
  /** Calendar days of the reader's, both included. */
  from: string;
  to: string;
};

const day = (value: string | null): string => (/^\d{4}-\d{2}-\d{2}$/.test(value ?? "") ? (value ?? "") : "");

export function readView(address: URLSearchParams): ChangeLogView {
  return {
    people: address
      .getAll("who")
      .filter((id) => id.startsWith("StaffMember_"))
      .sort(),
    kinds: kinds.filter((kind) => address.getAll("kind").includes(kind)),
    sources: sources.filter((source) => address.getAll("source").includes(source)),
    operation: address.get("operation") ?? undefined,
    customer: address.get("customer")?.trim() ?? "",
    field: address.get("field") ?? undefined,
    address: address.get("address")?.trim() ?? "",
    record: address.get("record") ?? undefined,
    from: day(address.get("from")),
    to: day(address.get("to")),
  };
}

export function writeView(view: ChangeLogView): URLSearchParams {
  const address = new URLSearchParams();
  for (const id of view.people) address.append("who", id);
  for (const kind of view.kinds) address.append("kind", kind);
  for (const source of view.sources) address.append("source", source);
  for (const name of ["operation", "customer", "field", "address", "record", "from", "to"] as const) {
    const value = view[name];
    if (value) address.set(name, value);
  }
  return address;
}

/** The moment at which a day begins where the reader is; with `later`, that many days after. */
export function startOfDay(value: string, later = 0): string {
  const [year = 0, month = 1, date = 1] = value.split("-").map(Number);
  return new Date(year, month - 1, date + later).toISOString();
}

export function filterOf(view: ChangeLogView): ChangeLogFilter | null {
  const filter: ChangeLogFilter = {
    ...(view.people.length > 0 ? { actorIds: view.people } : {}),
    ...(view.kinds.length > 0 ? { kinds: view.kinds } : {}),
    ...(view.sources.length > 0 ? { sources: view.sources } : {}),
    ...(view.operation ? { operations: [view.operation] } : {}),
    ...(view.customer ? { customerNumber: view.customer.toUpperCase() } : {}),
    ...(view.field ? { fields: [view.field] } : {}),
    ...(view.address ? { address: view.address } : {}),
    ...(view.record ? { recordId: view.record } : {}),
    ...(view.from ? { from: startOfDay(view.from) } : {}),
    ...(view.to ? { to: startOfDay(view.to, 1) } : {}),
  };
  return Object.keys(filter).length > 0 ? filter : null;
}
