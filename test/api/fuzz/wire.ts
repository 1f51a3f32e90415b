import { connect } from "node:net";
import type { Random } from "./random.ts";

const SILENCE = 300;

export interface Heard {
  /** Everything that came back. */
  readonly text: string;
  readonly milliseconds: number;
  readonly isClosed: boolean;
  /** Cut, while bytes of either side were on their way. */
  readonly wasReset: boolean;
}

/** Sends bytes down a line of their own, and hears until the server closes it or says what is waited for. */
export async function sendBytes(
  address: string,
  bytes: Uint8Array,
  { until, hangUp = true, patience = 20_000 }: { until?: RegExp; hangUp?: boolean; patience?: number } = {},
): Promise<Heard> {
  const { hostname, port } = new URL(address);
  const begun = performance.now();
  return new Promise((resolve) => {
    const line = connect({ host: hostname, port: Number(port), allowHalfOpen: true });
    let text = "";
    const done = (isClosed: boolean, wasReset = false): void => {
      clearTimeout(tooLong);
      clearTimeout(silence);
      line.destroy();
      resolve({ text, isClosed, wasReset, milliseconds: performance.now() - begun });
    };
    const tooLong = setTimeout(() => done(false), patience);
    // Half a message has no answer: then the sender hangs up, and the server has to as well.
    const silence = setTimeout(() => line.end(), SILENCE);
    line.on("connect", () => (hangUp ? line.end(bytes) : line.write(bytes)));
    line.on("data", (data) => {
      text += data.toString("latin1");
      if (until?.test(text)) done(true);
    });
    line.on("end", () => done(true));
    line.on("error", () => done(true, true));
  });
}

const HEADS = (random: Random): string =>
  random.pick([
    "POST /graphql HTTP/1.1",
    "GET /graphql HTTP/1.1",
    "PUT /graphql HTTP/1.1",
    "POST /graphql HTTP/9.9",
    "POST /graphql",
    "POST  /graphql  HTTP/1.1",
    "POST /graphql?query={me{permissions}} HTTP/1.1",
    "POST //graphql HTTP/1.1",
    "POST /../../etc/passwd HTTP/1.1",
    "POST /%00 HTTP/1.1",
    "POST /graphql%2f.. HTTP/1.1",
    "GET /%ff%fe HTTP/1.1",
    "GET /files/complaint-photographs/%2e%2e HTTP/1.1",
    "POST /files/imports HTTP/1.1",
    "POST /auth/sign-in/email HTTP/1.1",
    "POST http://else.where/graphql HTTP/1.1",
    "OPTIONS * HTTP/1.1",
    "CONNECT else.where:443 HTTP/1.1",
    "\u0000\u0001\u0002",
    "PRI * HTTP/2.0",
    "DELETE /healthz HTTP/1.1",
    "GET /nothing/here HTTP/1.1",
  ]);

const HEADERS: readonly string[] = [
  "content-type: application/json",
  "content-type: application/json; charset=utf-16",
  "content-type: application/json; charset=\u0000",
  "content-type: text/plain",
  "content-type: multipart/form-data; boundary=",
  "content-type: message/x",
  "content-type:",
  "content-encoding: gzip",
  "transfer-encoding: chunked",
  "transfer-encoding: chunked, identity",
  "transfer-encoding: \u000bchunked",
  "content-length: 5",
  "content-length: -1",
  "content-length: 99999999999999999999",
  "content-length: 5, 6",
  "cookie: a=b; ;;=; =;",
  "cookie: dossier.session_token=x.y",
  "authorization: Bearer",
  "authorization: Bearer \u00ff",
  "accept-language: \u00ff,,;q=9",
  "accept: */*;q=x",
  "origin: null",
  "origin: http://else.where",
  "expect: 100-continue",
  "expect: nothing",
  "upgrade: websocket",
  "upgrade: h2c",
  "connection: upgrade, close",
  "sec-websocket-key: x",
  "sec-websocket-version: 99",
  "x: y\nz: a",
  ": empty",
  "no colon",
  " folded",
  "idempotency-key: \u00ff",
  "x-forwarded-for: ::::",
];

const BODIES = (random: Random): Buffer =>
  random.pick<() => Buffer>([
    () => Buffer.alloc(0),
    () => Buffer.from("{}"),
    () => Buffer.from('{"query":"{me{permissions}}"}'),
    () => Buffer.from('{"query":"{me{permissions}}","query":5}'),
    () => Buffer.from('\ufeff{"query":"{me{permissions}}"}'),
    () => Buffer.from('{"query":"{me{permissions}}"}', "utf16le"),
    () => Buffer.from('{"__proto__":{"query":1},"constructor":{"prototype":1}}'),
    () => Buffer.from('{"query":"\\ud800"}'),
    () => Buffer.from("[".repeat(5000)),
    () =>
      Buffer.from(`{"query":"{me{permissions}}","variables":${'{"a":'.repeat(3000)}1${"}".repeat(3000)}}`),
    () => Buffer.from("5\r\nhello\r\n0\r\n\r\n"),
    () => Buffer.from("zz\r\nhello\r\n"),
    () => random.bytes(200),
    () => Buffer.from([0xff, 0xfe, 0xc0, 0x80, 0xed, 0xa0, 0x80]),
  ])();

