import { describe, expect, it } from "vitest";
import { rowsToDraw } from "./rows-to-draw.ts";

const inSight = { startIndex: 100, endIndex: 119, count: 1000 };

describe("DOS-4.4 the rows of a list that stand in the document", () => {
  it("are those in sight and a few on either side while nobody scrolls", () => {
    const rows = rowsToDraw(inSight, null, 110);
    expect([rows[0], rows.at(-1)]).toEqual([94, 125]);
  });

  it("lie mostly where the reader is going", () => {
    const down = rowsToDraw(inSight, "forward", 110);
    const up = rowsToDraw(inSight, "backward", 110);
    expect([down[0], down.at(-1)]).toEqual([96, 159]);
    expect([up[0], up.at(-1)]).toEqual([60, 123]);
  });

  it("never go beyond the list", () => {
    expect(rowsToDraw({ startIndex: 0, endIndex: 9, count: 10 }, "forward", 0)).toHaveLength(10);
    expect(rowsToDraw({ startIndex: 0, endIndex: 0, count: 0 }, null, 0)).toEqual([]);
  });

  it("hold the active row wherever it is, so that it keeps the focus, and no row that is gone", () => {
    expect(rowsToDraw(inSight, null, 3)[0]).toBe(3);
    expect(rowsToDraw(inSight, null, 900).at(-1)).toBe(900);
    expect(rowsToDraw(inSight, null, 1000).at(-1)).toBe(125);
  });
});
