import complaintDesk from "document-id:ComplaintDesk";
import ledger from "document-id:Ledger";
import viewer from "document-id:Viewer";
import * as desk from "./features/complaints/desk/desk-address.ts";
import * as customers from "./features/customers/ledger/ledger-address.ts";
import type { AskedAhead } from "./lib/asked-ahead.ts";

// Runs in the boot script, long before the application's own scripts are there: the first answers travel beside them. A
// server that is away, or a session that has ended, is the application's to find out about, so nothing is told here.
const asked: AskedAhead[] = [];
const ask = (operationName: string, documentId: string, variables: object): Promise<Response> => {
  const answer = fetch("/graphql", {
    method: "POST",
    credentials: "same-origin",
    headers: {
      accept: "application/graphql-response+json,application/json;q=0.9",
      "content-type": "application/json",
      "accept-language": document.documentElement.lang,
    },
    body: JSON.stringify({ operationName, variables, documentId }),
  });
  asked.push({ documentId, variables: JSON.stringify(variables), answer, at: performance.now() });
  return answer;
};

/** To the letter what the pages ask: else they ask again. */
async function askAhead({ pathname, search }: Location): Promise<void> {
  if (pathname === "/sign-in") return;
  const address = new URLSearchParams(search);
  const first = { first: 50, firstPage: true };
  const who = ask("Viewer", viewer, {}).then((answer) => answer.clone().json());
  if (pathname === "/customers" || pathname === "/") {
    const question = customers.questionOf(customers.readView(address));
    ask("Ledger", ledger, { ...question, ...customers.columnsAsked(), ...first }).catch(() => undefined);
  }
  const { data } = (await who) as { data?: { me: { permissions: string[] } | null } };
  const permissions = data?.me?.permissions;
  if (!permissions) asked.length = 0;
  else if (pathname === "/complaints") {
    const may = (permission: string): boolean => permissions.includes(permission);
    const question = desk.questionOf(desk.readView(address), desk.usualScopeOf(may));
    await ask("ComplaintDesk", complaintDesk, { ...question, teams: may("team:list"), ...first });
  }
}

window.askedAhead = asked;
askAhead(location).catch(() => undefined);
