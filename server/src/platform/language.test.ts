import { expect, test } from "vitest";
import { languageOf } from "./language.ts";

test.each([
  [undefined, "zh"],
  ["", "zh"],
  ["zh-CN,zh;q=0.9,en;q=0.8", "zh"],
  ["en-GB,en;q=0.9", "en"],
  ["fr-FR,en;q=0.5,zh;q=0.8", "zh"],
  ["fr,de", "zh"],
  ["en;q=0,zh;q=0.1", "zh"],
  [";;;q=x,,", "zh"],
] as const)("DOS-2.8 Accept-Language %s reads as %s", (header, language) => {
  expect(languageOf(header)).toBe(language);
});
