import type { GraphQLResolveInfo } from "graphql";
import { businessDay, now } from "../../platform/clock.ts";
import { FieldRight } from "../../platform/field-rights.ts";
import type { RequestContext } from "../../platform/request.ts";
import { selectedFields } from "../../platform/selection.ts";
import { isPersonalField } from "../../platform/personal-fields.ts";
import { ageOf } from "./age.ts";
import { ALL_SECTIONS, FieldType, graphNameOf, SECTIONS, type ArchiveField } from "./archive-field.ts";
import type { CustomerAge } from "./archive-field.types.ts";
import type { CustomerPersonal } from "./customer-personal.ts";
import { findCustomer, findPersonal } from "./customer.queries.ts";
import type { CustomerType } from "./customer.types.ts";
import type { CustomerKind } from "./customer.entity.ts";
import { findDistrict } from "./districts.ts";
import { partsOfList } from "./field-types.ts";
import { findFieldValues, type PlainValues } from "./field-values.queries.ts";
import { fieldsOfSection } from "./fields.ts";
import { mayKnow, mayOnField, showPersonal } from "./personal.queries.ts";

interface Asked {
  readonly section: string;
  readonly fields: readonly ArchiveField[];
  /** What is computed, such as the age. */
  readonly others: ReadonlySet<string>;
}

interface Plan {
  readonly sections: readonly Asked[];
  readonly plain: boolean;
  readonly personal: boolean;
}

const NOTHING_PLAIN: PlainValues = new Map();
const NOTHING_PERSONAL: CustomerPersonal = {};

/** The archive of a person or a firm, as far as it is asked for; null of the other kind. */
export async function showArchive(
  context: RequestContext,
  customer: CustomerType,
  kind: CustomerKind,
  info: GraphQLResolveInfo,
): Promise<object | null> {
  if (customer.kind !== kind) return null;
  const plan = context.loaders.plan(info, () => planOf(context, kind, info));
  const [plain, personal] = await Promise.all([
    plan.plain ? findFieldValues(context, customer.recordId) : NOTHING_PLAIN,
    plan.personal ? findPersonal(context, customer) : NOTHING_PERSONAL,
  ]);
  const known = { context, customer, plain, personal };
  const shown: Record<string, unknown> = {};
  for (const { section, fields, others } of plan.sections) {
    const values: Record<string, unknown> = {};
    for (const field of fields) values[field.name] = showValue(known, field);
    if (others.has("age")) values["age"] = showAge(known);
    if (DEALS.some((name) => others.has(name))) Object.assign(values, dealsOf(customer));
    shown[section] = values;
  }
  return shown;
}

const DEALS = ["dealCount", "totalSpent", "firstDealOn", "lastDealOn"] as const;

function dealsOf({ dealCount, totalSpent, firstDealOn, lastDealOn }: CustomerType) {
  return { dealCount, totalSpent, firstDealOn, lastDealOn };
}

function planOf(context: RequestContext, kind: CustomerKind, info: GraphQLResolveInfo): Plan {
  const sections = ALL_SECTIONS.filter((section) => SECTIONS[section].kind === kind).flatMap((section) => {
    const name = graphNameOf(section);
    const others = selectedFields(info, [name]);
    const fields = fieldsOfSection(section).filter((field) => others.has(field.name));
    return others.size === 0 ? [] : [{ section: name, fields, others }];
  });
  const fields = sections.flatMap((section) => section.fields);
  const age = sections.some(({ others }) => others.has("age"));
  return {
    sections,
    plain: age || fields.some((field) => !field.personal && !field.column),
    personal:
      (age && mayKnow(context, "birthDate")) ||
      fields.some(({ name }) => isPersonalField(name) && mayKnow(context, name)),
  };
}

interface Known {
  readonly context: RequestContext;
  readonly customer: CustomerType;
  readonly plain: PlainValues;
  readonly personal: CustomerPersonal;
}

function showValue({ context, customer, plain, personal }: Known, field: ArchiveField): unknown {
  const { name } = field;
  if (isPersonalField(name)) return showPersonal(context, name, personal[name]);
  if (field.column) return customer[name as "name" | "nickname"];
  return asTyped(context, field, plain.get(name) ?? null);
}

/** A kept value as the graph tells it. */
function asTyped(context: RequestContext, { type, decimals }: ArchiveField, value: string | null): unknown {
  if (type === FieldType.CHOICES || type === FieldType.TAGS) return value === null ? [] : partsOfList(value);
  if (value === null) return null;
  switch (type) {
    case FieldType.NUMBER:
      return decimals === 0 ? Number(value) : value;
    case FieldType.MONEY:
      return { amount: value, currency: "CNY" };
    case FieldType.YES_NO:
      return value === "true";
    case FieldType.DISTRICT:
      return findDistrict(value);
    case FieldType.CUSTOMER:
      return findCustomer(context, { id: value });
    default:
      return value;
  }
}

/** To whoever sees the birth date masked no more is told than its mask tells, the year: an age that grows tells the day. */
function showAge({ context, plain, personal }: Known): CustomerAge | null {
  const known = mayKnow(context, "birthDate") ? personal.birthDate : undefined;
  const isWhole = mayOnField(context, "birthDate", FieldRight.VIEW);
  const birthYear = (isWhole ? undefined : known?.slice(0, 4)) ?? plain.get("birthYear");
  const birthDate = isWhole ? known : undefined;
  return ageOf({ birthDate, birthYear }, businessDay(now(), context.timeZone));
}
