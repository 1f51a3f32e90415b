import { print } from "graphql";
import { createClient } from "graphql-ws";
import { ask, type Access } from "./dossier.ts";
import type { ComplaintChangedSubscription } from "./gql/graphql.ts";
import { complaintChanged, complaintNow } from "./requests.ts";

const MOST_EVENTS = 50;

type ArchiveEvent = ComplaintChangedSubscription["archiveChanged"];

/**
 * Tells each thing that happens to a complaint, until it is closed. Events say that something changed, not everything
 * that it is now, and what happens while the connection is down is not sent again. So ask for the record each time a
 * connection stands: then nothing is missed, however often it breaks.
 */
export async function followComplaint(access: Access, id: string): Promise<void> {
  const address = new URL("/graphql", access.url);
  address.protocol = address.protocol.replace("http", "ws");
  const client = createClient({
    url: address.href,
    // A browser's WebSocket takes no headers, so the key travels in the first message instead.
    connectionParams: { authorization: `Bearer ${access.key}` },
    retryAttempts: 20,
    shouldRetry: () => true,
  });
  // Ctrl-C ends the following, and with it the program.
  process.once("SIGINT", () => void client.dispose());

  client.on("connected", () => {
    ask(access, complaintNow, { id })
      .then(({ complaint }) => {
        console.log(`${complaint?.number} is ${complaint?.status}, last changed ${complaint?.changedAt}.`);
        return complaint?.open ? undefined : client.dispose();
      })
      .catch((error: unknown) => {
        console.log(String(error));
        void client.dispose();
      });
  });

  let last = 0n;
  let count = 0;
  const answers = client.iterate<ComplaintChangedSubscription>({
    query: print(complaintChanged),
    variables: { id },
  });
  for await (const { data, errors } of answers) {
    if (errors) throw new Error(errors.map(({ message }) => message).join(" "));
    const event = data?.archiveChanged;
    // After a new connection one may come again; the sequence tells.
    if (!event || BigInt(event.sequence) <= last) continue;
    last = BigInt(event.sequence);
    count += 1;
    console.log(inWords(event));
    if (count === MOST_EVENTS || event.complaint?.open === false) break;
  }
  await client.dispose();
}

function inWords({ at, name, actor, complaint }: ArchiveEvent): string {
  return `${at} ${name} by ${actor?.name ?? "the system"}; now ${complaint?.status ?? "out of sight"}.`;
}
