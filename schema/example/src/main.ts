/**
 * What another system does with Dossier, from beginning to end, small enough to read in one sitting:
 *
 *   1. signs in with an API key,
 *   2. brings a customer over, found again by the other system's own id,
 *   3. files a complaint, twice by mistake, and it is one,
 *   4. reads the customers page by page,
 *   5. follows the complaint until it is closed.
 *
 *   DOSSIER_URL=http://127.0.0.1:4000 DOSSIER_API_KEY=dossier_… npx -y pnpm@12 --filter @dossier/example start
 *
 * Run it again: it finds the same customer and the same complaint. The key needs the role AGENT.
 */
import { ask, taken, type Access } from "./dossier.ts";
import { followComplaint } from "./follow.ts";
import type { CustomersPageQuery } from "./gql/graphql.ts";
import { customersPage, fileComplaint, upsertCustomer, whoAmI } from "./requests.ts";

const MOST_PAGES = 3;

async function main(access: Access): Promise<void> {
  // 1. The key alone is the sign-in: there is no session to keep alive.
  const { me } = await ask(access, whoAmI, {});
  console.log(`Signed in as ${me?.staff.name}, with ${me?.permissions.length} permissions.`);

  // 2. The other system's id is all that has to be remembered: the same upsert makes the customer or changes it.
  const { upsertCustomer: upserted } = await ask(access, upsertCustomer, {
    input: {
      externalRef: { system: "example-shop", id: "10001" },
      name: "周晓岚",
      phone: "13900010001",
    },
  });
  const customer = taken(upserted.customer, upserted.errors);
  console.log(`${upserted.created ? "Made" : "Found"} customer ${customer.number} ${customer.name}.`);

  // 3. A network may break after the server has done its work. Sent again under the same key, it is done once.
  const input = {
    customerId: customer.id,
    category: "DELIVERY",
    severity: "HIGH",
    medium: "PLATFORM",
    description: "订单 10001 显示已签收，但没有收到货。",
    // Something of the other system's that is the same each time, such as the ticket's own id.
    idempotencyKey: "example-shop-ticket-10001",
  } as const;
  const first = await ask(access, fileComplaint, { input });
  const second = await ask(access, fileComplaint, { input });
  const complaint = taken(first.fileComplaint.complaint, first.fileComplaint.errors);
  const again = taken(second.fileComplaint.complaint, second.fileComplaint.errors);
  console.log(`Filed complaint ${complaint.number}; sent twice, it is ${again.number} both times.`);

  // 4. A cursor says where the next page begins. It stays right while others add customers.
  let pages = 0;
  for await (const nodes of customerPages(access)) {
    pages += 1;
    const complaining = nodes.filter(({ openComplaintCount }) => openComplaintCount > 0).length;
    console.log(`Page ${pages}: ${nodes.length} customers, ${complaining} with an open complaint.`);
    if (pages === MOST_PAGES) break;
  }

  // 5.
  console.log(`Following ${complaint.number} until it is closed (Ctrl-C ends it).`);
  await followComplaint(access, complaint.id);
  console.log("Done.");
}

/** The customers, fifty at a time, as long as whoever asks wants more. */
async function* customerPages(access: Access): AsyncGenerator<CustomersPageQuery["customers"]["nodes"]> {
  let after: string | null | undefined = null;
  do {
    const { customers }: CustomersPageQuery = await ask(access, customersPage, { after });
    yield customers.nodes;
    after = customers.pageInfo.hasNextPage ? customers.pageInfo.endCursor : null;
  } while (after);
}

const { DOSSIER_URL: url = "http://127.0.0.1:4000", DOSSIER_API_KEY: key } = process.env;
if (key === undefined) {
  console.error("Set DOSSIER_API_KEY to a key from the console (API keys).");
  process.exitCode = 1;
} else {
  try {
    await main({ url, key });
  } catch (error) {
    console.error(inWords(error));
    process.exitCode = 1;
  }
}

function inWords(error: unknown): string {
  if (error instanceof Error) return error.message;
  // A WebSocket that the server closed for good, such as after the key was revoked.
  if (error instanceof CloseEvent) return `Dossier closed the connection: ${error.reason} (${error.code})`;
  return String(error);
}
