import { describe, expect, it } from "vitest";
import { readReason } from "./reveal-reasons.ts";

describe("DOS-2.6 the reason for a look, as the change log keeps it", () => {
  it("is one of the usual ones, with words or without, or only words", () => {
    expect(readReason("SHIP_ORDER")).toEqual({ reason: "SHIP_ORDER", words: "" });
    expect(readReason("OTHER: 核对: 快递单")).toEqual({ reason: "OTHER", words: "核对: 快递单" });
    expect(readReason("由旧系统带来")).toEqual({ reason: undefined, words: "由旧系统带来" });
  });
});
