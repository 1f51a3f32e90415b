/** A column of blobs that data keys seal. */
export interface SealedColumn {
  readonly table: string;
  readonly column: string;
  /** The primary key, a uuid: what a blob is bound to. */
  readonly key: string;
  /** Blobs that are sealed anew in one transaction: fewer where they are large. */
  readonly atOnce: number;
}

/**
 * Every such column: a rotation goes over these, and over no other. A new one gets its line here, or its values could
 * not be read any more once their key is destroyed.
 */
export const SEALED_COLUMNS: readonly SealedColumn[] = [
  { table: "customer", column: "personal", key: "id", atOnce: 500 },
  { table: "record_key", column: "wrapped", key: "record_id", atOnce: 500 },
  { table: "import_proposal", column: "proposed", key: "id", atOnce: 500 },
  { table: "import_row", column: "cells", key: "id", atOnce: 500 },
  { table: "import_batch", column: "rows", key: "id", atOnce: 20 },
  { table: "export", column: "question", key: "id", atOnce: 500 },
  { table: "second_factor", column: "secret", key: "staff_id", atOnce: 500 },
  { table: "complaint_photograph_content", column: "content", key: "photograph_id", atOnce: 4 },
];
