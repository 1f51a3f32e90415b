import { BYTES_AHEAD, RowBytes } from "./row-bytes.ts";

/** What the application writes a customer's archive to, in an order in which every row finds what it refers to. */
const TABLES = {
  customer:
    "id:uuid number:text kind:text lifecycle:text name:text nickname:text channel_id:uuid member_level_id:uuid personal:bytea search_terms:terms created_at:moment updated_at:moment",
  customer_facts:
    "customer_id:uuid lifecycle:text tier:text first_deal_on:day last_deal_on:day deal_count:integer total_spent:hundredths open_complaint_count:integer last_complaint_at:moment completeness:smallint personal_fields:texts verify_due_on:day verify_section:text",
  customer_blind_index: "kind:smallint hash:bytea customer_id:uuid",
  external_ref: "system:text external_id:text customer_id:uuid",
  customer_order:
    "id:uuid number:text customer_id:uuid ordered_on:day amount:hundredths created_at:moment updated_at:moment",
  order_item: "order_id:uuid position:smallint goods:text quantity:hundredths amount:hundredths",
  complaint:
    "id:uuid number:text version:integer kind:text category:text severity:text urgency:bigint medium:text description:text status:text customer_id:uuid order_id:uuid team_id:uuid assignee_id:uuid filed_at:moment acknowledged_through:text cause:text solution:text reaction:text satisfaction:text",
  complaint_event:
    "id:uuid complaint_id:uuid kind:text at:moment source:text from_status:text to_status:text acknowledged_through:text satisfaction:text text:text assignee_id:uuid team_id:uuid",
  note: "id:uuid customer_id:uuid text:text written_at:moment",
  timeline_entry:
    "id:uuid customer_id:uuid kind:text happened_at:moment subject_id:uuid fields:texts source:text",
  change:
    "id:uuid record_type:text record_id:uuid record_version:integer operation:text fields:texts source:text request_id:text at:moment",
} as const;

export type SeedTable = keyof typeof TABLES;
export const SEED_TABLE_NAMES = Object.keys(TABLES) as SeedTable[];

/**
 * As its column wants it: an id as bytes or text, a moment in milliseconds and a day in days since 1970, an amount
 * in hundredths.
 */
export type Field = string | number | Uint8Array | readonly string[] | null;

type Write = (bytes: RowBytes, field: NonNullable<Field>) => void;

const WRITE: Readonly<Record<string, Write>> = {
  uuid: (bytes, field) => (typeof field === "string" ? bytes.uuidText(field) : bytes.uuid(asBytes(field))),
  text: (bytes, field) => bytes.text(asText(field)),
  texts: (bytes, field) => bytes.texts(asList(field)),
  terms: (bytes, field) => bytes.terms(asList(field)),
  bytea: (bytes, field) => bytes.bytea(asBytes(field)),
  smallint: (bytes, field) => bytes.smallint(asNumber(field)),
  integer: (bytes, field) => bytes.integer(asNumber(field)),
  bigint: (bytes, field) => bytes.bigint(asNumber(field)),
  moment: (bytes, field) => bytes.moment(asNumber(field)),
  day: (bytes, field) => bytes.day(asNumber(field)),
  hundredths: (bytes, field) => bytes.hundredths(asNumber(field)),
};

/** Names of a table's columns, in the order in which rows have them. */
export function columnsOf(table: SeedTable): string[] {
  return columns(table).map(([name]) => name);
}

function columns(table: SeedTable): [name: string, write: Write][] {
  return TABLES[table].split(" ").map((column) => {
    const [name = "", type = ""] = column.split(":");
    const write = WRITE[type];
    if (!write) throw new TypeError(`no such type of column: ${type}`);
    return [name, write];
  });
}

/** Rows in the binary form that COPY reads, table by table: neither side has to print and parse what is a number. */
export class CopyRows {
  readonly #tables = Object.fromEntries(
    SEED_TABLE_NAMES.map((table) => [table, new TableRows(columns(table).map(([, write]) => write))]),
  ) as Record<SeedTable, TableRows>;

  /** The fields in the order of the table's columns. */
  add(table: SeedTable, ...fields: Field[]): void {
    this.#tables[table].add(fields);
  }

  /** What was added since the last time. */
  take(table: SeedTable): { readonly rows: number; readonly bytes: Uint8Array<ArrayBuffer> } {
    return this.#tables[table].take();
  }
}

class TableRows {
  readonly #writes: readonly Write[];
  readonly #bytes = new RowBytes();
  #rows = 0;

  constructor(writes: readonly Write[]) {
    this.#writes = writes;
  }

  add(fields: readonly Field[]): void {
    const bytes = this.#bytes;
    const writes = this.#writes;
    if (fields.length !== writes.length) throw new TypeError("a row has as many fields as its table columns");
    if (this.#rows === 0) bytes.begin();
    bytes.reserve(BYTES_AHEAD);
    bytes.row(fields.length);
    for (let index = 0; index < fields.length; index += 1) {
      const field = fields[index] ?? null;
      if (field === null) bytes.null();
      else writes[index]?.(bytes, field);
    }
    this.#rows += 1;
  }

  take(): { readonly rows: number; readonly bytes: Uint8Array<ArrayBuffer> } {
    const rows = this.#rows;
    this.#rows = 0;
    if (rows > 0) this.#bytes.end();
    return { rows, bytes: this.#bytes.take() };
  }
}

function asText(field: NonNullable<Field>): string {
  if (typeof field === "string") return field;
  throw new TypeError("a field should be text");
}

function asNumber(field: NonNullable<Field>): number {
  if (typeof field === "number") return field;
  throw new TypeError("a field should be a number");
}

function asList(field: NonNullable<Field>): readonly string[] {
  if (Array.isArray(field)) return field as readonly string[];
  throw new TypeError("a field should be a list");
}

function asBytes(field: NonNullable<Field>): Uint8Array {
  if (field instanceof Uint8Array) return field;
  throw new TypeError("a field should be bytes");
}

/** KH-000123: six digits at least, as `next_number` in the database gives them. */
export function humanNumber(prefix: string, number: number): string {
  return `${prefix}${String(number).padStart(6, "0")}`;
}
