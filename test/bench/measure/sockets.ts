import { once } from "node:events";
import { WebSocket } from "ws";

const FOLLOW_EVERYTHING = "subscription { archiveChanged { name recordId customerId sequence } }";

/** Many open sockets that all wait for the same news. */
export class Listeners {
  readonly #sockets: WebSocket[] = [];
  #waiting: { text: string; left: number; done: (at: number) => void } | undefined;

  /** Opens a socket of Dossier, which follows everything that changes. */
  async openGraphql(address: string, authorization: string): Promise<void> {
    const socket = new WebSocket(`${address.replace(/^http/, "ws")}/graphql`, "graphql-transport-ws", {
      headers: { authorization },
    });
    await once(socket, "open");
    socket.send(JSON.stringify({ type: "connection_init" }));
    await once(socket, "message");
    socket.send(JSON.stringify({ type: "subscribe", id: "1", payload: { query: FOLLOW_EVERYTHING } }));
    // Answered in order: with this pong the subscription stands.
    socket.send(JSON.stringify({ type: "ping" }));
    await once(socket, "message");
    this.#listen(socket);
  }

  /** Opens a socket that is told everything without asking. */
  async openPlain(address: string): Promise<void> {
    const socket = new WebSocket(address.replace(/^http/, "ws"));
    await once(socket, "open");
    this.#listen(socket);
  }

  get count(): number {
    return this.#sockets.length;
  }

  /** Resolves with the moment at which the last of them has been told something with this text in it. */
  toldOf(text: string): Promise<number> {
    return new Promise((done) => {
      this.#waiting = { text, left: this.#sockets.length, done };
    });
  }

  close(): void {
    for (const socket of this.#sockets) socket.terminate();
  }

  #listen(socket: WebSocket): void {
    this.#sockets.push(socket);
    socket.on("message", (data: Buffer) => {
      const text = data.toString();
      if (text.includes('"type":"ping"')) socket.send('{"type":"pong"}');
      const waiting = this.#waiting;
      if (!waiting || !text.includes(waiting.text)) return;
      waiting.left -= 1;
      if (waiting.left === 0) waiting.done(performance.now());
    });
  }
}
