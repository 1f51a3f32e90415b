import { DatabaseSync } from "node:sqlite";

export interface Lock {
  release(): void;
}

/** SQLite's code for "somebody else holds it". */
const BUSY = 5;

/**
 * Holds a file so that no other process can, or answers nothing when another one does.
 *
 * Node has no file lock of its own, but its SQLite takes one of the operating system's (fcntl, on Windows LockFileEx).
 * The kernel lets go of it when the process ends, kill -9 included, so there is no stale lock to judge and no pid to
 * compare. The file stays empty. Never open it by other means: closing any handle of it would let go of the lock.
 */
export function holdLock(file: string, patienceMilliseconds = 0): Lock | undefined {
  const database = new DatabaseSync(file, { timeout: patienceMilliseconds });
  try {
    database.exec("BEGIN EXCLUSIVE");
  } catch (error) {
    database.close();
    if (error instanceof Error && "errcode" in error && error.errcode === BUSY) return undefined;
    throw error;
  }
  return { release: () => database.close() };
}
