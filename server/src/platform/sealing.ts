import { hasHead, readHead, writeHead } from "./chain-head.ts";
import type { Queryable, SealLink } from "./change-chain.ts";
import type { Logger } from "./logger.ts";
import type { Chore } from "./relay.ts";
import { MOST_SEALED_AT_ONCE, sealChanges } from "./seal-changes.ts";

const SEAL_EVERY = 2000;
/** While there is much to seal: about four thousand rows a second, by a twentieth of one core. */
const SEAL_SOON = 500;
const HEAD_EVERY = 60_000;

/** Seals the change log, for all servers by the one whose relay holds the lock, and keeps the newest link outside. */
export class Sealing implements Chore {
  readonly #key: Buffer;
  readonly #headFile: string;
  readonly #logger: Logger;
  #headAt = 0;
  #headNumber: string | null = null;

  constructor(settings: { readonly key: Buffer; readonly headFile: string; readonly logger: Logger }) {
    this.#key = settings.key;
    this.#headFile = settings.headFile;
    this.#logger = settings.logger;
  }

  async run(client: Queryable): Promise<number> {
    const { sealed, newest } = await sealChanges(client, this.#key);
    if (newest && newest.number !== this.#headNumber && Date.now() - this.#headAt > HEAD_EVERY)
      await this.#keepHead(client, newest);
    return sealed < MOST_SEALED_AT_ONCE ? SEAL_EVERY : SEAL_SOON;
  }

  /** A head that the chain does not have any more says that links were cut off, so it is never written over. */
  async #keepHead(client: Queryable, newest: SealLink): Promise<void> {
    this.#headAt = Date.now();
    try {
      const kept = await readHead(this.#headFile);
      if (kept && !(await hasHead(client, kept))) {
        this.#logger.error(
          { file: this.#headFile },
          "The change log ends before the place that was kept outside of the database: run dossier doctor. 变更记录的末尾缺失，请运行 dossier doctor 检查。",
        );
        return;
      }
      await writeHead(this.#headFile, newest);
      this.#headNumber = newest.number;
    } catch (error) {
      this.#logger.warn(
        { error, file: this.#headFile },
        "the end of the change log could not be kept outside of the database",
      );
    }
  }
}
