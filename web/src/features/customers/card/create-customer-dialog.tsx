import type { ReactNode } from "react";

export function CreateCustomerDialog(_props: {
  open: boolean;
  onClose: () => void;
  onCreated: (number: string) => void;
}): ReactNode {
  return null;
}
