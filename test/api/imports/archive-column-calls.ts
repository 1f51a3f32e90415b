import type { Client } from "../../support/client.ts";
import { importIn, importNow, type ImportNow } from "./import-calls.ts";

export interface Column {
  header: string;
  target: string | null;
  field: string | null;
  fieldLabel: string | null;
  samples: string[];
}

export async function columnsOf(client: Client, { number }: ImportNow): Promise<Column[]> {
  const { import: one } = await client.query<{ import: { columns: Column[] } }>(
    "query ($number: String!) { import(number: $number) { columns { header target field fieldLabel samples } } }",
    { number },
  );
  return one.columns;
}

export const fieldsIn = (columns: readonly Column[]) => columns.map(({ field, target }) => field ?? target);

export async function mapColumns(client: Client, one: ImportNow, change: object): Promise<string[]> {
  const { version } = await importNow(client, one.number);
  const { mapImportColumns } = await client.query<{ mapImportColumns: { errors: { code: string }[] } }>(
    "mutation ($input: MapImportColumnsInput!) { mapImportColumns(input: $input) { errors { code message } } }",
    { input: { importId: one.id, expectedVersion: version, columns: [], ...change } },
  );
  if (mapImportColumns.errors.length === 0) await importIn(client, one.number, "READY");
  return mapImportColumns.errors.map(({ code }) => code);
}

export const asField = (position: number, field: string) => ({
  columns: [{ position, target: "FIELD", field }],
});

export async function importFieldNames(client: Client): Promise<string[]> {
  const { importFields } = await client.query<{ importFields: { name: string }[] }>(
    "{ importFields { name } }",
  );
  return importFields.map(({ name }) => name);
}

/** The lines of a sheet, the cells apart by tabs, as spreadsheets copy them. */
export const sheetOf = (...lines: (readonly string[])[]) =>
  `${lines.map((cells) => cells.join("\t")).join("\n")}\n`;
