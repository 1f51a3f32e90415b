import type { ImportTarget } from "../../gql/graphql.ts";

export type ColumnChoice = { position: number; target?: ImportTarget | null };

/**
 * What the columns become after one choice. A target comes from one column only, so the column that gave it before is not
 * taken in any more; only an address may be made of several.
 */
export function giveTarget<Column extends ColumnChoice>(
  columns: readonly Column[],
  position: number,
  target: ImportTarget | null,
): { columns: { position: number; target: ImportTarget | null }[]; displaced: Column | undefined } {
  const displaced =
    target === null || target === "ADDRESS"
      ? undefined
      : columns.find((column) => column.target === target && column.position !== position);
  return {
    displaced,
    columns: columns.map((column) => ({
      position: column.position,
      target:
        column.position === position
          ? target
          : column.position === displaced?.position
            ? null
            : (column.target ?? null),
    })),
  };
}
