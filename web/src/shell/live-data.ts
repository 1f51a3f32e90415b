/** An answer, or a part of one, of which only the form is known. */
export type Shown = Record<string, unknown>;

type Rows = { field: string; nodes: readonly unknown[]; pageInfo: Shown };

const isObject = (value: unknown): value is Shown => typeof value === "object" && value !== null;

/** The list that a query is about: the first field of its root that has rows and pages. */
export function rowsOf(data: Shown | undefined): Rows | undefined {
  for (const [field, value] of Object.entries(data ?? {})) {
    if (!isObject(value)) continue;
    const { nodes, pageInfo } = value;
    if (Array.isArray(nodes) && isObject(pageInfo)) return { field, nodes, pageInfo };
  }
  return undefined;
}

/** Which records these rows are. */
export function idsOf(rows: readonly unknown[] = []): unknown[] {
  return rows.map((row) => (isObject(row) ? row["id"] : undefined));
}

/** Whether one of these records stands anywhere in an answer. */
export function isShowing(data: unknown, ids: ReadonlySet<string>): boolean {
  if (Array.isArray(data)) return data.some((each) => isShowing(each, ids));
  if (!isObject(data)) return false;
  if (typeof data["id"] === "string" && ids.has(data["id"])) return true;
  return Object.values(data).some((value) => isShowing(value, ids));
}

/** Every field of every record in these answers, as `Customer:Customer_0190….timeline`. */
export function idsShown(answers: readonly unknown[]): ReadonlySet<string> {
  const found = new Set<string>();
  const visit = (value: unknown): void => {
    if (Array.isArray(value)) return value.forEach(visit);
    if (!isObject(value)) return;
    const { __typename: type, id } = value;
    for (const [field, below] of Object.entries(value)) {
      if (typeof type === "string" && typeof id === "string") found.add(`${type}:${id}.${field}`);
      visit(below);
    }
  };
  visit(answers);
  return found;
}
