import { DAY, dateOf } from "./seed-calendar.ts";

/** What the application writes a customer's archive to, in an order in which every row finds what it refers to. */
export const SEED_TABLES = {
  customer:
    "id number kind lifecycle name nickname channel_id member_level_id personal search_terms created_at updated_at",
  customer_facts:
    "customer_id tier first_deal_on last_deal_on deal_count total_spent open_complaint_count last_complaint_at",
  customer_blind_index: "kind hash customer_id",
  external_ref: "system external_id customer_id",
  customer_order: "id number customer_id ordered_on amount created_at updated_at",
  order_item: "order_id position goods quantity amount",
  complaint:
    "id number version kind category severity urgency medium description status customer_id order_id team_id assignee_id filed_at acknowledged_through cause solution reaction satisfaction",
  complaint_event:
    "id complaint_id kind at source from_status to_status acknowledged_through satisfaction text assignee_id team_id",
  note: "id customer_id text written_at",
  timeline_entry: "id customer_id kind happened_at subject_id fields source",
  change: "id record_type record_id record_version operation fields source request_id at",
} as const;

export type SeedTable = keyof typeof SEED_TABLES;
export const SEED_TABLE_NAMES = Object.keys(SEED_TABLES) as SeedTable[];

/** A value that needs no escaping, or one that `plain` was asked about, or null. */
export type Field = string | number | null;

/** Rows in the text form that COPY reads, table by table. */
export class CopyText {
  readonly #tables = new Map(SEED_TABLE_NAMES.map((table) => [table, new RowBytes()]));

  /** The fields in the order of SEED_TABLES. */
  add(table: SeedTable, ...fields: Field[]): void {
    let line = "";
    for (let index = 0; index < fields.length; index += 1) {
      const field = fields[index];
      if (index > 0) line += "\t";
      line += field ?? "\\N";
    }
    this.#tables.get(table)?.write(`${line}\n`);
  }

  /** What was added since the last time. */
  take(table: SeedTable): { readonly rows: number; readonly text: Uint8Array<ArrayBuffer> } {
    return this.#tables.get(table)?.take() ?? { rows: 0, text: new Uint8Array() };
  }
}

/** Some kilobytes at a time into bytes: each line alone, or all of a part at once, would take several times as long. */
const LONGEST_TEXT = 16_384;

class RowBytes {
  #bytes = Buffer.allocUnsafeSlow(1 << 16);
  #length = 0;
  #rows = 0;
  #text = "";

  write(line: string): void {
    this.#text += line;
    this.#rows += 1;
    if (this.#text.length > LONGEST_TEXT) this.#flush();
  }

  take(): { readonly rows: number; readonly text: Uint8Array<ArrayBuffer> } {
    this.#flush();
    const taken = { rows: this.#rows, text: new Uint8Array(this.#bytes.subarray(0, this.#length)) };
    this.#length = 0;
    this.#rows = 0;
    return taken;
  }

  #flush(): void {
    const most = this.#length + this.#text.length * 3;
    if (most > this.#bytes.length) {
      const larger = Buffer.allocUnsafeSlow(Math.max(this.#bytes.length * 2, most));
      this.#bytes.copy(larger, 0, 0, this.#length);
      this.#bytes = larger;
    }
    this.#length += this.#bytes.write(this.#text, this.#length);
    this.#text = "";
  }
}

const SPECIAL = /[\\\t\n\r]/g;
const ESCAPED: Readonly<Record<string, string>> = { "\\": "\\\\", "\t": "\\t", "\n": "\\n", "\r": "\\r" };

/** Any text as a field. */
export function plain(text: string | null): string | null {
  return text === null ? null : text.replace(SPECIAL, (character) => ESCAPED[character] ?? "");
}

/** Whether a text has something in it that PostgreSQL would read otherwise. */
const READ_OTHERWISE = /[\s"\\{},]|null/iu;

/** A list of texts as a field; words that PostgreSQL would read otherwise are quoted. */
export function list(values: readonly string[]): string {
  // Nearly always there is nothing to quote, and one look at all of them says so.
  if (!values.includes("") && !READ_OTHERWISE.test(values.join("_"))) return `{${values.join(",")}}`;
  return `{${values.map(element).join(",")}}`;
}

function element(value: string): string {
  if (value !== "" && !READ_OTHERWISE.test(value)) return value;
  return `"${plain(value.replaceAll("\\", "\\\\").replaceAll('"', '\\"')) ?? ""}"`;
}

export function bytes(value: Buffer | null): string | null {
  return value === null ? null : `\\\\x${value.toString("hex")}`;
}

const DATES = new Map<number, string>();
const TWO = Array.from({ length: 60 }, (_, number) => String(number).padStart(2, "0"));

/** A day since 1970 as a date. */
export function date(day: number): string {
  let known = DATES.get(day);
  if (known === undefined) {
    known = dateOf(day);
    DATES.set(day, known);
  }
  return known;
}

const last = { moment: -1, text: "" };

/** A moment in UTC; milliseconds are kept. Several rows in succession are of the same. */
export function moment(milliseconds: number): string {
  if (milliseconds !== last.moment) {
    last.moment = milliseconds;
    last.text = momentText(milliseconds);
  }
  return last.text;
}

function momentText(milliseconds: number): string {
  const day = Math.floor(milliseconds / DAY);
  const rest = milliseconds - day * DAY;
  const seconds = Math.floor(rest / 1000);
  const fraction = String(rest % 1000).padStart(3, "0");
  const time = `${TWO[Math.floor(seconds / 3600)] ?? ""}:${TWO[Math.floor(seconds / 60) % 60] ?? ""}:${TWO[seconds % 60] ?? ""}`;
  return `${date(day)} ${time}.${fraction}+00`;
}

/** An amount in hundredths, with its two decimals. */
export function money(cents: number): string {
  return `${Math.floor(cents / 100)}.${String(cents % 100).padStart(2, "0")}`;
}

/** KH-000123: six digits at least, as `next_number` in the database gives them. */
export function humanNumber(prefix: string, number: number): string {
  return `${prefix}${String(number).padStart(6, "0")}`;
}
