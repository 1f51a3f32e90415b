import { expect, it } from "vitest";
import { safeReturnPath } from "./return-path.ts";

it("DOS-2.3 signing in returns to the page that was asked for, never to another site", () => {
  expect(safeReturnPath("/customers?search=王&open=KH-000123")).toBe("/customers?search=王&open=KH-000123");
  for (const elsewhere of [
    null,
    "",
    "https://example.test",
    "//example.test",
    "/\\example.test",
    "/\t/example.test",
  ]) {
    expect(safeReturnPath(elsewhere)).toBe("/customers");
  }
  expect(safeReturnPath("/sign-in?return=/sign-in")).toBe("/customers");
});
