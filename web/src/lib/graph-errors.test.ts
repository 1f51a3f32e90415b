import { CombinedGraphQLErrors } from "@apollo/client/errors";
import { describe, expect, it } from "vitest";
import { problemFromBody, problemOf } from "./graph-errors.ts";

describe("DOS-2.2 what went wrong at the top level", () => {
  it("is the contract's code, message and request id", () => {
    const error = new CombinedGraphQLErrors({
      errors: [{ message: "不行", extensions: { code: "FORBIDDEN", requestId: "r1" } }],
    });
    expect(problemOf(error)).toEqual({ code: "FORBIDDEN", message: "不行", requestId: "r1" });
  });

  it("is an outage when nobody answers, and when a proxy answers for a dead server", () => {
    expect(problemOf(new TypeError("Failed to fetch")).code).toBe("UNAVAILABLE");
    expect(problemFromBody("<html>Bad Gateway</html>", 502).code).toBe("UNAVAILABLE");
  });

  it("is read from the REST endpoints too", () => {
    const body = JSON.stringify({ errors: [{ message: "too often", extensions: { code: "RATE_LIMITED" } }] });
    expect(problemFromBody(body, 429)).toEqual({
      code: "RATE_LIMITED",
      message: "too often",
      requestId: undefined,
    });
    expect(problemFromBody("", 401).code).toBe("UNAUTHENTICATED");
  });

  it("is internal when the code is one that the console does not know", () => {
    expect(problemOf(new CombinedGraphQLErrors({ errors: [{ message: "?" }] })).code).toBe("INTERNAL");
  });
});
