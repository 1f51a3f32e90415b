import { createClient } from "graphql-ws";

/** What the one who follows is told. */
export type LiveListener = {
  next: (data: unknown) => void;
  /** Something may have happened that was not told: ask for everything that is shown. */
  behind: () => void;
  /** The server does not know any more who works here. */
  ended: () => void;
};

/** A subscription: its text, or its id where the server knows it. */
export type Followed = { query: string; extensions?: { documentId: string } };

const firstPause = 300;
const longestPause = 15_000;
const pingAfter = 10_000;
const answerWithin = 5_000;
/** The server's word for a session that ended; all other ends are worth another try. */
const notSignedIn = 4401;

/**
 * Follows one subscription for as long as the page stands: connects again after every loss, by and by slower and never
 * all browsers at once, and finds out whether anything was missed. Answers how to end it.
 */
export function openLiveConnection(followed: Followed, listener: LiveListener): () => void {
  // Everything that happened before is known: from the page's own queries, all asked after it began to load.
  let knownUntil = 0;
  let socket: WebSocket | undefined;
  let asked = 0;
  let silence: ReturnType<typeof setTimeout> | undefined;
  let goOn: () => void = () => undefined;
  let over = false;

  const client = createClient({
    url: `${location.origin.replace(/^http/, "ws")}/graphql`,
    retryAttempts: Number.POSITIVE_INFINITY,
    shouldRetry: () => true,
    retryWait: (attempt) =>
      new Promise((resolve) => {
        goOn = resolve;
        const pause = Math.min(longestPause, firstPause * 2 ** attempt);
        setTimeout(resolve, pause * (0.5 + Math.random()));
      }),
    keepAlive: pingAfter,
    on: {
      opened: (opened) => {
        socket = opened as WebSocket;
      },
      // The server answers in order: its answer to this says that the subscription has begun.
      connected: () => setTimeout(ask),
      ping: (received) => {
        if (!received) expectAnswer();
      },
      pong: (received, payload) => {
        if (!received) return;
        clearTimeout(silence);
        const quietFor = typeof payload?.["quietFor"] === "number" ? payload["quietFor"] : 0;
        const missed = payload?.["catchUp"] === true && performance.now() - knownUntil >= quietFor;
        knownUntil = asked;
        if (missed) listener.behind();
      },
      closed: () => clearTimeout(silence),
    },
  });

  const expectAnswer = (): void => {
    asked = performance.now();
    clearTimeout(silence);
    // A connection may be dead for a long time before anybody says so.
    silence = setTimeout(() => client.terminate(), answerWithin);
  };
  const ask = (): void => {
    if (socket?.readyState !== WebSocket.OPEN) return;
    expectAnswer();
    socket.send(JSON.stringify({ type: "ping", payload: { catchUp: true } }));
  };

  let leave: () => void = () => undefined;
  const follow = (): void => {
    if (over) return;
    const again = (): void => void setTimeout(follow, longestPause * (0.5 + Math.random()));
    leave = client.subscribe(followed, {
      next: ({ data }) => listener.next(data),
      error: (reason) => (endedSession(reason) ? listener.ended() : again()),
      complete: again,
    });
  };
  follow();

  const hurry = (): void => goOn();
  addEventListener("online", hurry);
  document.addEventListener("visibilitychange", hurry);
  return () => {
    over = true;
    removeEventListener("online", hurry);
    document.removeEventListener("visibilitychange", hurry);
    clearTimeout(silence);
    leave();
    goOn();
    void client.dispose();
  };
}

function endedSession(reason: unknown): boolean {
  return typeof reason === "object" && reason !== null && "code" in reason && reason.code === notSignedIn;
}
