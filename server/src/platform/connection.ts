import { sql, type RawBuilder, type SqlBool } from "kysely";
import { ArgsType, Field, Int, ObjectType, type ClassType } from "type-graphql";
import { validate } from "uuid";
import { badUserInput } from "./errors.ts";
import { text } from "./language.ts";

/** The most rows of one page. */
export const PAGE_LIMIT = 100;
/** Counting stops here: "10 000+" tells a person enough and costs the database little. */
export const COUNT_LIMIT = 10_000;

@ObjectType({ simpleResolvers: true, description: "Where a page lies in its list 分页信息." })
export class PageInfo {
  @Field(() => Boolean, { description: "More rows follow 是否有下一页." })
  hasNextPage!: boolean;

  @Field(() => Boolean, { description: "Rows come before 是否有上一页." })
  hasPreviousPage!: boolean;

  @Field(() => String, {
    nullable: true,
    description: "Cursor of the first row 首行游标; null on an empty page.",
  })
  startCursor!: string | null;

  @Field(() => String, {
    nullable: true,
    description: "Cursor of the last row 末行游标; null on an empty page.",
  })
  endCursor!: string | null;
}

@ArgsType()
export class PageArguments {
  @Field(() => Int, {
    nullable: true,
    description: "The next so many rows, 1–100 向后取的行数. Give either `first` or `last`.",
  })
  first?: number | null;

  @Field(() => String, { nullable: true, description: "Rows after this cursor 在此游标之后." })
  after?: string | null;

  @Field(() => Int, {
    nullable: true,
    description: "The so many rows before, 1–100 向前取的行数. Give either `first` or `last`.",
  })
  last?: number | null;

  @Field(() => String, { nullable: true, description: "Rows before this cursor 在此游标之前." })
  before?: string | null;
}

/** A page as resolvers hand it to the executor. */
export interface Page<Row> {
  readonly nodes: Row[];
  readonly edges: { readonly cursor: string; readonly node: Row }[];
  readonly pageInfo: PageInfo;
}

/** Makes the edge and connection types of a node type, so that all lists of the graph are alike. */
export function connectionOf<Row extends object>(node: ClassType<Row>, name: string, chinese: string) {
  @ObjectType(`${name}Edge`, {
    simpleResolvers: true,
    description: `A row of a list of ${name} records with its cursor ${chinese}列表的一行.`,
  })
  class Edge {
    @Field(() => String, { description: "Opaque position of this row 游标." })
    cursor!: string;

    @Field(() => node, { description: `The record 记录: ${chinese}.` })
    node!: Row;
  }

  @ObjectType({ simpleResolvers: true, description: `A page of ${name} records ${chinese}列表的一页.` })
  abstract class Connection {
    @Field(() => [node], { description: `The page's records 本页的${chinese}.` })
    nodes!: Row[];

    @Field(() => [Edge], { description: "The same records with their cursors 带游标的记录." })
    edges!: Edge[];

    @Field(() => PageInfo, { description: "Where this page lies in the list 分页信息." })
    pageInfo!: PageInfo;
  }
  return Connection;
}

/** How a list is ordered: by one column, then by id, both falling unless `ascending`. The pair is unique, so no row is skipped or doubled. */
export interface Keyset<Row> {
  /** Stands in the cursor: a cursor of another ordering is refused. */
  readonly name: string;
  /** The SQL of the ordering column, never null. */
  readonly column: RawBuilder<unknown>;
  /** The SQL type that a cursor's text is cast to. */
  readonly type: "date" | "numeric" | "timestamptz" | "uuid" | "integer" | "bigint" | "text" | "boolean";
  /** Both rising. */
  readonly ascending?: boolean;
  readonly id: RawBuilder<unknown>;
  /** What the ordering column says in a row, as PostgreSQL writes it. The row has to be read with it. */
  readonly valueIn: (row: Row) => string;
}

/** What every row of a keyset page is read with, beside the ordering column. */
export interface KeysetRow {
  readonly id: string;
}

export interface KeysetPage<Row extends KeysetRow> {
  /** The rows after or before the cursor; true without one. */
  readonly where: RawBuilder<SqlBool>;
  readonly orderBy: RawBuilder<unknown>;
  /** One more than asked for: tells whether there is another page. */
  readonly limit: number;
  /**
   * The limit as the statement should have it whose plan is right for all values: PostgreSQL keeps a plan only for a
   * limit that stands in the text. Unusual sizes are parameters, or there would be too many texts to prepare.
   */
  readonly plannedLimit: RawBuilder<unknown>;
  /** Turns the rows of the statement into the page. */
  page<Shown>(rows: Row[], show: (row: Row) => Shown): Page<Shown>;
}

const USUAL_SIZES: ReadonlySet<number> = new Set([1, 2, 3, 4, 5, 6, 8, 10, 20, 50, 100]);

/** Reads the page arguments and gives the parts of the one statement that reads the page. */
export function keysetPage<Row extends KeysetRow>(keyset: Keyset<Row>, page: PageArguments): KeysetPage<Row> {
  const { size, backward, cursor } = readPageArguments(keyset, page);
  const { column, id } = keyset;
  const rising = backward !== (keyset.ascending ?? false);
  const comparison = rising ? sql.raw(">") : sql.raw("<");
  const direction = rising ? sql.raw("asc") : sql.raw("desc");
  return {
    where: cursor
      ? sql<SqlBool>`(${column}, ${id}) ${comparison} (${cursor.value}::${sql.raw(keyset.type)}, ${cursor.id}::uuid)`
      : sql<SqlBool>`true`,
    orderBy: sql`${column} ${direction}, ${id} ${direction}`,
    limit: size + 1,
    plannedLimit: USUAL_SIZES.has(size) ? sql.lit(size + 1) : sql`${size + 1}`,
    page(rows, show) {
      const more = rows.length > size;
      const shown = more ? rows.slice(0, size) : rows;
      if (backward) shown.reverse();
      return new ShownPage(keyset, shown, shown.map(show), {
        hasNextPage: backward ? cursor !== null : more,
        hasPreviousPage: backward ? more : cursor !== null,
      });
    },
  };
}

