import { createStore, useStore } from "./store.ts";

/** The time on the screen, in steps of half a minute: a list that stays open says "5 minutes ago" when it is so. */
const now = createStore(Date.now());
setInterval(() => {
  if (document.visibilityState === "visible") now.write(Date.now());
}, 30_000);

export const useNow = (): number => useStore(now);
