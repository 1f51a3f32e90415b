import { useSearchParams } from "react-router";
import type { ImportRowState, ProposalState } from "../../gql/graphql.ts";

export const rowStates: readonly ImportRowState[] = ["PROBLEM", "MENDED", "DISMISSED"];
export const proposalStates: readonly ProposalState[] = ["OPEN", "ACCEPTED", "REJECTED"];

export type ListFilters = {
  rows: ImportRowState;
  decided: ProposalState;
  showRows: (state: ImportRowState) => void;
  showDecided: (state: ProposalState) => void;
};

/** Which problem rows and which proposals are listed. They stand in the address; the usual ones are left out of it. */
export function useListFilters(): ListFilters {
  const [address, setAddress] = useSearchParams();
  const write = (name: string, value: string, usual: string): void => {
    setAddress(
      (current) => {
        const next = new URLSearchParams(current);
        if (value === usual) next.delete(name);
        else next.set(name, value);
        return next;
      },
      { replace: true, preventScrollReset: true },
    );
  };
  return {
    rows: rowStates.find((state) => state === address.get("rows")) ?? "PROBLEM",
    decided: proposalStates.find((state) => state === address.get("proposals")) ?? "OPEN",
    showRows: (state) => write("rows", state, "PROBLEM"),
    showDecided: (state) => write("proposals", state, "OPEN"),
  };
}
