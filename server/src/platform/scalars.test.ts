import { expect, test } from "vitest";
import { DateTimeScalar } from "./scalars.ts";

test.each([
  ["2026-03-08 06:00:00+00", "2026-03-08T06:00:00.000Z"],
  ["2026-03-08 06:00:00.5+00", "2026-03-08T06:00:00.500Z"],
  ["2026-03-08 06:00:00.12+00", "2026-03-08T06:00:00.120Z"],
  ["2026-03-08 06:00:00.123+00", "2026-03-08T06:00:00.123Z"],
  ["2026-03-08 06:00:00.123456+00", "2026-03-08T06:00:00.123Z"],
  ["2026-03-08T14:00:00.25+08:00", "2026-03-08T06:00:00.250Z"],
  ["2026-03-08T06:00:00Z", "2026-03-08T06:00:00.000Z"],
])("a moment is shown in UTC with milliseconds, however the database writes it: %s", (text, shown) => {
  expect(DateTimeScalar.serialize(text)).toBe(shown);
  expect(DateTimeScalar.serialize(new Date(shown))).toBe(shown);
});
