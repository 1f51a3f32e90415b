import { expect, it } from "vitest";
import { formPath } from "./user-errors.ts";

it("DOS-2.6 a refusal's path into the input is the form field's name", () => {
  expect(formPath(["input", "email"])).toEqual(["email"]);
  expect(formPath(["input", "items", "0", "goods"])).toEqual(["items", 0, "goods"]);
  expect(formPath(["phone"])).toEqual(["phone"]);
  expect(formPath([])).toEqual([]);
});
