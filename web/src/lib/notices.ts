/** Things to tell the reader from outside a component (the connection, a failed command). `shell/notices.tsx` shows them. */
export type Notice = {
  kind: "success" | "info" | "warning" | "error";
  text: string;
  detail?: string;
  /** An offer beside the text, such as taking the step back. */
  action?: { label: string; run: () => void };
  seconds?: number;
  /** A later notice of the same name takes the place of the earlier one. */
  name?: string;
};

type Listener = (notice: Notice) => void;
const listeners = new Set<Listener>();

export function announce(notice: Notice): void {
  for (const listener of listeners) listener(notice);
}

export function onNotice(listener: Listener): () => void {
  listeners.add(listener);
  return () => listeners.delete(listener);
}
