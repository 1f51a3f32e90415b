import type { RequestContext } from "../../platform/request.ts";
import { listExportedFields, type ExportedField } from "../customers/exported-fields.queries.ts";
import type { ExportColumn } from "./export-columns.ts";

/** A column for each field of the archive that no other column tells. */
export async function archiveColumns(context: RequestContext): Promise<readonly ExportColumn[]> {
  const fields = await listExportedFields(context);
  return fields.map(columnOf);
}

function columnOf({ name, label, kind, width, sealed, isOf, cellOf }: ExportedField): ExportColumn {
  return {
    name,
    label,
    kind,
    personal: sealed,
    beside: sealed ? null : name,
    ...(width === null ? {} : { width }),
    read: ({ customer, personal: reveal, plain }, { language }) => {
      if (!isOf(customer.kind)) return null;
      const value = sealed ? reveal(sealed) : plain(name);
      return value === null ? null : cellOf(value, language);
    },
  };
}
