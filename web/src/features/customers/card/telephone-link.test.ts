import { expect, it } from "vitest";
import { telephoneLink } from "./telephone-link.ts";

it.each([
  ["13800138000", "tel:13800138000"],
  ["0571-88888888", "tel:057188888888"],
  ["0571-88888888-12", "tel:057188888888;ext=12"],
  ["+16502530000 ext. 3", "tel:+16502530000;ext=3"],
])("DOS-2.6 the phone %s dials %s", (shown, link) => {
  expect(telephoneLink(shown)).toBe(link);
});
