/** What the watch has seen since it was started or last asked. */
export interface RowsSeen {
  /** The longest time, in milliseconds, for which a place in sight may have shown no row. */
  emptiest: number;
  /** The longest time at the end of what was loaded, waiting for more. */
  longestWait: number;
  /** The longest time between two frames. */
  longestFrame: number;
  frames: number;
  /** Rows that are loaded now. */
  loaded: number;
}

declare global {
  interface Window {
    rowsSeen: () => RowsSeen;
    /** Whether what scrolls now is the compositor, by wheel or scrollbar, rather than the page, by a key. */
    compositorScrolls: boolean;
  }
}

/**
 * Runs in the page. Every frame, as it is about to be drawn, must have a row at each place in sight. The compositor
 * moreover scrolls without asking the page: what is in sight when the page hears of it is held against the rows that stood
 * in the document before, and where one was missing, the place may have been empty since the frame before, until the one
 * that fills it is out. So the times are an upper bound.
 */
export function watchRows(): void {
  const rows = document.querySelector('[role="grid"]');
  const scroller = rows?.parentElement;
  const head = rows?.querySelector<HTMLElement>('[role="rowgroup"]');
  const body = head?.nextElementSibling;
  if (!scroller || !head || !(body instanceof HTMLElement)) throw new Error("There is no grid on the page.");
  const headHeight = head.offsetHeight;

  const isCovered = (): boolean => {
    const top = scroller.scrollTop;
    const bottom = Math.min(top + scroller.clientHeight - headHeight, Number.parseFloat(body.style.height));
    const places = [...body.children]
      .filter((row) => row instanceof HTMLElement)
      .filter((row) => row.textContent !== "")
      .map((row) => Number.parseFloat(row.style.top))
      .sort((one, two) => one - two);
    const height = body.firstElementChild?.clientHeight ?? 0;
    let filled = top;
    for (const place of places) if (place <= filled + 1) filled = Math.max(filled, place + height + 1);
    return filled >= bottom;
  };
  const isWaiting = (): boolean =>
    scroller.scrollTop + scroller.clientHeight >= scroller.scrollHeight - 2 &&
    scroller.querySelector(".ant-spin") !== null;

  window.compositorScrolls = true;
  let seen = { emptiest: 0, longestWait: 0, longestFrame: 0, frames: 0 };
  let lastFrame = performance.now();
  let emptySince: number | undefined;
  let waitingSince: number | undefined;
  let lengthBefore = "";
  // Heard on the way down to the grid, and so before the grid itself hears of it and draws.
  window.addEventListener(
    "scroll",
    () => {
      if (window.compositorScrolls && !isCovered()) emptySince ??= lastFrame;
    },
    { capture: true, passive: true },
  );
  const channel = new MessageChannel();
  channel.port1.addEventListener("message", ({ data }: MessageEvent<number>) => {
    seen.emptiest = Math.max(seen.emptiest, performance.now() - data);
  });
  channel.port1.start();
  const look = (): void => {
    const now = performance.now();
    seen.frames += 1;
    seen.longestFrame = Math.max(seen.longestFrame, now - lastFrame);
    const covered = isCovered();
    if (!covered) emptySince ??= now;
    // Delivered when this frame is out.
    if (emptySince !== undefined) channel.port2.postMessage(emptySince);
    if (covered) emptySince = undefined;
    // More has come since: what is waited for now, if anything is, is another page.
    if (!isWaiting() || body.style.height !== lengthBefore) waitingSince = undefined;
    if (isWaiting()) waitingSince ??= now;
    lengthBefore = body.style.height;
    if (waitingSince !== undefined) seen.longestWait = Math.max(seen.longestWait, now - waitingSince);
    lastFrame = now;
    requestAnimationFrame(look);
  };
  requestAnimationFrame(look);
  window.rowsSeen = () => {
    const height = (body.firstElementChild?.clientHeight ?? 0) + 1;
    const told = { ...seen, loaded: Math.round(Number.parseFloat(body.style.height) / height) };
    seen = { emptiest: 0, longestWait: 0, longestFrame: 0, frames: 0 };
    waitingSince = undefined;
    return told;
  };
}
