import { areaList } from "@vant/area-data";

/** A division of the country 行政区划 by its code of GB/T 2260: a province, a city, a district or county. */
export interface District {
  readonly code: string;
  readonly name: string;
  /** From the province down: 浙江省 杭州市 西湖区. */
  readonly fullName: string;
  readonly hasParts: boolean;
}

const { province_list: provinces, city_list: cities, county_list: counties } = areaList;
const NAMES: ReadonlyMap<string, string> = new Map(
  [provinces, cities, counties].flatMap((list) => Object.entries(list)),
);

/** The division's own name after those that it is part of; 北京市 is said once, and 省直辖县 is no place. */
function fullNameOf(code: string): string {
  const names = [`${code.slice(0, 2)}0000`, `${code.slice(0, 4)}00`, code].map((one) => NAMES.get(one) ?? "");
  return [...new Set(names)].filter((name) => name !== "" && !name.includes("直辖县")).join(" ");
}

const PARTS: ReadonlyMap<string | null, readonly string[]> = Map.groupBy(NAMES.keys(), parentOf);

function parentOf(code: string): string | null {
  if (code.endsWith("0000")) return null;
  const city = `${code.slice(0, 4)}00`;
  return code === city || !NAMES.has(city) ? `${code.slice(0, 2)}0000` : city;
}

export function findDistrict(code: string): District | null {
  const name = NAMES.get(code);
  return name === undefined ? null : { code, name, fullName: fullNameOf(code), hasParts: PARTS.has(code) };
}

const CALLED: ReadonlyMap<string, readonly string[]> = Map.groupBy(NAMES.keys(), (code) =>
  fullNameOf(code).replaceAll(" ", ""),
);

/** A division by its code, or by its whole name from the province down: 浙江省 杭州市 西湖区. */
export function findDistrictCalled(called: string): District | null {
  const [code, ...others] = CALLED.get(called.replaceAll(/[\s/,，、-]/g, "")) ?? [];
  return findDistrict(called) ?? (code !== undefined && others.length === 0 ? findDistrict(code) : null);
}

/** The provinces, or the parts of a division, in the order of their codes. */
export function partsOfDistrict(code: string | null): District[] {
  return (PARTS.get(code) ?? [])
    .toSorted()
    .map(findDistrict)
    .filter((part) => part !== null);
}
