import type { RequestContext } from "../../platform/request.ts";
import { openPersonal, type CustomerPersonal } from "./customer-personal.ts";
import type { Customer } from "./customer.entity.ts";

/** The personal values of a customer whose row a command holds. */
export function personalOf({ cipher }: RequestContext, { id, personal }: Customer): CustomerPersonal {
  return openPersonal(cipher, id, personal);
}
