import { useSearchParams } from "react-router";
import type { ArchiveSection, SalesStage } from "../../../gql/graphql.ts";
import { stages } from "./stage.ts";

export const cardTabs = [
  "timeline",
  "archive",
  "orders",
  "reviews",
  "notes",
  "complaints",
  "history",
] as const;
export type CardTab = (typeof cardTabs)[number];
export type CardDialog = "edit" | "order" | "review" | "complaint";
const dialogs: readonly CardDialog[] = ["edit", "order", "review", "complaint"];

/** Who goes from customer to customer stays on the tab: the address of the next one does not name it. */
let lastTab: CardTab = "timeline";

/** The card's own part of the address: the open tab and the open dialog. */
export function useCardAddress(): {
  tab: CardTab;
  dialog: CardDialog | undefined;
  /** The section of the archive that is being filled in. */
  section: ArchiveSection | undefined;
  /** The stage that somebody looks at the customer in; undefined for the one that the last deal says. */
  stage: SalesStage | undefined;
  showTab: (tab: CardTab) => void;
  showDialog: (dialog: CardDialog | undefined) => void;
  showSection: (section: ArchiveSection | undefined) => void;
  /** With the part of the card that comes first then. */
  showStage: (stage: SalesStage | undefined, first: CardTab) => void;
} {
  const [address, setAddress] = useSearchParams();
  // All at once: of two changes one after the other the second would not know of the first.
  const change = (values: Readonly<Record<string, string | undefined>>): void =>
    setAddress(
      (known) => {
        const next = new URLSearchParams(known);
        for (const [name, value] of Object.entries(values)) {
          if (value === undefined) next.delete(name);
          else next.set(name, value);
        }
        return next;
      },
      { replace: true },
    );
  return {
    tab: cardTabs.find((tab) => tab === address.get("tab")) ?? lastTab,
    section: (address.get("section") ?? undefined) as ArchiveSection | undefined,
    stage: stages.find((stage) => stage === address.get("stage")),
    dialog: dialogs.find((dialog) => dialog === address.get("do")),
    showTab: (tab) => {
      lastTab = tab;
      change({ tab });
    },
    showDialog: (dialog) => change({ do: dialog }),
    showSection: (section) => change({ section }),
    showStage: (stage, first) => {
      lastTab = first;
      change({ stage, tab: first });
    },
  };
}
