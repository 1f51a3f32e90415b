import { fingerprint } from "./fingerprint.ts";
import { CustomerKind } from "../../customers/customer.entity.ts";
import type { FieldTarget } from "../reading/import-targets.ts";
import { comparable, ROW_FIELDS, type PreparedRow, type RowField } from "./prepare-row.ts";

/** A customer on file, as looked up for the rows that may mean it. */
export interface CustomerOnFile {
  readonly id: string;
  /** Made by this very import, by an earlier row. */
  readonly ours: boolean;
  readonly hasOrders: boolean;
  readonly kind?: CustomerKind;
  /** Level and channel by their names. */
  readonly fields: PreparedRow["fields"];
}

export interface OrderLine {
  readonly goods: string;
  readonly quantity: string | null;
  /** What its own row says; null when the lines do not have different ones. */
  readonly amount: string | null;
}

/** An order on file, found by its number. */
export interface OrderOnFile {
  readonly id: string;
  readonly customerId: string;
  readonly ours: boolean;
  readonly orderedOn: string;
  readonly amount: string;
  readonly lines: readonly OrderLine[];
}

export type IdentityKind = "ref" | "nickname" | "phone" | "email" | "place";

const MADE_HERE = 1;
const HAS_ORDER = 2;
const IS_COMPANY = 4;

/** What a file is about, beside what every sheet can give. */
export interface FileOfRows {
  /** Fields of the archive that it fills. */
  readonly fields: readonly FieldTarget[];
  /** What kind of customers it makes. */
  readonly kind: CustomerKind;
}

const NOTHING_MORE: FileOfRows = { fields: [], kind: CustomerKind.INDIVIDUAL };

/**
 * What is known of customers and orders while a file is gone through: what lies on file, and what the rows so far
 * make of it. Kept as numbers, so that a file of a million rows fits into memory.
 */
export class Known {
  /** The fields that are told apart, in the order of their places. */
  readonly fields: readonly RowField[];
  readonly kind: CustomerKind;
  readonly #placeOf: ReadonlyMap<RowField, number>;
  readonly #ids: string[] = [];
  #fields: Float64Array;
  #flags = new Uint8Array(1024);
  readonly #byKey = new Map<number, number | number[]>();
  readonly #byId = new Map<string, number>();
  readonly #times: Map<number, number>;
  readonly #ordersMade = new Map<number, number>();
  #ordersOnFile = new Map<string, OrderOnFile>();

  /** `times` outlives this: how often something was met is counted over the whole file. */
  constructor(times: Map<number, number> = new Map(), { fields, kind }: FileOfRows = NOTHING_MORE) {
    this.#times = times;
    this.kind = kind;
    this.fields = [...ROW_FIELDS, ...fields];
    this.#placeOf = new Map(this.fields.map((field, place) => [field, place]));
    this.#fields = new Float64Array(this.fields.length * 1024);
  }

  /** Takes over a customer on file, once. */
  addOnFile(customer: CustomerOnFile, keys: readonly (readonly [IdentityKind, string])[]): number {
    const index = this.#byId.get(customer.id) ?? this.#add(customer.id);
    if (!this.#byId.has(customer.id)) {
      this.#byId.set(customer.id, index);
      for (const field of this.fields) {
        const value = customer.fields[field];
        if (value !== undefined) this.setField(index, field, value);
      }
      this.#flags[index] =
        (customer.ours ? MADE_HERE : 0) |
        (customer.hasOrders ? HAS_ORDER : 0) |
        (customer.kind === CustomerKind.COMPANY ? IS_COMPANY : 0);
    }
    for (const [kind, key] of keys) this.addKey(index, kind, key);
    return index;
  }

  /** A customer that a row makes. */
  addMade(id: string): number {
    const index = this.#add(id);
    this.#flags[index] = MADE_HERE | (this.kind === CustomerKind.COMPANY ? IS_COMPANY : 0);
    if (id !== "") this.#byId.set(id, index);
    return index;
  }

