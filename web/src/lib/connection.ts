import { createStore, useStore } from "./store.ts";

/**
 * Whether the server can be reached. When it cannot, readers see a banner, queries wait, and this asks `/readyz` with
 * growing pauses until it answers; then everything that waited goes on by itself.
 */
const reachable = createStore(true);
export const useReachable = (): boolean => useStore(reachable);

const firstPause = 500;
const longestPause = 8_000;
let pause = firstPause;
let probing: Promise<void> | undefined;

/** Called by whoever met a 503 or a dead connection. Resolves once the server answers again. */
export function serverLost(): Promise<void> {
  reachable.write(false);
  probing ??= probe().finally(() => {
    probing = undefined;
  });
  return probing;
}

/** Called for every answer that is not an outage. */
export function serverAnswered(): void {
  pause = firstPause;
  if (probing === undefined) reachable.write(true);
}

async function probe(): Promise<void> {
  for (;;) {
    await new Promise((resolve) => setTimeout(resolve, pause));
    pause = Math.min(pause * 2, longestPause);
    const ready = await fetch("/readyz", { cache: "no-store" }).then(
      (response) => response.ok,
      () => false,
    );
    if (!ready) continue;
    reachable.write(true);
    return;
  }
}
