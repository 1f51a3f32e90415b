import { searchTermsOf } from "../../../server/src/modules/customers/search-terms.ts";
import type { Archive } from "../archive/open-archive.ts";

/** What to ask for in this archive: values that are in it, the same at every run. */
export interface Sample {
  /** One null where no customer has a tier yet: then the archive page is asked for without the filter. */
  tiers: (string | null)[];
  /** Customers who have bought something and complained. */
  customers: { id: string; number: string }[];
  twoCharacters: string[];
  commonCharacter: string[];
  fullPinyin: string[];
  initials: string[];
  /** Endings of phone numbers; read through Dossier, since the database cannot. */
  lastFour: string[];
}

const LOOKED_AT = 20_000;

export async function takeSample(archive: Archive): Promise<Omit<Sample, "lastFour">> {
  const tiers = await archive.query<{ tier: string }>(
    "select distinct tier from customer_facts where tier is not null order by tier",
  );
  const customers = await archive.query<{ id: string; number: string }>(
    `select distinct customer.id, customer.number, md5(customer.number) as place from complaint
     join customer on customer.id = complaint.customer_id
     join customer_facts as facts on facts.customer_id = customer.id and facts.deal_count > 0 order by place limit 200`,
  );
  const named = await archive.query<{ name: string }>(
    `select distinct on (md5(name)) name from (select name from customer order by id limit ${LOOKED_AT}) as looked_at
     where name ~ '^[一-龥]{3}$' order by md5(name) limit 30`,
  );
  const common = await archive.query<{ character: string }>(
    `select substr(name, 3, 1) as character from (select name from customer order by id limit ${LOOKED_AT}) as looked_at
     where name ~ '^[一-龥]{3}$' group by 1 order by count(*) desc, 1 limit 3`,
  );
  const pinyin = named.map(({ name }) =>
    searchTermsOf({ name, nickname: null }).filter((term) => /^[a-z]+$/.test(term)),
  );
  const full = pinyin.map((terms) => terms.toSorted((one, two) => two.length - one.length)[0] ?? "");
  return {
    tiers: tiers.length > 0 ? tiers.map(({ tier }) => tier) : [null],
    customers,
    twoCharacters: named.map(({ name }) => name.slice(1)),
    commonCharacter: common.map(({ character }) => character),
    fullPinyin: full,
    initials: pinyin.map((terms, index) => initialsAmong(terms, full[index] ?? "")),
  };
}

/** wxm among the terms of 王小明: as long as the name, begins as the pinyin does, and is no beginning of it. */
function initialsAmong(terms: readonly string[], full: string): string {
  const found = terms.find(
    (term) => term.length === 3 && term.startsWith(full.charAt(0)) && !full.startsWith(term),
  );
  return found ?? full.slice(0, 3);
}
