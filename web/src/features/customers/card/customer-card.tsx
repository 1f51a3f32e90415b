import type { ReactNode } from "react";

export function CustomerCard({ number }: { number: string; page?: boolean }): ReactNode {
  return <p>{number}</p>;
}
