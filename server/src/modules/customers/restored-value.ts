import { globalId } from "../../platform/ids.ts";
import { FieldType, type ArchiveField } from "./archive-field.ts";
import { phoneForPeople } from "./customer-personal.ts";

/** A value as it was kept, in the form in which a person or program would give it again. */
export function givenAgain({ type }: Pick<ArchiveField, "type">, kept: string): unknown {
  switch (type) {
    case FieldType.MONEY:
      return { amount: kept, currency: "CNY" };
    case FieldType.CUSTOMER:
      return globalId("Customer", kept);
    case FieldType.PHONE:
      return phoneForPeople(kept);
    default:
      return kept;
  }
}
