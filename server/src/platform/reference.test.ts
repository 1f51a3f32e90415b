import { expect, test } from "vitest";
import { Reference } from "./reference.ts";

/** A table whose rows change by hand, and that counts how often it is read. */
class Table {
  rows = [{ recordId: "1", name: "售后一组" }];
  reads = 0;
  #answer: Promise<void> = Promise.resolve();

  read = async () => {
    this.reads += 1;
    const { rows } = this;
    await this.#answer;
    return rows;
  };

  /** Whoever reads now waits; answers how to let them go on. */
  hold(): () => void {
    const { promise, resolve } = Promise.withResolvers<void>();
    this.#answer = promise;
    return resolve;
  }
}

function watched(): Reference {
  const reference = new Reference();
  reference.watch(true);
  return reference;
}

test("a table is read once, and then answers at once", async () => {
  const [reference, table] = [watched(), new Table()];
  expect(await reference.find("teams", "1", table.read)).toEqual(table.rows[0]);
  expect(reference.find("teams", "1", table.read)).toBe(table.rows[0]);
  expect(reference.list("teams", table.read)).toEqual(table.rows);
  expect(reference.find("teams", "2", table.read)).toBeNull();
  expect(table.reads).toBe(1);
});

test("it is read again after a write, also when the write came while it was being read", async () => {
  const [reference, table] = [watched(), new Table()];
  const goOn = table.hold();
  const early = reference.find("teams", "1", table.read);
  table.rows = [{ recordId: "1", name: "售后二组" }];
  reference.forget();
  goOn();
  expect(await early).toMatchObject({ name: "售后一组" });
  expect(await reference.find("teams", "1", table.read)).toMatchObject({ name: "售后二组" });
});

test("nothing is kept while nobody tells of writes, nor after a reading that failed", async () => {
  const [reference, table] = [new Reference(), new Table()];
  await reference.list("teams", table.read);
  await reference.list("teams", table.read);
  expect(table.reads).toBe(2);
  reference.watch(true);
  await expect(reference.list("teams", () => Promise.reject(new Error("away")))).rejects.toThrow("away");
  expect(await reference.list("teams", table.read)).toEqual(table.rows);
});
