import type { MaskedValue } from "../../platform/scalars.ts";
import { maskPersonal } from "./customer-personal.ts";

/** A personal value as lists show it, for slices that show what they want to write into a customer. */
export function showPersonal(field: string, value: string | null): MaskedValue {
  return maskPersonal(field, value);
}
