import { describe, expect, it } from "vitest";
import { isConnectionFailure, isContention } from "./connection-failure.ts";

const withCode = (code: string) => Object.assign(new Error("from the driver"), { code });

describe("T54 an outage of the database is recognised", () => {
  it.each(["57P01", "57P02", "57P03", "08006", "08001", "08003", "53300", "53100", "25006"])(
    "by SQLSTATE %s",
    (code) => {
      expect(isConnectionFailure(withCode(code))).toBe(true);
    },
  );

  it.each(["ECONNREFUSED", "ECONNRESET", "EPIPE", "ETIMEDOUT", "ENOTFOUND", "EAI_AGAIN"])("by %s", (code) => {
    expect(isConnectionFailure(withCode(code))).toBe(true);
  });

  it.each([
    "Connection terminated unexpectedly",
    "Connection terminated due to connection timeout",
    "Connection terminated",
    "timeout exceeded when trying to connect",
    "Client has encountered a connection error and is not queryable",
  ])("by the words “%s”, which come without a code", (words) => {
    expect(isConnectionFailure(new Error(words))).toBe(true);
  });

  it("inside the errors that wrap it, even when they form a circle", () => {
    const wrapped = new Error("flush failed", {
      cause: new Error("query failed", { cause: withCode("57P01") }),
    });
    expect(isConnectionFailure(wrapped)).toBe(true);
    const circle = new Error("a");
    circle.cause = circle;
    expect(isConnectionFailure(circle)).toBe(false);
  });

  it("when every address of a name refused", () => {
    expect(
      isConnectionFailure(new AggregateError([withCode("ECONNREFUSED"), withCode("ECONNREFUSED")])),
    ).toBe(true);
  });
});

describe("T54 what is no outage is not taken for one", () => {
  it.each(["23505", "42P01", "22P02", "57014", "55P03", "ENOENT"])("%s", (code) => {
    expect(isConnectionFailure(withCode(code))).toBe(false);
  });

  it("nor a value that quotes the words", () => {
    expect(isConnectionFailure(new Error("no complaint is called “Connection terminated”"))).toBe(false);
    expect(isConnectionFailure(Object.assign(new Error("Connection terminated"), { code: "22P02" }))).toBe(
      false,
    );
  });

  it.each([undefined, null, "Connection terminated", 57])("nor %s, which is no error", (value) => {
    expect(isConnectionFailure(value)).toBe(false);
  });
});

describe("T55 waiting for others is told apart from an outage", () => {
  it.each(["55P03", "57014", "40P01", "40001"])("by SQLSTATE %s", (code) => {
    expect(isContention(new Error("wrapped", { cause: withCode(code) }))).toBe(true);
  });

  it("and an outage is no contention", () => {
    expect(isContention(withCode("57P01"))).toBe(false);
  });
});
