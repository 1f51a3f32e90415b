import { expect, test } from "vitest";
import { ownersOver } from "./owner-history.ts";

const change = (version: number, field: string, old: string | null, at: number, note: string | null) => ({
  version,
  field,
  old,
  at,
  byId: "boss",
  note,
});

test("ARC-76 a customer that was never handed over has one owner since it was opened", () => {
  expect(ownersOver({ ownerId: "li", teamId: "east" }, { at: 1, byId: "li" }, [])).toEqual([
    { ownerId: "li", teamId: "east", from: 1, until: null, byId: "li", note: null },
  ]);
});

test("ARC-76 owners follow one another without a gap; person and team of one hand-over are one step", () => {
  const changes = [
    change(5, "ownerId", "zhang", 9, "离职交接"),
    change(3, "ownerId", "li", 4, null),
    change(3, "teamId", "east", 4, null),
  ];
  expect(ownersOver({ ownerId: "wang", teamId: "west" }, { at: 1, byId: null }, changes)).toEqual([
    { ownerId: "wang", teamId: "west", from: 9, until: null, byId: "boss", note: "离职交接" },
    { ownerId: "zhang", teamId: "west", from: 4, until: 9, byId: "boss", note: null },
    { ownerId: "li", teamId: "east", from: 1, until: 4, byId: null, note: null },
  ]);
});
