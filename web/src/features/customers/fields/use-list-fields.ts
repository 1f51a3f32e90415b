import { useMemo } from "react";
import { useArchiveFields, type ArchiveField } from "../archive/use-archive-fields.ts";
import { fieldsOfKind } from "../archive/archive-values.ts";

/** The fields that a list may tell, each once, persons' first: those in use that the reader may know of. */
export function useListFields(options: { skip?: boolean } = {}): readonly ArchiveField[] | undefined {
  const all = useArchiveFields(options);
  return useMemo(() => {
    if (!all) return undefined;
    const known = (["INDIVIDUAL", "COMPANY"] as const)
      .flatMap((kind) => fieldsOfKind(all, kind))
      .filter(({ open, right }) => open && right !== "NONE");
    return [...new Map(known.toReversed().map((field) => [field.name, field])).values()].toReversed();
  }, [all]);
}

/** By section, in the order of the documents: a person's and a firm's told apart. */
export function bySection(fields: readonly ArchiveField[]): ArchiveField[][] {
  return [...Map.groupBy(fields, ({ section }) => section).values()];
}
