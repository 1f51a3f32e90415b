import { readFile } from "node:fs/promises";
import { CONSOLE_FOLDER } from "./console-folder.ts";
import { RequestError } from "../platform/errors.ts";
import { text } from "../platform/language.ts";
import { Assurance } from "../platform/actor.ts";
import { may } from "../platform/authz.ts";
import type { RequestContext } from "../platform/request.ts";

/** What the console's build lists: the documents that its pages may send, by the hashes of their texts. */
const MANIFEST = new URL("documents.json", CONSOLE_FOLDER);

const UNKNOWN = text(
  "页面版本已更新，请刷新页面。",
  "This document is not known here. The page is of another version: load it anew.",
);
const ONLY_TRUSTED = text(
  "你的角色只能使用页面上的功能，不能自行编写查询。需要时请联系管理员。",
  "Your role works with the pages and cannot send queries of its own. Ask an administrator if you need it.",
);

/** A document by its id, as a page sends it, and what was sent beside it. */
interface Asked {
  readonly documentId?: unknown;
  readonly extensions?: { readonly documentId?: unknown } | null;
}

/** The console's own documents: read when the server starts, and never added to. */
export class TrustedDocuments {
  readonly #texts: ReadonlyMap<string, string>;

  constructor(texts: ReadonlyMap<string, string>) {
    this.#texts = texts;
  }

  /** None where the console was not built. */
  static async open(): Promise<TrustedDocuments> {
    const manifest = await readFile(MANIFEST, "utf8").catch(() => "{}");
    const texts = Object.entries(JSON.parse(manifest) as Record<string, string>);
    return new TrustedDocuments(new Map(texts));
  }

  get size(): number {
    return this.#texts.size;
  }

  /** The document that is asked for by its id; null when one is sent in full. */
  find(asked: unknown): string | null {
    const { documentId, extensions } = (asked ?? {}) as Asked;
    const id = documentId ?? extensions?.documentId;
    if (id === undefined || id === null) return null;
    const source = typeof id === "string" ? this.#texts.get(id) : undefined;
    if (source === undefined) throw new RequestError("DOCUMENT_UNKNOWN", UNKNOWN);
    return source;
  }
}

/** A browser sends the console's documents; writing one's own is a right. Programs write their own. */
export function requireTrusted(context: RequestContext): void {
  const { actor } = context;
  // Of whom the server is not sure yet may do nothing anyway, and hears from the fields what is missing.
  if (!actor || actor.keyId || actor.assurance !== Assurance.FULL) return;
  if (may(context, "graph:explore")) return;
  throw new RequestError("FORBIDDEN", ONLY_TRUSTED);
}
