import { expect, test } from "vitest";
import { PHOTOGRAPH_REFUSALS } from "../../server/src/modules/complaints/photographs/photograph-refusals.ts";
import { photographs as english } from "../../web/src/features/complaints/photographs/texts.en.ts";
import { photographs as chinese } from "../../web/src/features/complaints/photographs/texts.zh.ts";

test("DOS-3.1 the console refuses a file in the server's own words", () => {
  const words = Object.fromEntries(
    Object.entries(PHOTOGRAPH_REFUSALS).map(([code, { text }]) => [code, { zh: text.zh, en: text.en }]),
  );
  const shown = Object.fromEntries(
    Object.entries(english.refusal).map(([code, en]) => [
      code,
      { zh: chinese.refusal[code as keyof typeof chinese.refusal], en },
    ]),
  );
  expect(shown).toEqual(words);
});
