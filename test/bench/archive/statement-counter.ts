import { createServer, connect, type Socket } from "node:net";

/** A statement as it went over the wire. */
export interface Statement {
  sql: string;
  /** Named statements are prepared once and may get a plan for all parameters. */
  prepared: boolean;
  /** As literals of SQL; null where the value is null. */
  parameters: (string | null)[];
}

export interface StatementCounter {
  /** The database's address, by way of the counter. */
  through(url: string): string;
  /** Forgets what it has seen. */
  clear(): void;
  statements(): Statement[];
  close(): Promise<void>;
}

/**
 * Stands between a server and PostgreSQL and reads along in PostgreSQL's own protocol: every statement is seen,
 * whichever driver or pool sent it, with its parameters. No extension is needed, and no word of any server is taken.
 */
export async function countStatements(databaseUrl: string): Promise<StatementCounter> {
  const { hostname, port } = new URL(databaseUrl);
  let seen: Statement[] = [];
  const sockets = new Set<Socket>();
  const server = createServer((client) => {
    const database = connect(Number(port), hostname);
    const reader = new ProtocolReader((statement) => seen.push(statement));
    for (const socket of [client, database]) {
      sockets.add(socket);
      socket.setNoDelay(true);
      socket.on("error", () => undefined);
      socket.on("close", () => {
        sockets.delete(socket);
        client.destroy();
        database.destroy();
      });
    }
    client.on("data", (chunk) => {
      reader.read(chunk);
      database.write(chunk);
    });
    database.pipe(client);
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const bound = server.address();
  if (bound === null || typeof bound === "string") throw new Error("the counter has no port");
  return {
    through(url) {
      const changed = new URL(url);
      changed.hostname = "127.0.0.1";
      changed.port = String(bound.port);
      return changed.href;
    },
    clear: () => (seen = []),
    statements: () => seen,
    async close() {
      for (const socket of sockets) socket.destroy();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}

/** What one connection says to PostgreSQL: Parse, Bind and Execute, or a simple Query. */
class ProtocolReader {
  #buffer = Buffer.alloc(0);
  #started = false;
  readonly #parsed = new Map<string, string>();
  #bound: Statement | undefined;
  readonly #tell: (statement: Statement) => void;

  constructor(tell: (statement: Statement) => void) {
    this.#tell = tell;
  }

  read(chunk: Buffer): void {
    this.#buffer = Buffer.concat([this.#buffer, chunk]);
    for (;;) {
      // The very first message has no type before its length.
      const head = this.#started ? 1 : 0;
      if (this.#buffer.length < head + 4) return;
      const length = this.#buffer.readInt32BE(head);
      if (this.#buffer.length < head + length) return;
      const type = this.#started ? String.fromCharCode(this.#buffer[0] ?? 0) : "";
      this.#take(type, this.#buffer.subarray(head + 4, head + length));
      this.#buffer = this.#buffer.subarray(head + length);
      this.#started = true;
    }
  }

  #take(type: string, body: Buffer): void {
    if (type === "Q") this.#tell({ sql: textAt(body, 0).text, prepared: false, parameters: [] });
    if (type === "P") {
      const name = textAt(body, 0);
      this.#parsed.set(name.text, textAt(body, name.next).text);
    }
    if (type === "B") {
      const name = textAt(body, textAt(body, 0).next);
      this.#bound = {
        sql: this.#parsed.get(name.text) ?? "",
        prepared: name.text !== "",
        parameters: parametersAt(body, name.next),
      };
    }
    if (type === "E" && this.#bound) this.#tell(this.#bound);
  }
}

function textAt(body: Buffer, start: number): { text: string; next: number } {
  const end = body.indexOf(0, start);
  return { text: body.toString("utf8", start, end), next: end + 1 };
}

function parametersAt(body: Buffer, start: number): (string | null)[] {
  const formatCount = body.readInt16BE(start);
  const formats = Array.from({ length: formatCount }, (_, index) => body.readInt16BE(start + 2 + index * 2));
  let at = start + 2 + formatCount * 2;
  const count = body.readInt16BE(at);
  at += 2;
  return Array.from({ length: count }, (_, index) => {
    const length = body.readInt32BE(at);
    at += 4;
    if (length < 0) return null;
    const value = body.subarray(at, at + length);
    at += length;
    const isBinary = (formats.length === 1 ? formats[0] : formats[index]) === 1;
    // The drivers here send only bytea in binary.
    return isBinary ? `'\\x${value.toString("hex")}'` : `'${value.toString("utf8").replaceAll("'", "''")}'`;
  });
}
