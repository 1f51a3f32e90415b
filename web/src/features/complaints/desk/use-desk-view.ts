import { useCallback, useMemo } from "react";
import { useSearchParams } from "react-router";
import { readView, writeView, type DeskView } from "./desk-address.ts";

/** The desk's view and how to change it. Filters and opening a complaint can be taken back with the back button. */
export function useDeskView(): {
  view: DeskView;
  change: (changes: Partial<DeskView>, how?: { replace: boolean }) => void;
} {
  const [address, setAddress] = useSearchParams();
  const view = useMemo(() => readView(address), [address]);
  const change = useCallback(
    (changes: Partial<DeskView>, how = { replace: false }) =>
      setAddress((known) => writeView({ ...readView(known), ...changes }), how),
    [setAddress],
  );
  return { view, change };
}
