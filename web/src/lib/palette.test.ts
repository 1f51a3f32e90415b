import { readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import { dark, light, type Palette } from "./palette.ts";

const css = readFileSync(new URL("../base.css", import.meta.url), "utf8");

function variables(block: string): Record<string, string> {
  return Object.fromEntries(
    [...block.matchAll(/--([a-z-]+): (#[0-9a-f]{6});/g)].map(
      ([, name = "", value = ""]) => [name, value] as const,
    ),
  );
}

function asVariables(palette: Palette): Record<string, string> {
  return Object.fromEntries(
    Object.entries(palette).map(([name, value]) => [
      name.replace(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`),
      value,
    ]),
  );
}

function luminance(colour: string): number {
  const [red = 0, green = 0, blue = 0] = [1, 3, 5]
    .map((at) => Number.parseInt(colour.slice(at, at + 2), 16) / 255)
    .map((part) => (part <= 0.04045 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4));
  return 0.2126 * red + 0.7152 * green + 0.0722 * blue;
}

function contrast(one: string, other: string): number {
  const [brighter = 0, darker = 0] = [luminance(one), luminance(other)].sort((a, b) => b - a);
  return (brighter + 0.05) / (darker + 0.05);
}

describe("DOS-2.8 the console's colours", () => {
  it("are the same in base.css and in the palette that antd gets", () => {
    const [first = "", second = ""] = css.split(':root[data-theme="dark"]');
    expect(variables(first)).toEqual(asVariables(light));
    expect(variables(second.split("}")[0] ?? "")).toEqual(asVariables(dark));
  });

  it.each([
    ["light", light],
    ["dark", dark],
  ])("can be read in %s: every text on every ground has at least 4.5 : 1", (_, palette) => {
    for (const text of ["text", "textQuiet", "accent", "good", "warn", "bad"] as const) {
      for (const ground of ["ground", "surface", "raised", "sunken", "accentSoft"] as const) {
        expect([text, ground, contrast(palette[text], palette[ground]) >= 4.5]).toEqual([text, ground, true]);
      }
    }
    expect(contrast(palette.onAccent, palette.accent)).toBeGreaterThanOrEqual(4.5);
  });

  it("put downloaded letters after every Chinese font a machine may have", () => {
    const family = /--fonts:([^;]+);/.exec(css)?.[1]?.replaceAll(/\s+/g, " ");
    expect(family).toMatch(
      /"PingFang SC".*"Microsoft YaHei".*"Noto Sans SC Variable", system-ui, sans-serif$/,
    );
  });
});
