/** Phone numbers and e-mail addresses that were looked for, while the page is open. */
const kept: string[] = [];

const parameter = "search";
const reference = /^~(\d+)$/;
const phone = /^\+?(?:[\s()-]*\d){4,15}[\s()-]*$/;

/**
 * What is looked for stands in the address, so that a link or the back button brings it again; save phone numbers,
 * their last digits and e-mail addresses: browsers keep addresses for months, and people send them around. Of these
 * the address names only a place in this page's memory, which is empty after the page is loaded anew.
 */
export function setSearch(address: URLSearchParams, search: string): void {
  if (search === "") return address.delete(parameter);
  if (!search.includes("@") && !phone.test(search) && !reference.test(search))
    return address.set(parameter, search);
  if (!kept.includes(search)) kept.push(search);
  address.set(parameter, `~${String(kept.indexOf(search) + 1)}`);
}

export function searchIn(address: URLSearchParams): string {
  const search = address.get(parameter)?.trim() ?? "";
  const place = reference.exec(search)?.[1];
  return place === undefined ? search : (kept[Number(place) - 1] ?? "");
}
