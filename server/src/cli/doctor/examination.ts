import type { Client } from "pg";
import type { Cipher } from "../../platform/crypto.ts";
import type { Text } from "../../platform/language.ts";

/** The connections, as the application's role and as the owner. */
export interface Connections {
  readonly application: Client;
  readonly owner: Client;
  readonly applicationUrl: string;
}

/** What the doctor looks with. */
export interface Patient extends Connections {
  /** Where the data lies, for the embedded database; null for another one. */
  readonly dataDir: string | null;
  readonly keyFile: string;
  readonly cipher: Cipher;
  /** Everything, however long it takes. */
  readonly thorough: boolean;
  readonly progress: (words: Text) => void;
}

/** One thing that is looked at. */
export interface Examination<Needed = Patient> {
  readonly name: Text;
  /** What is wrong, each with what to do; none when all is well. */
  readonly look: (patient: Needed) => Promise<Text[]>;
}

/** So many of one kind are told; the rest is a number. */
export const MOST_TOLD = 20;

/** The first few of many findings, and how many more there are. */
export function fewOf(findings: readonly Text[]): Text[] {
  const more = findings.length - MOST_TOLD;
  return more <= 0
    ? [...findings]
    : [...findings.slice(0, MOST_TOLD), { zh: `……另有 ${more} 处`, en: `… and ${more} more` }];
}
