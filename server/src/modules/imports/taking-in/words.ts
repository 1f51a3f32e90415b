import { sql } from "kysely";
import type { RequestContext } from "../../../platform/request.ts";
import { addChannels } from "../../channels/commands/add-channels.ts";
import { addMemberLevels } from "../../customers/commands/add-member-levels.ts";
import { wordKey } from "../planning/prepare-row.ts";

/** The words of a list that an administrator keeps: member levels, or channels. */
export class WordList {
  readonly #byKey = new Map<string, { id: string; name: string }>();
  readonly #names = new Map<string, string>();

  constructor(entries: readonly { id: string; names: readonly string[] }[]) {
    for (const { id, names } of entries) {
      const [name = ""] = names;
      this.#names.set(id, name);
      for (const each of names) this.#byKey.set(wordKey(each), { id, name });
    }
  }

  idOf(word: string): string | null {
    return this.#byKey.get(wordKey(word))?.id ?? null;
  }

  /** The list's own name for what a sheet calls so; the sheet's word when it is new. */
  nameOf(word: string): string {
    return this.#byKey.get(wordKey(word))?.name ?? word;
  }

  nameById(id: string): string | null {
    return this.#names.get(id) ?? null;
  }

  /** The words that are not in the list, each once. */
  unknown(words: Iterable<string>): string[] {
    const found = new Map<string, string>();
    for (const word of words) {
      if (this.idOf(word) === null && !found.has(wordKey(word))) found.set(wordKey(word), word);
    }
    return [...found.values()];
  }
}

export interface Words {
  readonly memberLevels: WordList;
  readonly channels: WordList;
}

export async function loadWords(context: RequestContext): Promise<Words> {
  const kysely = context.em.getKysely();
  const levels = await sql<{ id: string; name: string }>`select id, name from member_level`.execute(kysely);
  const channels = await sql<{ id: string; name_zh: string; name_en: string }>`
    select id, name_zh, name_en from channel`.execute(kysely);
  return {
    memberLevels: new WordList(levels.rows.map(({ id, name }) => ({ id, names: [name] }))),
    channels: new WordList(channels.rows.map((row) => ({ id: row.id, names: [row.name_zh, row.name_en] }))),
  };
}

/** Adds what is new to the lists, and answers with the lists as they are then. */
export async function addWords(
  context: RequestContext,
  words: Words,
  fresh: { readonly memberLevels: readonly string[]; readonly channels: readonly string[] },
): Promise<Words> {
  if (fresh.memberLevels.length === 0 && fresh.channels.length === 0) return words;
  await addMemberLevels(context, fresh.memberLevels);
  await addChannels(context, fresh.channels);
  return loadWords(context);
}
