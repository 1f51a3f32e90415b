/** Rows as the graph shows them: the same words, ids and cursors as Dossier's answers, made by the cheapest means. */

export function cursor(name: string, value: string, id: string): string {
  return Buffer.from(JSON.stringify([name, value, id])).toString("base64url");
}

export const yuan = (amount: string, currency = "CNY") => ({ amount, currency });

export const named = (type: string, id: string | null, name: string | null) =>
  id === null ? null : { id: `${type}_${id}`, name };

/** 2026-11-22 08:16:39.123456+00 → 2026-11-22T08:16:39.123Z, without a Date on the way. */
export function isoMoment(text: string): string {
  return `${text.slice(0, 10)}T${text.slice(11, 19)}.${`${/\.(\d+)/.exec(text)?.[1] ?? ""}000`.slice(0, 3)}Z`;
}

/** 2.000 reads 2. */
export function plainDecimal(value: string | null): string | null {
  return value?.includes(".") ? value.replace(/\.?0+$/, "") : value;
}

/** A page of at most `size` rows, of which one more was read to know whether another follows. */
export function page<Row, Shown>(
  rows: readonly Row[],
  size: number,
  show: (row: Row) => Shown,
  cursorOf: (row: Row) => string,
) {
  const shown = rows.length > size ? rows.slice(0, size) : rows;
  const last = shown.at(-1);
  return {
    nodes: shown.map(show),
    pageInfo: { hasNextPage: rows.length > size, endCursor: last === undefined ? null : cursorOf(last) },
  };
}
