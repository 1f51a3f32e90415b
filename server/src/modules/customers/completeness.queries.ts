import type { GraphQLResolveInfo } from "graphql";
import { isPersonalField } from "../../platform/personal-fields.ts";
import type { RequestContext } from "../../platform/request.ts";
import { selectedFields } from "../../platform/selection.ts";
import { SECTIONS } from "./archive-field.ts";
import { findArchiveSettings } from "./archive-settings.queries.ts";
import { missingFields, percentKnown, weighedFields, type WeighedField } from "./completeness.ts";
import type { Completeness, MissingField } from "./completeness.types.ts";
import type { CustomerKind } from "./customer.entity.ts";
import type { CustomerType } from "./customer.types.ts";
import { labelOf, sectionOf } from "./fields.ts";
import { knownFieldsOf } from "./known-fields.queries.ts";
import { mayKnow } from "./personal.queries.ts";
import { questionAbout } from "./questions.ts";

/**
 * How complete an archive is for its reader: of the fields that he may know of. So neither the percent nor what is missing
 * tells anything of the others. Whoever may know of all that count is answered by the percent that is kept.
 */
export async function showCompleteness(
  context: RequestContext,
  customer: CustomerType,
  info: GraphQLResolveInfo,
): Promise<Completeness> {
  const rule = await findArchiveSettings(context);
  const counting = weighedFields(customer.kind, customer.tier, rule);
  const mine = counting.filter(({ field: { name } }) => !isPersonalField(name) || mayKnow(context, name));
  const onlyPercent = selectedFields(info, []).size === 1 && selectedFields(info, []).has("percent");
  if (onlyPercent && mine.length === counting.length && customer.completenessKept !== null)
    return { percent: customer.completenessKept, missing: [], nextQuestion: null };
  const known = new Set(await knownFieldsOf(context, customer));
  const isKnown = (name: string) => known.has(name);
  const missing = missingFields(mine, isKnown);
  const [next] = missing;
  return {
    percent: percentKnown(mine, isKnown),
    missing: missing.map((one) => showMissing(context, customer.kind, one)),
    nextQuestion: next
      ? {
          field: next.field.name,
          question: questionAbout(next.field, customer.kind)[context.language],
        }
      : null,
  };
}

function showMissing(
  { language }: RequestContext,
  kind: CustomerKind,
  { field, weight }: WeighedField,
): MissingField {
  const section = sectionOf(field, kind);
  if (section === null) throw new TypeError(`${field.name} is no field of this kind`);
  return {
    field: field.name,
    label: labelOf(field, kind)[language],
    section,
    sectionLabel: SECTIONS[section].label[language],
    weight,
  };
}
