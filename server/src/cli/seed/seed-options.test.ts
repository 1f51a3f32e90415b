import { describe, expect, test } from "vitest";
import { CommandRefusal, Terminal } from "../terminal.ts";
import { DEFAULT_UNTIL, readSeedOptions, type TypedSeedOptions } from "./seed-options.ts";

const usual: TypedSeedOptions = { customers: "5", seed: "1", until: DEFAULT_UNTIL, add: false };
const read = (typed: Partial<TypedSeedOptions>, language: "zh" | "en" = "en") =>
  readSeedOptions(new Terminal(language), { ...usual, ...typed }, "2026-11-22");

describe("DOS-4.1 what cannot be seeded is refused in words:", () => {
  test.each([
    [{ customers: "many" }, /--customers is a whole number from 1 to 10000000, not "many"/],
    [{ customers: "0" }, /not "0"/],
    [{ customers: "1e6" }, /not "1e6"/],
    [{ complaints: "51" }, /--complaints is a whole number from 0 to 50, not "51"/],
    [{ seed: "-1" }, /--seed is a whole number from 0 to 4294967295, not "-1"/],
    [{ until: "2025-02-30" }, /--until is a date such as 2026-10-31, not "2025-02-30"/],
    [{ until: "2026-11-22" }, /nothing may have happened in the future/],
    [{ until: "2019-12-31" }, /between 2020-01-01 and yesterday/],
  ])("%j", (typed, refusal) => {
    expect(() => read(typed)).toThrow(CommandRefusal);
    expect(() => read(typed)).toThrow(refusal);
  });

  test("in Chinese as well", () => {
    expect(() => read({ customers: "0" }, "zh")).toThrow(
      "--customers 须是 1 到 10000000 之间的整数，不能是“0”。",
    );
  });

  test("and what can be is taken as it was typed", () => {
    expect(read({ complaints: "50", seed: "7" })).toMatchObject({ customers: 5, complaints: 50, seed: 7 });
  });
});
