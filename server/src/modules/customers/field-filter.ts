import { sql, type RawBuilder, type SqlBool } from "kysely";
import { badUserInput } from "../../platform/errors.ts";
import { isCustomField } from "../../platform/custom-fields.ts";
import { recordId } from "../../platform/ids.ts";
import { text, type Text } from "../../platform/language.ts";
import { normaliseText } from "../../platform/plain-text.ts";
import type { RequestContext } from "../../platform/request.ts";
import { FieldType, type ArchiveField } from "./archive-field.ts";
import { customFieldId, findCustomField } from "./custom-fields.queries.ts";
import type { FieldFilter } from "./field-filter.types.ts";
import { visibleCustomerIds } from "./visible-customers.queries.ts";
import { columnOf } from "./field-value-shape.ts";
import { archiveField } from "./fields.ts";
import { mayKnow } from "./personal.queries.ts";

const MOST_FILTERS = 5;
const MOST_VALUES = 100;

/** A filter by a field as conditions on the rows of `field_value`, which stand there under the name `known`. */
export interface FieldCondition {
  readonly name: string;
  /** What a row says of it; of a customer without such a row the filter is not true. */
  readonly rows: RawBuilder<SqlBool>;
  /** Turned round: only customers without such a row. */
  readonly none: boolean;
  /** An index gives the rows, so that few of them are quickly found. */
  readonly isIndexed: boolean;
}

/** The filters by fields that were asked for, understood; refuses those that the caller may not use. */
export async function understandFieldFilters(
  context: RequestContext,
  filters: readonly FieldFilter[] | null | undefined,
): Promise<FieldCondition[]> {
  if (!filters) return [];
  if (filters.length > MOST_FILTERS)
    throw badUserInput(
      text(`最多按 ${MOST_FILTERS} 个字段筛选。`, `At most ${MOST_FILTERS} fields filter at once.`),
    );
  return (await Promise.all(filters.map((filter) => understand(context, filter)))).flat();
}

/** Each of them as a condition on `facts`. */
export function onFacts({ rows, none }: FieldCondition): RawBuilder<SqlBool> {
  const found = sql<SqlBool>`exists (select from field_value as known where known.customer_id = facts.customer_id and ${rows})`;
  return none ? sql<SqlBool>`not ${found}` : found;
}

/** The same, asked of each customer in the order of the list: PostgreSQL does not turn it into a join. */
export function askedOfEach({ rows, none }: FieldCondition): RawBuilder<SqlBool> {
  const found = sql`(select true from field_value as known where known.customer_id = facts.customer_id and ${rows} limit 1)`;
  return none ? sql<SqlBool>`${found} is null` : sql<SqlBool>`${found}`;
}

/** A plain field that the caller may know of, as lists name it. */
export async function plainField(context: RequestContext, name: string): Promise<ArchiveField> {
  const id = customFieldId(name);
  const custom = id ? await findCustomField(context, id) : null;
  const field = custom && !custom.archived ? custom.asField : archiveField(name);
  const isKnown = field && (!isCustomField(field.name) || mayKnow(context, field.name));
  // One answer for what there is not and what may not be asked: an encrypted value is not found by its parts.
  if (!isKnown || field.personal || field.column)
    throw badUserInput(
      text(
        "不能按此字段筛选或排序：没有这个字段，或它是加密的个人信息。",
        "No list goes by this field: there is none, or it is encrypted personal data.",
      ),
    );
  return field;
}

async function understand(context: RequestContext, filter: FieldFilter): Promise<FieldCondition[]> {
  const field = await plainField(context, filter.field);
  const { name, type } = field;
  const column = sql.ref(`known.${columnOf(type)}`);
  const ofField = sql<SqlBool>`known.field = ${name}`;
  const conditions: FieldCondition[] = [];
  const add = (rows: RawBuilder<SqlBool>, more: Partial<FieldCondition> = {}): void => {
    conditions.push({
      name,
      rows: sql<SqlBool>`${ofField} and ${rows}`,
      none: false,
      isIndexed: true,
      ...more,
    });
  };
  const wanted = [...(given(filter.equals) ?? []), ...(filter.anyOf ?? [])];
  if (given(filter.equals) || filter.anyOf) {
    if (wanted.length > MOST_VALUES) throw badUserInput(TOO_MANY);
    if (type === FieldType.LONG_TEXT) throw badUserInput(NO_SUCH_QUESTION);
    add(await equalToAny(context, field, column, wanted));
  }
  if (filter.contains !== undefined && filter.contains !== null) {
    const part = normaliseText(filter.contains);
    if (!isText(type)) throw badUserInput(NO_SUCH_QUESTION);
    if (part === "" || part.length > 100) throw badUserInput(NO_VALUE);
    add(sql<SqlBool>`${column} ilike ${`%${part.replaceAll(/[\\%_]/g, String.raw`\$&`)}%`}`, {
      isIndexed: false,
    });
  }
  const [from, to] = [given(filter.from)?.[0], given(filter.to)?.[0]];
  if (from !== undefined || to !== undefined) {
    if (!hasOrder(type)) throw badUserInput(NO_SUCH_QUESTION);
    const cast = sql.raw(type === FieldType.DATE ? "date" : "numeric");
    const ends = [
      ...(from === undefined ? [] : [sql`${column} >= ${checked(field, from)}::${cast}`]),
      ...(to === undefined ? [] : [sql`${column} <= ${checked(field, to)}::${cast}`]),
    ];
    add(sql<SqlBool>`${sql.join(ends, sql` and `)}`);
  }
  if (filter.isEmpty !== undefined && filter.isEmpty !== null)
    add(sql<SqlBool>`true`, { none: filter.isEmpty, isIndexed: false });
  if (conditions.length === 0) throw badUserInput(NO_VALUE);
  return conditions;
}

