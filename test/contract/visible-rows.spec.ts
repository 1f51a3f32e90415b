import { fileURLToPath } from "node:url";
import { expect, test } from "vitest";
import { readSources } from "./import-walls.ts";

const ROOT = fileURLToPath(new URL("../..", import.meta.url));
const MODULES = "server/src/modules/";

/** A statement that reads or locks rows that belong to a customer. */
const READS =
  /\b(?:from|join|update)\s+(?:customer|customer_order|review|import_proposal|note|complaint|timeline_entry)\b|selectFrom\("(?:customer|customer_order|review|import_proposal|note|complaint)"\)|findOne(?:OrFail)?\((?:Customer|Order|Review|Note|Complaint),/;
/** What asks whether the actor may see them. */
const POLICY =
  /\b(?:visibleTo|ofVisibleCustomer|visibleComplaints|visibleCustomerIds|loadCustomer|holdCustomer|holdCustomerOf|loadComplaint|holdComplaint|rowsWithin)\b/;

/** Files that read such rows without asking, and why that is right. */
const EXCEPTIONS: Readonly<Record<string, string>> = {
  "customers/customer-match.queries.ts": "imports meet every customer; whoever may import sees all of them",
  "orders/order-match.queries.ts": "imports meet every order; whoever may import sees all of them",
  "interactions/note-match.queries.ts": "imports meet every note; whoever may import sees all of them",
  "customers/lifecycle-rule.queries.ts": "a rule for every customer; counts them, and shows none",
  "customers/commands/apply-lifecycle-rule.ts": "a rule for every customer, applied by the archive itself",
  "orders/commands/refresh-deal-facts.ts": "counts anew for a command that has asked",
  "complaints/commands/refresh-complaint-facts.ts": "counts anew for a command that has asked",
  "complaints/commands/change-team-of-staff.ts": "asks whether there is any, and shows none of it",
  "complaints/hand-over.queries.ts": "counts what somebody looks after, and shows none of it",
  "customers/commands/change-customers.ts": "an import's",
  "customers/commands/refresh-upkeep.ts": "computes anew for a command that has asked, and for the job",
  "customers/upkeep-work.ts": "the job's, for all archives alike",
  "orders/commands/change-orders.ts": "an import's",
  "orders/commands/take-in-orders.ts": "an import's",
  "orders/commands/take-in-reviews.ts": "an import's",
  "orders/commands/refresh-satisfaction.ts": "reads anew for a command that has asked",
  "orders/order-filter.queries.ts": "a part of the list's condition; the list is a visible customer's",
  "orders/purchase-analysis.queries.ts": "a field of a visible customer",
  "customers/commands/bind-shop-customer-ids.ts": "an import's",
  "complaints/complaint-search.queries.ts": "a part of the list's condition; the list asks",
  "imports/": "whoever may import sees every customer",
};

const sources = readSources(ROOT, ["server/src/modules"]);
const reading = [...sources]
  .map(([path, source]) => [path.slice(MODULES.length), source] as const)
  .filter(([path, source]) => !path.endsWith(".test.ts") && READS.test(source));

test("T14 every file that reads rows of customers asks whose they are, or says here why not", () => {
  const excepted = Object.keys(EXCEPTIONS);
  const silent = reading
    .filter(([path, source]) => !POLICY.test(source) && !excepted.some((one) => path.startsWith(one)))
    .map(([path]) => path);
  expect(silent).toEqual([]);
  const needless = excepted.filter((one) => !reading.some(([path]) => path.startsWith(one)));
  expect(needless).toEqual([]);
});

test("T14 and the search finds a file that forgets to ask", () => {
  expect(READS.test("select id from complaint where id = 1")).toBe(true);
  expect(READS.test('selectFrom("note").selectAll()')).toBe(true);
  expect(READS.test("select from complaint_event")).toBe(false);
  expect(reading.length).toBeGreaterThan(10);
});
