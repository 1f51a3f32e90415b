/**
 * The text behind the disguises that keep a spreadsheet program from taking it for a number or a formula: an
 * apostrophe, and what shop back offices write around order numbers: `="123"`, `'123`, a tab before or behind.
 */
export function unguardCell(cell: string): string {
  const first = cell.charCodeAt(0);
  if (first === 39 /* ' */) return /^'[=+\-@\t\r\n\0＝＋－＠'\d]/.test(cell) ? cell.slice(1) : cell;
  if (first === 61 /* = */) {
    const quoted = /^="((?:[^"]|"")*)"\s*$/.exec(cell);
    if (quoted?.[1] !== undefined) return quoted[1].replaceAll('""', '"');
  }
  if (first === 9 || cell.endsWith("\t")) return cell.replaceAll(/^\t+|\t+$/g, "");
  return cell;
}