function given(value: string | null | undefined): [string] | null {
  return value === undefined || value === null ? null : [value];
}

function isText(type: FieldType): boolean {
  return [FieldType.TEXT, FieldType.LONG_TEXT, FieldType.TAGS, FieldType.LINK].includes(type);
}

function hasOrder(type: FieldType): boolean {
  return [FieldType.NUMBER, FieldType.MONEY, FieldType.DATE].includes(type);
}

async function equalToAny(
  context: RequestContext,
  field: ArchiveField,
  column: RawBuilder<unknown>,
  wanted: readonly string[],
): Promise<RawBuilder<SqlBool>> {
  switch (field.type) {
    case FieldType.DISTRICT: {
      const within = wanted.map((code) => withinDistrict(column, code));
      return within.length === 0 ? NOTHING : sql<SqlBool>`(${sql.join(within, sql` or `)})`;
    }
    case FieldType.CUSTOMER: {
      const ids = wanted.flatMap((id) => recordId("Customer", id) ?? []);
      return among(column, [...(await visibleCustomerIds(context, ids))], "uuid");
    }
    case FieldType.NUMBER:
    case FieldType.MONEY:
      return among(
        column,
        wanted.map((value) => checked(field, value)),
        "numeric",
      );
    case FieldType.DATE:
      return among(
        column,
        wanted.map((value) => checked(field, value)),
        "date",
      );
    case FieldType.YES_NO:
      return among(
        column,
        wanted.map((value) => checked(field, value)),
        "boolean",
      );
    default:
      return among(
        column,
        wanted.map((value) => normaliseText(value)),
        "text",
      );
  }
}

const NOTHING = sql<SqlBool>`false`;

/** The codes of GB/T 2260 of all districts within one begin as its own does: 33 are all of 330000. */
function withinDistrict(column: RawBuilder<unknown>, code: string): RawBuilder<SqlBool> {
  if (!/^\d{6}$/.test(code)) return NOTHING;
  const beginning = code.replace(/(?:00){1,2}$/, "");
  return sql<SqlBool>`(${column} >= ${beginning} and ${column} < ${String(Number(beginning) + 1)})`;
}

function among(
  column: RawBuilder<unknown>,
  values: readonly string[],
  cast: "text" | "numeric" | "date" | "boolean" | "uuid",
): RawBuilder<SqlBool> {
  const type = sql.raw(cast);
  return values.length === 1
    ? sql<SqlBool>`${column} = ${values[0]}::${type}`
    : sql<SqlBool>`${column} = any(${values}::${type}[])`;
}

/** A value as the field keeps it; days may lie in the future, as a filter may ask for them. */
function checked(field: ArchiveField, value: string): string {
  const normal = normaliseText(value);
  if (field.type === FieldType.NUMBER || field.type === FieldType.MONEY) {
    if (!/^-?\d{1,15}(\.\d{1,6})?$/.test(normal)) throw badUserInput(NO_VALUE);
    return normal;
  }
  const result = field.check(normal, "9999-12-31");
  if (result.issue) throw badUserInput(result.issue.text);
  return result.value;
}

const TOO_MANY: Text = text("一个筛选条件最多 100 个值。", "A filter takes at most 100 values.");
const NO_VALUE: Text = text(
  "筛选条件的值不正确。",
  "A filter has no value, or one that its field cannot have.",
);
const NO_SUCH_QUESTION: Text = text(
  "此类型的字段不支持这种筛选。",
  "Fields of this type are not filtered in this way.",
);
