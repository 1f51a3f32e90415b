import type { EntityManager } from "@mikro-orm/postgresql";
import type { Actor } from "./actor.ts";
import type { Cipher } from "./crypto.ts";
import type { Jobs } from "./jobs.ts";
import type { Language } from "./language.ts";
import type { Loaders } from "./loaders.ts";
import type { Logger } from "./logger.ts";
import type { Reference } from "./reference.ts";
import type { Refusals } from "./refusals.ts";

/** Where a change came from. */
export enum ChangeSource {
  CONSOLE = "CONSOLE",
  API = "API",
  IMPORT = "IMPORT",
  COMMAND_LINE = "COMMAND_LINE",
  SYSTEM = "SYSTEM",
}

/** Everything a query or command needs to know about the request it serves. */
export interface RequestContext {
  readonly actor: Actor | null;
  readonly language: Language;
  readonly source: ChangeSource;
  readonly requestId: string;
  /** The network address that the request came from; null where none did. */
  readonly address: string | null;
  readonly em: EntityManager;
  readonly cipher: Cipher;
  readonly loaders: Loaders;
  readonly reference: Reference;
  /** Where it is noted that somebody asked for what he may not. */
  readonly refusals: Refusals;
  readonly jobs: Jobs;
  readonly logger: Logger;
  /** The business's time zone, e.g. Asia/Shanghai: decides which day a moment falls on. */
  readonly timeZone: string;
}
