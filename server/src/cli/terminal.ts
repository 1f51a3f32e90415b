import type { Language, Text } from "../platform/language.ts";

/** A command cannot do what it was asked to, and says why in plain words; no stack follows. */
export class CommandRefusal extends Error {}

/** The language of the terminal: Chinese when its locale says so. */
export function terminalLanguage(environment: Record<string, string | undefined>): Language {
  const locale = [environment["LC_ALL"], environment["LC_MESSAGES"], environment["LANG"]].find(Boolean);
  return locale?.toLowerCase().startsWith("zh") ? "zh" : "en";
}

/** What a command writes: its result to standard output, everything on the way to standard error. */
export class Terminal {
  readonly language: Language;
  #line = "";

  constructor(language: Language) {
    this.language = language;
  }

  say(words: Text | string): void {
    this.#clear();
    process.stdout.write(`${this.#in(words)}\n`);
  }

  /** Overwrites the line before in a terminal; in a file or pipe, where that is no use, only says what changes much. */
  progress(words: Text): void {
    const line = this.#in(words);
    if (line === this.#line || !process.stderr.isTTY) return;
    process.stderr.write(`\r${line}\u001B[K`);
    this.#line = line;
  }

  refuse(words: Text | string): CommandRefusal {
    return new CommandRefusal(this.#in(words));
  }

  #clear(): void {
    if (this.#line !== "") process.stderr.write("\r\u001B[K");
    this.#line = "";
  }

  #in(words: Text | string): string {
    return typeof words === "string" ? words : words[this.language];
  }
}
