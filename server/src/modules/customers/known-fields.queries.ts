import { isPersonalField } from "../../platform/personal-fields.ts";
import type { RequestContext } from "../../platform/request.ts";
import type { CustomerPersonal } from "./customer-personal.ts";
import { findPersonal } from "./customer.queries.ts";
import type { CustomerType } from "./customer.types.ts";
import { findFieldValues } from "./field-values.queries.ts";
import { fieldsOfKind } from "./fields.ts";
import { mayKnow } from "./personal.queries.ts";

const NOTHING: CustomerPersonal = {};

/** The fields of a customer's archive that hold a value, as far as the caller may know that; with channel and level. */
export async function knownFieldsOf(context: RequestContext, customer: CustomerType): Promise<string[]> {
  const fields = fieldsOfKind(customer.kind);
  const [plain, personal] = await Promise.all([
    findFieldValues(context, customer.recordId),
    fields.some(({ name }) => isPersonalField(name) && mayKnow(context, name))
      ? findPersonal(context, customer)
      : NOTHING,
  ]);
  const known = fields.filter(({ name, column }) => {
    if (isPersonalField(name)) return mayKnow(context, name) && Boolean(personal[name]);
    return column ? Boolean(customer[name as "name" | "nickname"]) : plain.has(name);
  });
  return [
    ...known.map(({ name }) => name),
    ...(["channelId", "memberLevelId"] as const).filter((name) => customer[name] !== null),
  ];
}
