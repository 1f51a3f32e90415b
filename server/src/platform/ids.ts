import { v7, validate } from "uuid";

/** A new record id: UUID version 7, so ids sort by the time they were made. */
export function newId(): string {
  return v7();
}

/** The id the graph shows: the type's name and the record's id. Integrators treat it as opaque. */
export function globalId(type: string, id: string): string {
  return `${type}_${id}`;
}

/** The type and record id behind a graph id, or null when it is not one of ours. */
export function parseGlobalId(value: string): { type: string; id: string } | null {
  const separator = value.indexOf("_");
  const type = value.slice(0, separator);
  const id = value.slice(separator + 1);
  return separator > 0 && validate(id) ? { type, id } : null;
}

/** The record id behind a graph id of one type, or null: an unknown id and one of another type answer alike. */
export function recordId(type: string, value: string): string | null {
  const parsed = parseGlobalId(value);
  return parsed?.type === type ? parsed.id : null;
}
