import { statfs } from "node:fs/promises";
import { DataIntegrityError, UnknownKeyError } from "../../platform/crypto.ts";
import { text, type Text } from "../../platform/language.ts";
import { openChange } from "../../platform/record-keys.ts";
import { SEALED_COLUMNS } from "../../platform/sealed-columns.ts";
import { fewOf, type Examination, type Patient } from "./examination.ts";

const SAMPLE = 1000;
const AT_ONCE = 500;

interface Sealed {
  readonly table: string;
  readonly key: string;
  /** The blob, and whatever else is needed to open it. */
  readonly columns: string;
  readonly from: string;
  readonly open: (cipher: Patient["cipher"], row: SealedRow) => unknown;
}

interface SealedRow {
  readonly id: string;
  readonly blob: Buffer;
  readonly record_id: string;
  readonly wrapped: Buffer;
}

/** What is sealed by data keys, and what by the key of its record. */
const SEALED: readonly Sealed[] = [
  ...SEALED_COLUMNS.map(({ table, column, key }): Sealed => ({
    table,
    key: `${table}.${key}`,
    columns: `${column} as blob`,
    from: table,
    open: (cipher, { id, blob }) => cipher.openBytes({ table, column, rowId: id }, blob),
  })),
  {
    table: "change",
    key: "change.id",
    columns: "personal as blob, record_id, wrapped",
    from: "change left join record_key using (record_id)",
    open: (cipher, { blob, ...row }) => openChange(cipher, { ...row, personal: blob }),
  },
];

/** A thousand values of each kind, wherever in the table; with --thorough all of them. */
export const examineBlobs: Examination = {
  name: text("加密内容可以打开", "Encrypted values open"),
  async look(patient) {
    const findings: Text[] = [];
    for (const place of SEALED) findings.push(...(await openThrough(patient, place)));
    return fewOf(findings);
  },
};

async function openThrough(
  { application, cipher, thorough, progress }: Patient,
  sealed: Sealed,
): Promise<Text[]> {
  const { table, key, columns, from } = sealed;
  const findings: Text[] = [];
  // Ids are spread evenly enough from the first to the last: a random place, and what follows it.
  const { rows: starts } = await application.query<{ start: string }>(
    thorough
      ? "select '00000000-0000-0000-0000-000000000000' as start"
      : `(select ${key} as start from ${table} tablesample system (1) limit 2)
         union all select '00000000-0000-0000-0000-000000000000'`,
  );
  let opened = 0;
  for (const { start } of starts) {
    let last = start;
    for (let more = true; more;) {
      const { rows } = await application.query<SealedRow>(
        `select * from (select ${key} as id, ${columns} from ${from} where ${key} > $1 order by ${key}) as sealed
         where blob is not null limit ${AT_ONCE}`,
        [last],
      );
      for (const row of rows) if (!opens(cipher, sealed, row)) findings.push(notOpening(table, row.id));
      opened += rows.length;
      last = rows.at(-1)?.id ?? last;
      more = rows.length === AT_ONCE && (thorough || opened < SAMPLE);
      progress(text(`已打开 ${table} 的 ${opened} 条密文…`, `${opened} values of ${table} opened …`));
    }
  }
  return findings;
}

function opens(cipher: Patient["cipher"], { open }: Sealed, row: SealedRow): boolean {
  try {
    open(cipher, row);
    return true;
  } catch (error) {
    if (error instanceof DataIntegrityError || error instanceof UnknownKeyError) return false;
    throw error;
  }
}

const notOpening = (table: string, id: string): Text =>
  text(
    `${table} 中 ${id} 的密文打不开：已损坏、被移动，或密钥不对。请从备份恢复。`,
    `The encrypted value of ${id} in ${table} does not open: damaged, moved, or of another key. Restore it from a backup.`,
  );

/** What is counted beside a customer is what his orders and complaints add up to. */
export const examineFacts: Examination = {
  name: text(
    "客户的成交与投诉统计等于明细之和",
    "What is counted of customers is what their records add up to",
  ),
  async look({ application }) {
    const { rows } = await application.query<{ number: string }>(`
      select customer.number
      from customer join customer_facts facts on facts.customer_id = customer.id
      left join (select customer_id, count(*) as count, sum(amount) as sum, max(ordered_on) as last
                 from customer_order group by 1) as deals on deals.customer_id = customer.id
      left join (select customer_id, count(*) filter (where open) as open from complaint group by 1) as complaints
        on complaints.customer_id = customer.id
      where facts.deal_count <> coalesce(deals.count, 0) or facts.total_spent <> coalesce(deals.sum, 0)
        or facts.last_deal_on <> coalesce(deals.last, '-infinity') or facts.open_complaint_count <> coalesce(complaints.open, 0)
      order by 1 limit 1000`);
    return fewOf(
      rows.map(({ number }) =>
        text(
          `${number} 的统计与其订单、投诉不符。编辑一次该客户的订单即可重算。`,
          `What is counted of ${number} differs from its orders and complaints. Editing one of its orders counts anew.`,
        ),
      ),
    );
  },
};

const LEAST_FREE = 2_000_000_000;

export const examineDisk: Examination = {
  name: text("磁盘有足够空间", "There is room on the disk"),
  async look({ dataDir }) {
    if (dataDir === null) return [];
    const { bavail, bsize } = await statfs(dataDir);
    const free = bavail * bsize;
    return free >= LEAST_FREE
      ? []
      : [
          text(
            `${dataDir} 只剩 ${Math.floor(free / 1_000_000)} MB，数据库写满后会停止。请腾出空间。`,
            `Only ${Math.floor(free / 1_000_000)} MB are left at ${dataDir}; the database stops when the disk is full. Make room.`,
          ),
        ];
  },
};
