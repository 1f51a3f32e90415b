import { createStore, useStore } from "./store.ts";

/** True when the server no longer knows who works here. The shell then asks to sign in over the page, which stays as it is. */
const lost = createStore(false);
export const useSessionLost = (): boolean => useStore(lost);
export const sessionLost = (): void => lost.write(true);
export const sessionFound = (): void => lost.write(false);
