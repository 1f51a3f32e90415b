import "reflect-metadata";
import { parentPort, workerData } from "node:worker_threads";
import { businessDay } from "../../platform/clock.ts";
import { Cipher } from "../../platform/crypto.ts";
import { Keyring } from "../../platform/keyring.ts";
import { CopyRows, SEED_TABLE_NAMES } from "./copy-rows.ts";
import { inventCustomer, type SeedWorld } from "./seed-customer.ts";
import type { SeedPart, SeedThreadTask, TablePart } from "./seed-messages.ts";
import { calendarsOf } from "./seed-plan.ts";
import { CustomerRows } from "./seed-rows.ts";

/** A thread that makes the rows of one part of the customers after the other, as it is asked to. */
const task = workerData as SeedThreadTask;
const { plan, firstCustomer, firstOrder } = task;
const world: SeedWorld = { plan, calendars: calendarsOf(plan.task), staff: task.staff, firstCustomer };
const surroundings = {
  seed: plan.task.seed,
  cipher: new Cipher(new Keyring(task.keys.map((key) => ({ ...key, secret: Buffer.from(key.secret) })))),
  channels: task.channels,
  memberLevels: task.memberLevels,
  firstComplaint: task.firstComplaint,
  orderNumber: ({ number }: { number: number }) =>
    firstOrder + (plan.ordersBefore[number - firstCustomer] ?? 0),
  yearOf: (moment: number) => businessDay(new Date(moment), task.timeZone).slice(0, 4),
};

const rows = new CopyRows();
const customers = new CustomerRows(rows, surroundings);
parentPort?.on("message", ({ from, to }: SeedPart) => {
  for (let index = from; index < to; index += 1) customers.add(inventCustomer(world, index));
  const parts = SEED_TABLE_NAMES.map((table): TablePart => ({ table, ...rows.take(table) }));
  parentPort?.postMessage(
    parts,
    parts.map((part) => part.bytes.buffer),
  );
});
