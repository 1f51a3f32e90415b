export interface CellReference {
  /** From 0. */
  column: number;
  /** From 1. */
  row: number;
}

/** The column of a reference such as `AB12`, from 0; nothing when it is no reference. Read for every cell, so by hand. */
export function columnOf(reference: string): number | undefined {
  let column = 0;
  for (let index = 0; index < reference.length; index += 1) {
    const letter = reference.charCodeAt(index) & ~0x20;
    if (letter < 65 || letter > 90) return index === 0 || index > 3 ? undefined : column - 1;
    column = column * 26 + (letter - 64);
  }
  return undefined;
}

export function parseReference(reference: string): CellReference | undefined {
  const match = /^\$?([A-Za-z]{1,3})\$?(\d{1,7})$/.exec(reference);
  const column = match?.[1] === undefined ? undefined : columnOf(`${match[1]}1`);
  return column === undefined ? undefined : { column, row: Number(match?.[2]) };
}