  addKey(index: number, kind: IdentityKind, key: string): void {
    const hash = fingerprint(`${kind}:${key}`);
    const found = this.#byKey.get(hash);
    if (found === undefined) this.#byKey.set(hash, index);
    else if (typeof found === "number" ? found !== index : !found.includes(index))
      this.#byKey.set(hash, typeof found === "number" ? [found, index] : [...found, index]);
  }

  find(kind: IdentityKind, key: string): readonly number[] {
    const found = this.#byKey.get(fingerprint(`${kind}:${key}`));
    return found === undefined ? [] : typeof found === "number" ? [found] : found;
  }

  indexOf(customerId: string): number | undefined {
    return this.#byId.get(customerId);
  }

  idOf(index: number): string {
    return this.#ids[index] ?? "";
  }

  /** Of the customers that the file makes, those without an order so far. */
  get madeWithoutOrder(): number {
    let count = 0;
    for (let index = 0; index < this.#ids.length; index += 1)
      if (this.isMadeHere(index) && !this.hasOrder(index)) count += 1;
    return count;
  }

  isMadeHere(index: number): boolean {
    return ((this.#flags[index] ?? 0) & MADE_HERE) !== 0;
  }

  /** Whether the file's fields of the archive are those of this customer. */
  isOfKind(index: number): boolean {
    const isCompany = ((this.#flags[index] ?? 0) & IS_COMPANY) !== 0;
    return isCompany === (this.kind === CustomerKind.COMPANY);
  }

  hasOrder(index: number): boolean {
    return ((this.#flags[index] ?? 0) & HAS_ORDER) !== 0;
  }

  noteOrder(index: number): void {
    this.#flags[index] = (this.#flags[index] ?? 0) | HAS_ORDER;
  }

  /** How the row's value stands to what is known of the field. */
  compare(index: number, field: RowField, value: string): "empty" | "same" | "other" {
    const known = this.#fields[this.#place(index, field)] ?? 0;
    if (known === 0) return "empty";
    return known === fingerprint(comparable(field, value)) ? "same" : "other";
  }

  setField(index: number, field: RowField, value: string): void {
    this.#fields[this.#place(index, field)] = fingerprint(comparable(field, value));
  }

  /** How many times, this one included, something was met in the file. */
  count(what: string): number {
    const hash = fingerprint(what);
    const times = (this.#times.get(hash) ?? 0) + 1;
    this.#times.set(hash, times);
    return times;
  }

  /** The orders on file of the rows at hand; what was looked up for rows before is forgotten. */
  lookAtOrders(orders: ReadonlyMap<string, OrderOnFile>): void {
    this.#ordersOnFile = new Map(orders);
  }

  orderOnFile(number: string): OrderOnFile | undefined {
    return this.#ordersOnFile.get(number);
  }

  noteOrderMade(number: string, customer: number): void {
    this.#ordersMade.set(fingerprint(number), customer);
  }

  /** The customer of an order that an earlier row made. */
  orderMade(number: string): number | undefined {
    return this.#ordersMade.get(fingerprint(number));
  }

  #place(index: number, field: RowField): number {
    const place = this.#placeOf.get(field);
    if (place === undefined) throw new TypeError(`the file has no ${field}`);
    return index * this.fields.length + place;
  }

  #add(id: string): number {
    const index = this.#ids.length;
    this.#ids.push(id);
    if (index >= this.#flags.length) {
      const [fields, flags] = [this.#fields, this.#flags];
      this.#fields = new Float64Array(fields.length * 2);
      this.#fields.set(fields);
      this.#flags = new Uint8Array(flags.length * 2);
      this.#flags.set(flags);
    }
    return index;
  }
}

/** What stands for a customer in counts over the whole file: its id, or its place in a dry run's memory. */
export function keyOf(known: Known, index: number): string {
  const id = known.idOf(index);
  return id === "" ? `#${index}` : id;
}
