import { createStore, useStore } from "./store.ts";

/** Those who wait until the person at the desk has proved to be still the same. */
const waiting = createStore<readonly ((proved: boolean) => void)[]>([]);

export const useStepUpWanted = (): boolean => useStore(waiting).length > 0;

/** Asks for the proof by the dialog over the page; false when the person does not want to give it. */
export function askForStepUp(): Promise<boolean> {
  return new Promise((resolve) => waiting.write([...waiting.read(), resolve]));
}

export function answerStepUp(proved: boolean): void {
  const all = waiting.read();
  waiting.write([]);
  for (const resolve of all) resolve(proved);
}
