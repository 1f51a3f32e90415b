import { recordId } from "../../platform/ids.ts";
import { FieldType, type ArchiveField } from "./archive-field.ts";
import { LIST_SEPARATOR, partsOfList } from "./field-types.ts";

type Shaped = Pick<ArchiveField, "type">;

/** A value as the graph takes it: its types are those that `archive.types.ts` gives the fields. */
type Given = string | number | boolean | readonly string[] | { readonly amount: string } | null | undefined;

/** A value as the graph takes it, as a text to be checked. */
export function typedText({ type }: Shaped, value: unknown): string {
  const given = value as Given;
  if (given === null || given === undefined) return "";
  if (typeof given !== "object") {
    const text = String(given);
    return type === FieldType.CUSTOMER && text !== "" ? (recordId("Customer", text) ?? NO_ID) : text;
  }
  return "amount" in given ? given.amount : given.join(LIST_SEPARATOR);
}

/** No record has it. */
const NO_ID = "00000000-0000-0000-0000-000000000000";

/** The column of `field_value` that values of this type lie in. */
export function columnOf(type: FieldType): "text" | "long_text" | "number" | "day" | "yes" | "ref" {
  switch (type) {
    case FieldType.LONG_TEXT:
      return "long_text";
    case FieldType.NUMBER:
    case FieldType.MONEY:
      return "number";
    case FieldType.DATE:
      return "day";
    case FieldType.YES_NO:
      return "yes";
    case FieldType.CUSTOMER:
      return "ref";
    default:
      return "text";
  }
}

/** A kept value as the rows it takes. */
export function rowsOf({ type }: Shaped, value: string): { position: number; value: string }[] {
  const isList = type === FieldType.CHOICES || type === FieldType.TAGS;
  return (isList ? partsOfList(value) : [value]).map((part, position) => ({ position, value: part }));
}
