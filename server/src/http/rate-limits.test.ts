import { expect, test } from "vitest";
import { RateLimits } from "./rate-limits.ts";

const clock = () => {
  let time = 0;
  return { now: () => time, pass: (seconds: number) => (time += seconds * 1000) };
};

test("T11 points are spent, refused when there are none, and come back steadily", () => {
  const { now, pass } = clock();
  const limits = new RateLimits(600, now);
  expect(limits.charge("Li", 400)).toMatchObject({ requested: 400, limit: 600, remaining: 200 });
  expect(() => limits.charge("Li", 400)).toThrow(
    expect.objectContaining({ extensions: { code: "RATE_LIMITED", retryAfter: 20 } }),
  );
  pass(20);
  expect(limits.charge("Li", 400).remaining).toBe(0);
  pass(3600);
  expect(limits.look("Li").remaining).toBe(600);
});

test("T11 the cheapest question costs something, and one person's are not another's", () => {
  const limits = new RateLimits(100, clock().now);
  for (let time = 0; time < 10; time += 1) expect(limits.charge("Li", 0).requested).toBe(10);
  expect(() => limits.charge("Li", 0)).toThrow("Too many requests");
  expect(limits.charge("Wang", 0).remaining).toBe(90);
});

test("T11 whoever has spent everything is refused by what he shows, for as long as that lasts", () => {
  const { now, pass } = clock();
  const limits = new RateLimits(100, now);
  limits.charge("Li", 100, "key");
  limits.refuseWhoIsOver("key");
  expect(() => limits.charge("Li", 10, "key")).toThrow("Too many requests");
  expect(() => limits.refuseWhoIsOver("key")).toThrow("Too many requests");
  limits.refuseWhoIsOver("another key");
  pass(6);
  limits.refuseWhoIsOver("key");
  expect(limits.charge("Li", 10, "key").remaining).toBe(0);
});
