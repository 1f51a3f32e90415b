import { setImmediate as otherWork } from "node:timers/promises";
import { expect, test } from "vitest";
import { RequestError } from "../platform/errors.ts";
import { Admission } from "./admission.ts";

/** Work that lasts until it is told to end. */
function crowd(admission: Admission) {
  const begun: string[] = [];
  const enter = async (who: string): Promise<void> => {
    const waiting = admission.enter(who);
    if (waiting) await waiting;
    begun.push(who);
  };
  return { begun, enter };
}

test("T55 what there is room for begins at once, the rest waits for its turn", async () => {
  const admission = new Admission({ atWork: 2, each: 2 });
  const { begun, enter } = crowd(admission);
  const all = ["Li", "Li", "Li"].map(enter);
  await otherWork();
  expect(begun).toEqual(["Li", "Li"]);
  admission.leave("Li");
  await Promise.all(all);
  expect([begun.length, admission.working]).toEqual([3, 2]);
});

test("T11 whoever asks for much waits for himself: others take turns with him", async () => {
  const admission = new Admission({ atWork: 1, each: 1 });
  const { begun, enter } = crowd(admission);
  const all = ["Li", "Li", "Li", "Li", "Wang", "Zhao"].map(enter);
  for (let left = 0; left < all.length; left += 1) {
    await otherWork();
    admission.leave(begun.at(-1) ?? "");
  }
  await Promise.all(all);
  expect(begun).toEqual(["Li", "Li", "Wang", "Zhao", "Li", "Li"]);
});

test("T11 one person does not take the places of others", async () => {
  const admission = new Admission({ atWork: 3, each: 2 });
  const { begun, enter } = crowd(admission);
  const all = ["Li", "Li", "Li", "Wang"].map(enter);
  await otherWork();
  expect(begun).toEqual(["Li", "Li", "Wang"]);
  admission.leave("Li");
  await Promise.all(all);
});

test("T55 when too many wait the next is refused at once, and an event never is", async () => {
  const admission = new Admission({ atWork: 1, each: 1, waiting: 2 });
  const { enter } = crowd(admission);
  const all = [enter("Li"), enter("Wang"), enter("Zhao")];
  expect(() => admission.enter("Qian")).toThrow(RequestError);
  const event = admission.enterPatiently("Qian");
  expect(event).toBeInstanceOf(Promise);
  for (const who of ["Li", "Wang", "Zhao"]) {
    admission.leave(who);
    await otherWork();
  }
  await Promise.all([...all, event]);
});

test("T55 who waits too long is refused, and leaves no place taken", async () => {
  const admission = new Admission({ atWork: 1, each: 1, patience: 1 });
  const { enter } = crowd(admission);
  await enter("Li");
  await expect(enter("Wang")).rejects.toMatchObject({ extensions: { code: "UNAVAILABLE", retryAfter: 1 } });
  admission.leave("Li");
  expect(admission.working).toBe(0);
  await enter("Wang");
});