/** A request as no program sends it. */
export function brokenRequest(random: Random): Buffer {
  if (random.chance(0.1)) return random.bytes(random.pick([1, 20, 500]));
  const body = BODIES(random);
  const lines = [
    HEADS(random),
    ...(random.chance(0.9) ? ["host: localhost"] : []),
    ...random.some(HEADERS, 5),
  ];
  if (random.chance(0.6)) lines.push(`content-length: ${body.length + random.pick([0, 0, 0, 1, -1])}`);
  if (random.chance(0.02)) lines.push(`x: ${"y".repeat(random.pick([20_000, 100_000]))}`);
  const head = Buffer.from(`${lines.join(random.chance(0.95) ? "\r\n" : "\n")}\r\n\r\n`, "latin1");
  return Buffer.concat([head, body]);
}

/** A frame of a socket, masked as a client's must be; or not. */
export function frame(
  payload: Buffer,
  { opcode = 1, masked = true, final = true, reserved = 0, length = payload.length } = {},
): Buffer {
  const size =
    length < 126
      ? Buffer.from([length])
      : length < 65_536
        ? Buffer.from([126, length >> 8, length & 255])
        : Buffer.from([
            127,
            0,
            0,
            0,
            0,
            (length >>> 24) & 255,
            (length >>> 16) & 255,
            (length >>> 8) & 255,
            length & 255,
          ]);
  size[0] = (size[0] ?? 0) | (masked ? 128 : 0);
  const mask = masked ? Buffer.from([1, 2, 3, 4]) : Buffer.alloc(0);
  const hidden = masked ? payload.map((byte, index) => byte ^ ((index % 4) + 1)) : payload;
  return Buffer.concat([Buffer.from([(final ? 128 : 0) | (reserved << 4) | opcode]), size, mask, hidden]);
}

const text = (value: unknown): Buffer =>
  frame(Buffer.from(typeof value === "string" ? value : JSON.stringify(value)));

/** What no client of the protocol sends, after it has said who asks, or before. */
export function brokenFrames(random: Random, hostile: () => unknown, document: () => unknown): Buffer {
  const one = random.pick<() => Buffer>([
    () => text(hostile()),
    () => text({ type: hostile(), id: hostile(), payload: hostile() }),
    () => text({ type: "subscribe", id: "1", payload: hostile() }),
    () => text({ type: "subscribe", id: "1", payload: { query: document(), variables: hostile() } }),
    () =>
      text({
        type: "subscribe",
        id: hostile(),
        payload: {
          query: "subscription { archiveChanged { name } }",
          variables: hostile(),
          extensions: hostile(),
        },
      }),
    () =>
      text({
        type: "subscribe",
        id: "1",
        payload: {
          query: "subscription ($id: ID) { archiveChanged(recordId: $id) { name } }",
          variables: { id: hostile() },
        },
      }),
    () => text({ type: "complete", id: hostile() }),
    () => text({ type: "connection_init", payload: hostile() }),
    () => text({ type: "next", id: "1", payload: hostile() }),
    () => text({ type: "ping", payload: hostile() }),
    () => text("{ no json"),
    () => text("\u0000"),
    () => frame(random.bytes(20)),
    () => frame(random.bytes(20), { opcode: 2 }),
    () => frame(random.bytes(5), { opcode: random.below(16) }),
    () => frame(random.bytes(5), { reserved: 1 + random.below(7) }),
    () => frame(random.bytes(5), { masked: false }),
    () => frame(random.bytes(130), { opcode: 9 }),
    () => frame(random.bytes(1), { opcode: 8 }),
    () => frame(Buffer.from([0, 5]), { opcode: 8 }),
    () => frame(random.bytes(5), { final: false }),
    () => frame(random.bytes(5), { opcode: 0 }),
    () => frame(random.bytes(5), { length: 2 ** 31 }),
    () => text("x".repeat(100_001)),
    () => random.bytes(50),
  ]);
  const init = text({ type: "connection_init" });
  return Buffer.concat([
    ...(random.chance(0.7) ? [init] : []),
    one(),
    text({ type: "ping", payload: { last: true } }),
  ]);
}

export function upgradeRequest(address: string, headers: Record<string, string>): Buffer {
  const { host } = new URL(address);
  const lines = Object.entries({
    host,
    upgrade: "websocket",
    connection: "Upgrade",
    "sec-websocket-key": "dGhlIHNhbXBsZSBub25jZQ==",
    "sec-websocket-version": "13",
    "sec-websocket-protocol": "graphql-transport-ws",
    ...headers,
  }).map(([name, value]) => `${name}: ${value}\r\n`);
  return Buffer.from(`GET /graphql HTTP/1.1\r\n${lines.join("")}\r\n`);
}

/** The same bytes with some of them changed, left out, doubled, or cut off. */
export function mutant(original: Buffer, random: Random): Buffer<ArrayBuffer> {
  const bytes = Buffer.from(original);
  for (let time = 1 + random.below(20); time > 0; time -= 1)
    bytes[random.below(bytes.length)] = random.below(256);
  const at = random.below(bytes.length);
  const to = at + random.below(200);
  switch (random.below(6)) {
    case 0:
      return bytes.subarray(0, at);
    case 1:
      return Buffer.concat([bytes.subarray(0, at), bytes.subarray(to)]);
    case 2:
      return Buffer.concat([bytes.subarray(0, to), bytes.subarray(at)]);
    default:
      return bytes;
  }
}
