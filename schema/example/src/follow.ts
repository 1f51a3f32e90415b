import { print } from "graphql";
import { createClient } from "graphql-ws";
import { ask, type Access } from "./dossier.ts";
import type { ComplaintChangedSubscription } from "./gql/graphql.ts";
import { complaintChanged, complaintNow } from "./requests.ts";

const MOST_EVENTS = 50;
const ASK_AGAIN_AFTER = 30_000;

type ArchiveEvent = ComplaintChangedSubscription["archiveChanged"];

/**
 * Tells each thing that happens to a complaint, until it is closed. An event says that something changed, and what
 * happens while the connection is down is not told again. So the complaint itself is asked for as soon as the
 * subscription stands, and every half minute: then nothing is missed, however often the connection breaks.
 */
export async function followComplaint(access: Access, id: string): Promise<void> {
  let shown: string | undefined;
  const look = async (): Promise<void> => {
    const { complaint } = await ask(access, complaintNow, { id });
    if (complaint && complaint.status !== shown)
      console.log(`${complaint.number} is ${complaint.status}, last changed ${complaint.changedAt}.`);
    shown = complaint?.status;
    if (!complaint?.open) await client.dispose();
  };

  const address = new URL("/graphql", access.url);
  address.protocol = address.protocol.replace("http", "ws");
  const client = createClient({
    url: address.href,
    // A browser's WebSocket takes no headers, so the key travels in the first message instead.
    connectionParams: { authorization: `Bearer ${access.key}` },
    retryAttempts: 20,
    shouldRetry: () => true,
    keepAlive: ASK_AGAIN_AFTER,
    on: {
      // The server answers in order: its answer to this says that the subscription stands.
      connected: (socket) => setTimeout(() => (socket as WebSocket).send('{"type":"ping"}')),
      pong: () => void look().catch((error: unknown) => console.log(String(error))),
    },
  });
  // Ctrl-C ends the following, and with it the program.
  process.once("SIGINT", () => void client.dispose());

  let last = 0n;
  let count = 0;
  const answers = client.iterate<ComplaintChangedSubscription>({
    query: print(complaintChanged),
    variables: { id },
  });
  for await (const { data, errors } of answers) {
    if (errors) throw new Error(errors.map(({ message }) => message).join(" "));
    const event = data?.archiveChanged;
    // Over a new connection one may come again; the sequence tells.
    if (!event || BigInt(event.sequence) <= last) continue;
    last = BigInt(event.sequence);
    count += 1;
    shown = event.complaint?.status;
    console.log(inWords(event));
    if (count === MOST_EVENTS || event.complaint?.open === false) break;
  }
  await client.dispose();
}

function inWords({ at, name, actor, complaint }: ArchiveEvent): string {
  return `${at} ${name} by ${actor?.name ?? "the system"}; now ${complaint?.status ?? "out of sight"}.`;
}
