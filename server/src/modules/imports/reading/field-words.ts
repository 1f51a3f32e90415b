import { headingKey, matchHeading } from "./columns.ts";
import type { ColumnTarget } from "./import-targets.ts";

/** As the archive names them: this part of the reading knows nothing of the archive. */
export type HeadingKind = "INDIVIDUAL" | "COMPANY";

/** A field that a column may be taken in as, and what people call it. */
export interface FieldHeading {
  readonly target: ColumnTarget;
  readonly kinds: readonly HeadingKind[];
  readonly headings: readonly string[];
}

/** What a firm's own columns are called, beside the fields that only firms have. */
const OF_FIRMS: readonly FieldHeading[] = [
  { target: "name", kinds: ["COMPANY"], headings: ["企业名称", "Name of the firm"] },
  { target: "address", kinds: ["COMPANY"], headings: ["企业地址", "Address of the firm"] },
];
/** The same in a sheet that is known to be of firms; in one of persons it is where they work. */
const IN_SHEETS_OF_FIRMS: readonly FieldHeading[] = [
  {
    target: "name",
    kinds: ["COMPANY"],
    headings: ["公司名称", "单位名称", "公司", "company_name", "company"],
  },
  { target: "address", kinds: ["COMPANY"], headings: ["公司地址", "单位地址", "company_address"] },
];

/** The headings of the fields of an archive, for looking up. */
export class FieldWords {
  readonly #all: readonly FieldHeading[];
  readonly #kind: HeadingKind | null;
  readonly #byKey = new Map<string, FieldHeading[]>();
  readonly #byWhole = new Map<string, FieldHeading>();

  /** Without any field that may be taken in, a sheet is understood by what every sheet has. */
  static of(fields: readonly FieldHeading[]): FieldWords {
    return new FieldWords(fields.length === 0 ? [] : [...fields, ...OF_FIRMS]);
  }

  private constructor(fields: readonly FieldHeading[], kind: HeadingKind | null = null) {
    this.#all = fields;
    this.#kind = kind;
    for (const field of this.#all) {
      for (const heading of field.headings) {
        const key = headingKey(heading);
        if (key === "") continue;
        const known = this.#byKey.get(key);
        if (!known) this.#byKey.set(key, [field]);
        else if (!known.includes(field)) known.push(field);
        if (hasBrackets(heading) && !this.#byWhole.has(wholeKey(heading)))
          this.#byWhole.set(wholeKey(heading), field);
      }
    }
  }

  ofKind(kind: HeadingKind): FieldWords {
    const own = this.#all.filter(({ kinds }) => kinds.includes(kind));
    return new FieldWords(own.length > 0 && kind === "COMPANY" ? [...own, ...IN_SHEETS_OF_FIRMS] : own, kind);
  }

  /** What is called so; the fields that were declared first come first. */
  called(key: string): readonly ColumnTarget[] | undefined {
    return this.#byKey.get(key)?.map(({ target }) => target);
  }

  /** In a sheet of firms 结算方式 and 联系人电话 are fields of firms before they are what every sheet has. */
  firstOf(key: string): ColumnTarget | undefined {
    const [field] = this.#kind === "COMPANY" ? (this.#byKey.get(key) ?? []) : [];
    return field?.kinds.length === 1 ? field.target : undefined;
  }

  /** 等级（内部） is that very field and not just any level. */
  withBrackets(heading: string): { readonly target: ColumnTarget } | undefined {
    const field = hasBrackets(heading) ? this.#byWhole.get(wholeKey(heading)) : undefined;
    return field && { target: field.target };
  }

  /** Whether only one kind of customer has what is called so, and it is no word that every sheet may use. */
  onlyOf(heading: string): HeadingKind | null {
    if (matchHeading(heading)?.reason === "WORD") return null;
    const kinds = new Set((this.#byKey.get(headingKey(heading)) ?? []).flatMap((field) => field.kinds));
    const [kind] = kinds;
    return kind !== undefined && kinds.size === 1 ? kind : null;
  }
}

/** A sheet is of firms when it has more columns that only firms have than such that only persons have. */
export function kindOfHeadings(headings: readonly string[], fields: FieldWords): HeadingKind {
  const kinds = headings.map((heading) => fields.onlyOf(heading));
  const firms = kinds.filter((kind) => kind === "COMPANY").length;
  return firms > kinds.filter((kind) => kind === "INDIVIDUAL").length ? "COMPANY" : "INDIVIDUAL";
}

function hasBrackets(heading: string): boolean {
  return /[([【（{<]/.test(heading);
}

function wholeKey(heading: string): string {
  return heading.normalize("NFKC").toLowerCase().replaceAll(/\s/g, "");
}