/** Few ask for the cursors of a page, so they are written when somebody does. */
class ShownPage<Row extends KeysetRow, Shown> implements Page<Shown> {
  readonly nodes: Shown[];
  readonly #keyset: Keyset<Row>;
  readonly #rows: readonly Row[];
  readonly #around: Pick<PageInfo, "hasNextPage" | "hasPreviousPage">;

  constructor(
    keyset: Keyset<Row>,
    rows: readonly Row[],
    nodes: Shown[],
    around: Pick<PageInfo, "hasNextPage" | "hasPreviousPage">,
  ) {
    this.nodes = nodes;
    this.#keyset = keyset;
    this.#rows = rows;
    this.#around = around;
  }

  get edges(): Page<Shown>["edges"] {
    return this.nodes.map((node, place) => ({ node, cursor: this.#cursorAt(place) ?? "" }));
  }

  get pageInfo(): PageInfo {
    return { ...this.#around, startCursor: this.#cursorAt(0), endCursor: this.#cursorAt(-1) };
  }

  #cursorAt(place: number): string | null {
    const row = this.#rows.at(place);
    return row ? writeCursor(this.#keyset, row) : null;
  }
}

interface Cursor {
  readonly value: string;
  readonly id: string;
}

function readPageArguments<Row>(
  keyset: Keyset<Row>,
  page: PageArguments,
): { size: number; backward: boolean; cursor: Cursor | null } {
  const backward = page.last !== undefined && page.last !== null;
  const forward = page.first !== undefined && page.first !== null;
  if (backward === forward) {
    throw badUserInput(text("请提供 first 或 last 其中之一。", "Give either `first` or `last`, not both."));
  }
  const size = (backward ? page.last : page.first) ?? 0;
  if (size < 1 || size > PAGE_LIMIT) {
    throw badUserInput(
      text(
        `first 或 last 须在 1 到 ${PAGE_LIMIT} 之间。`,
        `\`first\` and \`last\` go from 1 to ${PAGE_LIMIT}.`,
      ),
    );
  }
  if (backward ? page.after : page.before) {
    throw badUserInput(
      text("first 与 after、last 与 before 须成对使用。", "`first` goes with `after`, `last` with `before`."),
    );
  }
  const given = backward ? page.before : page.after;
  return { size, backward, cursor: given ? readCursor(keyset, given) : null };
}

function writeCursor<Row extends KeysetRow>({ name, valueIn }: Keyset<Row>, row: Row): string {
  return Buffer.from(JSON.stringify([name, valueIn(row), row.id])).toString("base64url");
}

/** What PostgreSQL can cast: a cursor that somebody wrote himself must not fail the statement. */
const IN_RANGE: Partial<Record<Keyset<never>["type"], (value: string) => boolean>> = {
  date: (value) => value === "-infinity" || isDay(value),
  timestamptz: (value) => isDay(value.slice(0, 10)),
  uuid: validate,
  integer: (value) => Number(value) < 2 ** 31,
};

function isDay(value: string): boolean {
  const [year = "", ...rest] = value.split("-");
  // Years beyond 9999 are of four hundred years that end alike.
  const day = [String(2000 + (Number(year) % 400)), ...rest].join("-");
  const date = new Date(`${day}T00:00:00Z`);
  return Number(year) > 0 && !Number.isNaN(date.getTime()) && date.toISOString().startsWith(day);
}

const CURSOR_VALUE: Record<Keyset<never>["type"], RegExp> = {
  date: /^(-infinity|\d{4,6}-\d{2}-\d{2})$/,
  numeric: /^-?\d{1,18}(\.\d{1,6})?$/,
  timestamptz: /^\d{4}-\d{2}-\d{2} ([01]\d|2[0-3])(:[0-5]\d){2}(\.\d{1,6})?[+-](0\d|1[0-4])(:[0-5]\d)?$/,
  uuid: /^[0-9a-f-]{36}$/,
  integer: /^\d{1,10}$/,
  bigint: /^\d{1,18}$/,
  text: /^[^\0]{0,2000}$/,
  boolean: /^(true|false)$/,
};

function readCursor<Row>(keyset: Keyset<Row>, cursor: string): Cursor {
  const refused = badUserInput(
    text(
      "游标无效，请从第一页重新读取。",
      "That cursor is not one of this list. Read the list again from its first page.",
    ),
  );
  let parsed: unknown;
  try {
    parsed = JSON.parse(Buffer.from(cursor, "base64url").toString("utf8"));
  } catch {
    throw refused;
  }
  if (!Array.isArray(parsed) || parsed.length !== 3) throw refused;
  const [name, value, id] = parsed as unknown[];
  if (name !== keyset.name || typeof value !== "string" || typeof id !== "string") throw refused;
  const isOfType = CURSOR_VALUE[keyset.type].test(value) && (IN_RANGE[keyset.type]?.(value) ?? true);
  if (!isOfType || !validate(id)) throw refused;
  return { value, id };
}
