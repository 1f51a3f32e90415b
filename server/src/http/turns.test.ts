import { setImmediate as otherWork } from "node:timers/promises";
import { expect, test } from "vitest";
import { Turns } from "./turns.ts";

test("T59 the work of one person is done one piece after another, another person's beside it", async () => {
  const turns = new Turns();
  const begun: string[] = [];
  const ends = new Map<string, () => void>();
  const work = (whose: string, piece: string) =>
    turns.take(whose, () => {
      begun.push(piece);
      return new Promise<string>((resolve) => ends.set(piece, () => resolve(piece)));
    });
  const first = work("Li", "first");
  const second = work("Li", "second");
  const beside = work("Wang", "beside");
  await otherWork();
  expect(begun).toEqual(["first", "beside"]);
  ends.get("first")?.();
  expect(await first).toBe("first");
  await otherWork();
  expect(begun).toEqual(["first", "beside", "second"]);
  ends.get("second")?.();
  ends.get("beside")?.();
  expect(await Promise.all([second, beside])).toEqual(["second", "beside"]);
});

test("T59 what fails does not keep the next from its turn, and nothing is kept of whoever is done", async () => {
  const turns = new Turns();
  const failing = turns.take("Li", () => Promise.reject(new Error("away")));
  const next = turns.take("Li", () => "next");
  await expect(failing).rejects.toThrow("away");
  expect(await next).toBe("next");
  await otherWork();
  expect(turns.people).toBe(0);
});
