import { useSearchParams } from "react-router";

export const cardTabs = ["timeline", "orders", "reviews", "notes", "complaints", "history"] as const;
export type CardTab = (typeof cardTabs)[number];
export type CardDialog = "edit" | "order" | "review" | "complaint";
const dialogs: readonly CardDialog[] = ["edit", "order", "review", "complaint"];

/** Who goes from customer to customer stays on the tab: the address of the next one does not name it. */
let lastTab: CardTab = "timeline";

/** The card's own part of the address: the open tab and the open dialog. */
export function useCardAddress(): {
  tab: CardTab;
  dialog: CardDialog | undefined;
  showTab: (tab: CardTab) => void;
  showDialog: (dialog: CardDialog | undefined) => void;
} {
  const [address, setAddress] = useSearchParams();
  const change = (name: string, value: string | undefined): void =>
    setAddress(
      (known) => {
        const next = new URLSearchParams(known);
        if (value === undefined) next.delete(name);
        else next.set(name, value);
        return next;
      },
      { replace: true },
    );
  return {
    tab: cardTabs.find((tab) => tab === address.get("tab")) ?? lastTab,
    dialog: dialogs.find((dialog) => dialog === address.get("do")),
    showTab: (tab) => {
      lastTab = tab;
      change("tab", tab);
    },
    showDialog: (dialog) => change("do", dialog),
  };
}
