/**
 * Where the row that stood at an index stands in the list as it is now. When it is gone, the one that followed it, else
 * the one before it: whoever was there comes to stand beside where it was.
 */
export function placeAfter(keys: readonly string[], index: number, now: ReadonlyMap<string, number>): number {
  const isThere = (key: string): boolean => now.has(key);
  const nearest = keys.slice(index).find(isThere) ?? keys.slice(0, index).findLast(isThere);
  const place = nearest === undefined ? undefined : now.get(nearest);
  return place ?? Math.max(0, Math.min(index, now.size - 1));
}
