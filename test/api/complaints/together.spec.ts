import { afterAll, beforeAll, describe, expect, test } from "vitest";
import {
  allowedTransitions,
  findTransition,
  type ComplaintStatus,
} from "../../../server/src/modules/complaints/complaint-status.ts";
import type { Client } from "../../support/client.ts";
import { startTestServer, type TestServer } from "../../support/server.ts";
import {
  addCustomer,
  Busy,
  codesOf,
  done,
  edit,
  evidenceFor,
  eventsOf,
  file,
  note,
  patiently,
  read,
  step,
  type Complaint,
} from "./complaint-calls.ts";

const CLIENTS = 50;
/** How often each does something; 200 is the full length. */
const TIMES = Number(process.env["DOSSIER_TEST_TIMES"] ?? 20);
const COMPLAINTS = 4;

let server: TestServer;
let clients: Client[];
let customerId: string;
beforeAll(async () => {
  server = await startTestServer();
  const agent = await server.as("AGENT");
  clients = Array.from({ length: CLIENTS }, () => agent);
  customerId = await addCustomer(agent);
});
afterAll(() => server.stop());

const first = (): Client => {
  const [client] = clients;
  if (!client) throw new Error("no client");
  return client;
};

/** One of the steps that are possible from where the caller last saw the complaint. */
function stepFrom(seen: Complaint, turn: number): object {
  const possible = allowedTransitions(seen.status as ComplaintStatus);
  const next = possible[turn % possible.length];
  if (!next) throw new Error(`no way out of ${seen.status}`);
  return { status: next.to, ...evidenceFor(next.requires) };
}

describe("T42 fifty people edit one complaint at once", () => {
  test("one of those who read the same version gets through, and each of the others hears of it", async () => {
    const complaint = await done(file(first(), { customerId }));
    const words = (index: number) => `第 ${index} 位的说法`;
    const unsure: string[] = [];
    const answered = await Promise.all(
      clients.map((client, index) =>
        edit(client, {
          complaintId: complaint.id,
          expectedVersion: complaint.version,
          description: words(index),
        }).catch((error: unknown) => {
          if (!(error instanceof Busy)) throw error;
          unsure.push(words(index));
          return null;
        }),
      ),
    );
    const answers = answered.filter((answer) => answer !== null);
    const accepted = answers.flatMap(({ errors, complaint: made }) =>
      errors.length === 0 ? [made?.description ?? ""] : [],
    );
    const now = await patiently(() => read(first(), complaint.id));
    expect(now.version).toBe(2);
    expect(accepted.length === 0 ? unsure : accepted).toContain(now.description);
    expect(accepted.length).toBeLessThanOrEqual(1);
    const refused = answers.filter(({ errors }) => errors.length > 0);
    expect(new Set(refused.flatMap(codesOf))).toEqual(new Set(["CONFLICT expectedVersion"]));
    for (const { conflicts } of refused)
      expect(conflicts.map(({ field, current }) => [field, current.text])).toEqual([
        ["description", now.description],
      ]);
  });
});

describe(`DOS-3.4 ${CLIENTS} clients × ${TIMES} notes and steps on ${COMPLAINTS} complaints`, () => {
  test(
    "end with exactly the acknowledged ones, a legal path and right facts",
    { timeout: 900_000 },
    async () => {
      const complaints = await Promise.all(
        Array.from({ length: COMPLAINTS }, () => done(file(first(), { customerId }))),
      );
      const notes = new Map(complaints.map(({ id }) => [id, new Set<string>()]));
      const steps = new Map(complaints.map(({ id }) => [id, 0]));
      const unsure = new Map<string, number>();
      const unexpected: string[] = [];
      let conflicts = 0;

      async function work(client: Client, worker: number): Promise<void> {
        const start = complaints[worker % COMPLAINTS];
        if (!start) throw new Error("no complaint");
        let seen = start;
        for (let turn = 0; turn < TIMES; turn += 1) {
          const text = `${worker}/${turn}`;
          const written = turn % 4 !== worker % 4;
          const answer = written
            ? await note(client, { complaintId: seen.id, text })
            : await step(client, {
                complaintId: seen.id,
                expectedVersion: seen.version,
                ...stepFrom(seen, worker + turn),
              });
          const [code] = codesOf(answer);
          if (code === undefined && written) notes.get(seen.id)?.add(text);
          else if (code === undefined) steps.set(seen.id, (steps.get(seen.id) ?? 0) + 1);
          else if (!written && code === "CONFLICT expectedVersion") conflicts += 1;
          else unexpected.push(`${text} ${code}`);
          if (answer.complaint) seen = answer.complaint;
        }
      }

      const began = performance.now();
      await Promise.all(clients.map(work));
      const seconds = (performance.now() - began) / 1000;
      expect(unexpected).toEqual([]);

      for (const { id } of complaints) {
        const events = (await eventsOf(first(), id)).toReversed();
        const written = events.filter(({ kind }) => kind === "NOTE_WRITTEN").map(({ text }) => text ?? "");
        expect(written.toSorted()).toEqual([...(notes.get(id) ?? [])].toSorted());
        const path = events.filter(({ kind }) => kind === "STATUS_CHANGED");
        const acknowledged = steps.get(id) ?? -1;
        expect(path.length).toBeGreaterThanOrEqual(acknowledged);
        expect(path.length).toBeLessThanOrEqual(acknowledged + (unsure.get(id) ?? 0));
        let status = "RECEIVED";
        for (const { fromStatus, toStatus } of path) {
          expect(fromStatus).toBe(status);
          status = toStatus ?? "";
          expect(findTransition(fromStatus as ComplaintStatus, status as ComplaintStatus)).not.toBeNull();
        }
        expect(events).toHaveLength(1 + written.length + path.length);
        expect(await read(first(), id)).toMatchObject({ status, version: 1 + path.length });
      }
      const [facts] = await server.database.query<{ counted: number; open: number }>(
        `select facts.open_complaint_count as counted,
        (select count(*)::integer from complaint where complaint.customer_id = facts.customer_id and open) as open
      from customer_facts facts where facts.customer_id = $1`,
        [customerId.slice("Customer_".length)],
      );
      expect(facts?.counted).toBe(facts?.open);
      if (process.env["DOSSIER_TEST_TIMES"]) {
        const stepped = [...steps.values()].reduce((sum, count) => sum + count, 0);
        const noted = [...notes.values()].reduce((sum, one) => sum + one.size, 0);
        process.stdout.write(
          `${noted} notes, ${stepped} steps, ${conflicts} conflicts, ${[...unsure.values()].reduce((sum, count) => sum + count, 0)} unsure in ${seconds.toFixed(1)} s: ${((noted + stepped + conflicts) / seconds).toFixed(0)} requests a second\n`,
        );
      }
    },
  );
});
