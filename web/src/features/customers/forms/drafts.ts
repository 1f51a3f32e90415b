import { useEffect, useState } from "react";
import { useViewer } from "../../../shell/viewer.tsx";

/**
 * What was typed into a form and not saved. It stays until it is saved or discarded, so that closing a form needs no
 * question. In memory only: it may hold personal data, which must not outlive the page; and each member of staff has
 * their own.
 */
const drafts = new Map<string, unknown>();

export type DraftKeeper<Draft> = {
  /** What was left behind the last time this form was open. */
  left: Draft | undefined;
  /** True once something is typed that is not saved yet. */
  unsaved: boolean;
  keep: (draft: Draft) => void;
  drop: () => void;
};

/** `name` says which form of which record. The caller always asks for the same type under one name. */
export function useDraft<Draft>(name: string): DraftKeeper<Draft> {
  const key = `${useViewer().staff.id} ${name}`;
  const [left] = useState(() => drafts.get(key) as Draft | undefined);
  const [unsaved, setUnsaved] = useState(left !== undefined);
  useEffect(() => {
    if (!unsaved) return;
    const ask = (event: BeforeUnloadEvent): void => event.preventDefault();
    window.addEventListener("beforeunload", ask);
    return () => window.removeEventListener("beforeunload", ask);
  }, [unsaved]);
  return {
    left,
    unsaved,
    keep: (draft) => {
      drafts.set(key, draft);
      setUnsaved(true);
    },
    drop: () => {
      drafts.delete(key);
      setUnsaved(false);
    },
  };
}
