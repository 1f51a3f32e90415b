/** Signature, flags and the length of nothing more. */
const BEGINNING = Uint8Array.from(
  [..."PGCOPY\n\xff\r\n\0"].map((sign) => sign.charCodeAt(0)).concat(0, 0, 0, 0, 0, 0, 0, 0),
);
/** PostgreSQL counts from 2000 on. */
const FIRST_MOMENT = Date.UTC(2000, 0, 1);
const FIRST_DAY = FIRST_MOMENT / 86_400_000;
const TEXT_TYPE = 25;
const TWO_TO_32 = 4_294_967_296;
/** What has a limit in a row is kept free ahead; texts, lists and bytes ask for themselves. */
export const BYTES_AHEAD = 1024;

const HEX = new Uint8Array(128);
for (let value = 0; value < 16; value += 1) HEX[value.toString(16).charCodeAt(0)] = value;

/** Rows in the binary form of COPY, one field after the other, in memory that grows as it must. */
export class RowBytes {
  #bytes = new Uint8Array(1 << 16);
  #length = 0;

  begin(): void {
    this.reserve(BEGINNING.length);
    this.#bytes.set(BEGINNING, this.#length);
    this.#length += BEGINNING.length;
  }

  end(): void {
    this.reserve(2);
    this.#put16(-1);
  }

  take(): Uint8Array<ArrayBuffer> {
    const taken = this.#bytes.slice(0, this.#length);
    this.#length = 0;
    return taken;
  }

  reserve(count: number): void {
    const most = this.#length + count;
    if (most <= this.#bytes.length) return;
    const larger = new Uint8Array(Math.max(this.#bytes.length * 2, most));
    larger.set(this.#bytes.subarray(0, this.#length));
    this.#bytes = larger;
  }

  row(fields: number): void {
    this.#put16(fields);
  }

  null(): void {
    this.#put32(-1);
  }

  smallint(value: number): void {
    this.#put32(2);
    this.#put16(value);
  }

  integer(value: number): void {
    this.#put32(4);
    this.#put32(value);
  }

  bigint(value: number): void {
    this.#put32(8);
    this.#put32(Math.floor(value / TWO_TO_32));
    this.#put32(value % TWO_TO_32);
  }

  moment(milliseconds: number): void {
    this.bigint((milliseconds - FIRST_MOMENT) * 1000);
  }

  day(day: number): void {
    this.integer(day === -Infinity ? -0x80000000 : day - FIRST_DAY);
  }

  /** Four decimal digits each, those in front of the point and those behind it. */
  hundredths(value: number): void {
    const whole = Math.floor(value / 100);
    const digits = whole >= 1e8 ? 3 : whole >= 1e4 ? 2 : 1;
    this.#put32(8 + (digits + 1) * 2);
    this.#put16(digits + 1);
    this.#put16(digits - 1);
    this.#put16(0);
    this.#put16(2);
    if (digits === 3) this.#put16(Math.floor(whole / 1e8));
    if (digits >= 2) this.#put16(Math.floor(whole / 1e4) % 1e4);
    this.#put16(whole % 1e4);
    this.#put16((value % 100) * 100);
  }

  uuid(id: Uint8Array): void {
    this.#put32(16);
    for (let index = 0; index < 16; index += 1) this.#bytes[this.#length + index] = id[index] ?? 0;
    this.#length += 16;
  }

  uuidText(text: string): void {
    this.#put32(16);
    for (let index = 0; index < 36; index += 2) {
      if (text.charCodeAt(index) === 45) index += 1;
      this.#bytes[this.#length] =
        ((HEX[text.charCodeAt(index)] ?? 0) << 4) | (HEX[text.charCodeAt(index + 1)] ?? 0);
      this.#length += 1;
    }
  }

  bytea(value: Uint8Array): void {
    this.reserve(value.length + BYTES_AHEAD);
    this.#put32(value.length);
    this.#bytes.set(value, this.#length);
    this.#length += value.length;
  }

  text(value: string): void {
    this.reserve(value.length * 3 + BYTES_AHEAD);
    this.#text(value);
  }

  texts(values: readonly string[]): void {
    let most = values.length * 4;
    for (const value of values) most += value.length * 3;
    this.reserve(most + BYTES_AHEAD);
    const start = this.#length;
    this.#length += 4;
    this.#put32(values.length === 0 ? 0 : 1);
    this.#put32(0);
    this.#put32(TEXT_TYPE);
    if (values.length > 0) {
      this.#put32(values.length);
      this.#put32(1);
    }
    for (const value of values) this.#text(value);
    this.#putLength(start);
  }

  /** A `tsvector` without positions: each term ends with a zero. */
  terms(values: readonly string[]): void {
    let most = values.length * 4;
    for (const value of values) most += value.length * 3;
    this.reserve(most + BYTES_AHEAD);
    const start = this.#length;
    this.#length += 4;
    this.#put32(values.length);
    for (const value of values) {
      this.#signs(value);
      this.#bytes[this.#length] = 0;
      this.#length += 1;
      this.#put16(0);
    }
    this.#putLength(start);
  }

  #text(value: string): void {
    const start = this.#length;
    this.#length += 4;
    this.#signs(value);
    this.#putLength(start);
  }

  /** Short as they are, texts are written faster here than by a call into the machine. */
  #signs(value: string): void {
    const bytes = this.#bytes;
    let at = this.#length;
    for (let index = 0; index < value.length; index += 1) {
      let code = value.charCodeAt(index);
      if (code < 0x80) bytes[at++] = code;
      else if (code < 0x800) {
        bytes[at++] = 0xc0 | (code >> 6);
        bytes[at++] = 0x80 | (code & 0x3f);
      } else {
        if (code >= 0xd800 && code < 0xe000) {
          code = value.codePointAt(index) ?? code;
          index += 1;
          bytes[at++] = 0xf0 | (code >> 18);
          bytes[at++] = 0x80 | ((code >> 12) & 0x3f);
        } else bytes[at++] = 0xe0 | (code >> 12);
        bytes[at++] = 0x80 | ((code >> 6) & 0x3f);
        bytes[at++] = 0x80 | (code & 0x3f);
      }
    }
    this.#length = at;
  }

  /** Of what follows the four bytes at this place. */
  #putLength(start: number): void {
    const end = this.#length;
    this.#length = start;
    this.#put32(end - start - 4);
    this.#length = end;
  }

  #put16(value: number): void {
    const at = this.#length;
    this.#bytes[at] = value >> 8;
    this.#bytes[at + 1] = value;
    this.#length = at + 2;
  }

  #put32(value: number): void {
    const at = this.#length;
    this.#bytes[at] = value >>> 24;
    this.#bytes[at + 1] = value >>> 16;
    this.#bytes[at + 2] = value >>> 8;
    this.#bytes[at + 3] = value;
    this.#length = at + 4;
  }
}
