/** A file dropped on another page, on its way to `/imports/new`. It stays in memory: addresses cannot carry files. */
let waiting: File | undefined;

export function handOverFile(file: File): void {
  waiting = file;
}

export function takeHandedOverFile(): File | undefined {
  const file = waiting;
  waiting = undefined;
  return file;
}
