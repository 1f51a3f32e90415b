import { randomInt } from "node:crypto";
import { createServer } from "node:net";

/** Below the ports that systems hand out for outgoing connections, so that none of those takes ours during a restart. */
const LOWEST = 20_000;
const HIGHEST = 30_000;

/** The preferred port if nobody listens there, else another one. */
export async function chooseFreePort(preferred?: number): Promise<number> {
  if (preferred !== undefined && (await isFree(preferred))) return preferred;
  for (let tries = 0; tries < 100; tries++) {
    const port = randomInt(LOWEST, HIGHEST);
    if (await isFree(port)) return port;
  }
  throw new Error("no free port was found on 127.0.0.1");
}

function isFree(port: number): Promise<boolean> {
  return new Promise((resolve) => {
    const server = createServer();
    server.once("error", () => resolve(false));
    server.listen({ host: "127.0.0.1", port, exclusive: true }, () => server.close(() => resolve(true)));
  });
}
