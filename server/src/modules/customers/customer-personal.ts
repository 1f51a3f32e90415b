import { BlindIndexKind, type Cipher, type SealedPlace } from "../../platform/crypto.ts";
import { FieldSensitivity, FieldType } from "./archive-field.ts";
import { archiveField, OTHER_PHONES } from "./fields.ts";
import type { SealedFieldName } from "../../platform/custom-fields.ts";

/** What is known of a customer and not plain, by the fields of the archive and the firm's own. Lies sealed in the customer's row. */
export type CustomerPersonal = Partial<Record<SealedFieldName, string>>;

function placeOfPersonal(customerId: string): SealedPlace {
  return { table: "customer", column: "personal", rowId: customerId };
}

export function sealPersonal(cipher: Cipher, customerId: string, personal: CustomerPersonal): Buffer | null {
  const known = Object.fromEntries(Object.entries(personal).filter(([, value]) => value));
  return Object.keys(known).length === 0 ? null : cipher.seal(placeOfPersonal(customerId), known);
}

export function openPersonal(cipher: Cipher, customerId: string, sealed: Buffer | null): CustomerPersonal {
  return sealed ? (cipher.open(placeOfPersonal(customerId), sealed) as CustomerPersonal) : {};
}

/**
 * The blind-index rows under which a customer is found by contact data. Other numbers than the phone have kinds of their
 * own: who may look for a customer's phone may perhaps not look for his mobile.
 */
export function blindIndexesOf(
  cipher: Cipher,
  personal: CustomerPersonal,
): { kind: BlindIndexKind; hash: Buffer }[] {
  const rows: { kind: BlindIndexKind; hash: Buffer }[] = [];
  if (personal.phone) {
    rows.push({ kind: BlindIndexKind.PHONE, hash: phoneIndex(cipher, personal.phone) });
    rows.push({ kind: BlindIndexKind.PHONE_LAST_FOUR, hash: lastFourIndex(cipher, personal.phone) });
  }
  if (personal.email) rows.push({ kind: BlindIndexKind.EMAIL, hash: emailIndex(cipher, personal.email) });
  const others = OTHER_PHONES.flatMap((field) => numberOf(personal[field] ?? ""));
  for (const number of new Set(others)) {
    const kind = BlindIndexKind.OTHER_PHONE;
    rows.push({ kind, hash: cipher.blindIndex(kind, number) });
  }
  for (const digits of new Set(others.map((number) => number.slice(-4)))) {
    const kind = BlindIndexKind.OTHER_PHONE_LAST_FOUR;
    rows.push({ kind, hash: cipher.blindIndex(kind, digits) });
  }
  return rows;
}

/** A phone without its extension; nothing where there is none. */
function numberOf(phone: string): string[] {
  const [number] = phone.split(";");
  return number ? [number] : [];
}

/** Of a number in E.164, without an extension. */
export function phoneIndex(cipher: Cipher, phone: string, kind = BlindIndexKind.PHONE): Buffer {
  return cipher.blindIndex(kind, phone.split(";")[0] ?? phone);
}

/** Of a whole number or just its last four digits. */
export function lastFourIndex(cipher: Cipher, phone: string, kind = BlindIndexKind.PHONE_LAST_FOUR): Buffer {
  return cipher.blindIndex(kind, (phone.split(";")[0] ?? phone).slice(-4));
}

/** Upper and lower case find each other. */
export function emailIndex(cipher: Cipher, email: string): Buffer {
  return cipher.blindIndex(BlindIndexKind.EMAIL, email.toLowerCase());
}

/** A personal value with most of it starred out. What a caller sees of one is for `personal.queries.ts` to decide. */
export function maskPersonal(field: SealedFieldName, value: string): string {
  const { type, sensitivity } = archiveField(field) ?? UNKNOWN;
  if (type === FieldType.ID_NUMBER)
    return `${value.slice(0, 2)}${"*".repeat(Math.max(0, value.length - 4))}${value.slice(-2)}`;
  if (sensitivity === FieldSensitivity.SENSITIVE) return "****";
  if (type === FieldType.PHONE) return maskPhone(value);
  if (type === FieldType.EMAIL) return `${[...value][0] ?? ""}***${value.slice(value.lastIndexOf("@"))}`;
  // A cell of a file may hold anything in the place of a day.
  if (type === FieldType.DATE) return /^\d{4}-/.test(value) ? `${value.slice(0, 4)}-**-**` : "****";
  // The city and district help to tell two customers apart; the street and number stay hidden.
  const characters = [...value];
  return `${characters.slice(0, Math.min(6, Math.floor(characters.length / 2))).join("")}****`;
}

const UNKNOWN = { type: FieldType.TEXT, sensitivity: FieldSensitivity.SENSITIVE };

function maskPhone(value: string): string {
  const [number = ""] = value.split(";ext=");
  const { area, local } = chinesePhone(number);
  if (area) return `${area}****${local.slice(-4)}`;
  // Little of a short number may stay: never more than the last four and as many in front.
  const head = local.length >= 11 ? 3 : 0;
  return `${local.slice(0, head)}****${local.slice(-4)}`;
}

/** A personal value in clear as people read it. */
export function personalForPeople(field: SealedFieldName, value: string): string {
  return archiveField(field)?.type === FieldType.PHONE ? phoneForPeople(value) : value;
}

/** A whole phone number as people read it: Chinese ones as they are dialled in China, e.g. 0571-88888888. */
export function phoneForPeople(phone: string): string {
  const [number = "", extension] = phone.split(";ext=");
  const { area, local } = chinesePhone(number);
  const dialled = area ? `${area}-${local}` : local;
  if (extension === undefined) return dialled;
  return phone.startsWith("+86") ? `${dialled}-${extension}` : `${dialled} ext. ${extension}`;
}

/** The area code of a Chinese landline with its 0, and the rest; service numbers (400, 800, 95…) and mobiles have none. */
function chinesePhone(number: string): { area: string; local: string } {
  if (!number.startsWith("+86")) return { area: "", local: number };
  const national = number.slice(3);
  const [, area, local] = /^(?!400|800)(10|2\d|[3-9]\d{2})(\d{7,8})$/.exec(national) ?? [];
  return area && local ? { area: `0${area}`, local } : { area: "", local: national };
}
