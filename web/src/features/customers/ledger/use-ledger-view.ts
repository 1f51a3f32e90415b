import { useCallback, useMemo } from "react";
import { useSearchParams } from "react-router";
import { readView, writeView, type LedgerView } from "./ledger-address.ts";

/** The ledger's view and how to change it. Filters and opening a record can be taken back with the back button. */
export function useLedgerView(): {
  view: LedgerView;
  change: (changes: Partial<LedgerView>, how?: { replace: boolean }) => void;
} {
  const [address, setAddress] = useSearchParams();
  const view = useMemo(() => readView(address), [address]);
  const change = useCallback(
    (changes: Partial<LedgerView>, how = { replace: false }) =>
      setAddress((known) => writeView({ ...readView(known), ...changes }), how),
    [setAddress],
  );
  return { view, change };
}
