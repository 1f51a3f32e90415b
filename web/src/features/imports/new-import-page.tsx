import type { ReactNode } from "react";

export function NewImportPage(): ReactNode {
  return null;
}
