/** Why Dossier cannot start, in words for the person at the terminal: what is wrong, and what to do. */
export class StartRefusal extends Error {
  override readonly name = "StartRefusal";
  readonly english: string;
  readonly chinese: string;

  constructor(words: { english: string; chinese: string }, options?: { cause: unknown }) {
    super(`${words.english}\n${words.chinese}`, options);
    this.english = words.english;
    this.chinese = words.chinese;
  }
}

/** Node's own code of a failed system call ("EACCES", "ENOSPC" …), PostgreSQL's SQLSTATE, or nothing. */
export function errorCode(error: unknown): string | undefined {
  if (typeof error !== "object" || error === null || !("code" in error)) return undefined;
  return typeof error.code === "string" ? error.code : undefined;
}
