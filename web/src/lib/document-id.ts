import type { DocumentNode } from "graphql";

/** The id that the build gave a document of the console's own. None in development, where documents are sent in full. */
export function documentIdOf(document: DocumentNode): string | undefined {
  const { __meta__: meta } = document as { __meta__?: { id?: string } };
  return meta?.id;
}
