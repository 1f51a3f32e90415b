import { remember, remembered } from "../../../lib/remembered.ts";

/** Which columns this person wants to see, in this order: the ledger's own by their keys, fields of the archive after a dot. */
const kept = "ledger.columns";
const ofField = "field.";
export const mostColumns = 40;

export const keyOfField = (name: string): string => `${ofField}${name}`;
export const fieldOfKey = (key: string): string | undefined =>
  key.startsWith(ofField) ? key.slice(ofField.length) : undefined;

/** Undefined: as the ledger comes. */
export function chosenColumns(): readonly string[] | undefined {
  const keys = remembered(kept)?.split(" ").filter(Boolean);
  return keys && keys.length > 0 ? keys.slice(0, mostColumns) : undefined;
}

export function chooseColumns(keys: readonly string[] | undefined): void {
  remember(kept, keys?.join(" ") ?? "");
}

/** The fields among them, by name. */
export const columnFields = (chosen: readonly string[] | undefined): string[] =>
  (chosen ?? []).flatMap((key) => fieldOfKey(key) ?? []);
