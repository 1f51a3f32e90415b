import { useFormat, type MoneyValue } from "../lib/format.ts";

export function MoneyText({ value }: { value: MoneyValue }): React.ReactNode {
  return <span className="figures">{useFormat().money(value)}</span>;
}
