import type { ChangePlace } from "../../platform/change-chain.ts";
import { hasHead, headFileOf, readHead } from "../../platform/chain-head.ts";
import { text, type Text } from "../../platform/language.ts";
import { verifyChanges, type ChainFinding } from "../../platform/verify-changes.ts";
import { fewOf, type Examination, type Patient } from "./examination.ts";

/** Every sealed row of the change log is what it was when it was sealed. */
export const examineChain: Examination = {
  name: text("变更日志的封存链", "The change log is as it was sealed"),
  async look(patient) {
    const { application, cipher, progress } = patient;
    const checked = await verifyChanges(application, cipher.chainKey, (rows) =>
      progress(text(`已核对 ${rows} 行变更日志…`, `${rows} rows of the change log checked …`)),
    );
    const findings: Text[] = [];
    for (const finding of checked.findings) findings.push(await wordsFor(patient, finding));
    return [...fewOf(findings), ...(await unsealedRows(patient, checked.newest?.through ?? null))];
  },
};

/** What is kept outside of the database tells of links that were cut off at the end. */
export const examineHead: Examination = {
  name: text(
    "封存链的末端记录（密钥文件旁的 .head 文件）",
    "The end of the chain, as kept beside the key file (.head)",
  ),
  async look({ application, keyFile }) {
    const path = headFileOf(keyFile);
    const { rows } = await application.query("select from change_seal limit 1");
    const head = await readHead(path).catch(() => "unreadable" as const);
    if (head === "unreadable")
      return [
        text(
          `无法读取 ${path}。请检查文件权限与内容。`,
          `${path} cannot be read. Check who may read it, and what is in it.`,
        ),
      ];
    if (head === null)
      return rows.length === 0
        ? []
        : [
            text(
              `缺少 ${path}，末尾被删除的日志将无法发现。请允许服务器写入该目录；服务器运行一分钟后会重新生成。`,
              `${path} is missing, so links cut off at the end would not show. Let the server write there; it makes the file within a minute.`,
            ),
          ];
    if (await hasHead(application, head)) return [];
    return [
      text(
        `变更日志的末尾缺失：${head.sealedAt} 的第 ${head.number} 号封存已不在数据库中。若刚恢复了较早的备份，请删除 ${path}；否则日志曾被删改。`,
        `The change log's end is gone: link ${head.number}, sealed at ${head.sealedAt}, is no longer in the database. If you have just put an older backup back, remove ${path}; else somebody cut the log off.`,
      ),
    ];
  },
};

interface KnownRow {
  readonly at: Date;
  readonly operation: string;
  readonly record: string;
}

async function wordsFor({ application }: Patient, finding: ChainFinding): Promise<Text> {
  const { number, sealedAt } = finding.seal;
  const link = text(
    `第 ${number} 号封存（${sealedAt.toISOString()}）`,
    `link ${number}, sealed at ${sealedAt.toISOString()}`,
  );
  if (finding.what === "LINK")
    return text(`封存记录被改动：${link.zh}。`, `A link of the chain was altered or taken out: ${link.en}.`);
  const row = finding.what === "REMOVED" ? finding.behind : finding.row;
  const { rows } = await application.query<KnownRow>(
    "select at, operation, concat_ws(' ', record_type, record_id) as record from change where id = $1",
    [row?.id],
  );
  const known = rows[0] ? `${rows[0].operation} ${rows[0].record}, ${rows[0].at.toISOString()}` : "";
  const place = row ? `${row.id} (${known})` : "–";
  const words: Readonly<Record<typeof finding.what, Text>> = {
    CHANGED: text(`有一行被改动：${place}；${link.zh}。`, `A row was changed: ${place}; ${link.en}.`),
    ADDED: text(
      `有一行是后来插入的：${place}；${link.zh}。`,
      `A row was put in later: ${place}; ${link.en}.`,
    ),
    REMOVED: text(
      `有行被删除，位置在 ${place} 之后；${link.zh}。`,
      `A row is gone, behind ${place}; ${link.en}.`,
    ),
  };
  return words[finding.what];
}

/**
 * What stands outside of every link for long, or cannot have been written by any transaction. An archive of before there
 * were seals is sealed row by row after its upgrade: while links come, none of its rows is late.
 */
async function unsealedRows({ application }: Patient, through: ChangePlace | null): Promise<Text[]> {
  const { rows } = await application.query<ChangePlace & { late: boolean; impossible: boolean }>(
    `select epoch, written_by::text as xid, id, at < now() - interval '1 hour'
         and not exists (select from change_seal where sealed_at > now() - interval '5 minutes') as late,
       (epoch, written_by) >= ((select max(number) from change_epoch), pg_snapshot_xmax(pg_current_snapshot())) as impossible
     from change
     where (epoch, written_by, id) > ($1::smallint, $2::xid8, $3::uuid)
       and (at < now() - interval '1 hour'
         or (epoch, written_by) >= ((select max(number) from change_epoch), pg_snapshot_xmax(pg_current_snapshot())))
     order by epoch, written_by, id limit 1000`,
    [through?.epoch ?? 0, through?.xid ?? "0", through?.id ?? "00000000-0000-0000-0000-000000000000"],
  );
  const impossible = rows.filter((row) => row.impossible);
  const late = rows.filter((row) => row.late && !row.impossible);
  return [
    ...fewOf(
      impossible.map(({ id }) =>
        text(
          `有一行的事务号不可能存在，应为手工写入：${id}。`,
          `A row is from a transaction that has not been, so somebody put it in by hand: ${id}.`,
        ),
      ),
    ),
    ...(late.length > 0
      ? [
          text(
            `有 ${late.length} 行以上的日志超过一小时未封存。请确认服务器在运行，并检查是否有长时间未结束的事务（pg_stat_activity）。`,
            `${late.length} rows or more have waited for their seal for over an hour. Check that the server runs, and that no transaction stays open (pg_stat_activity).`,
          ),
        ]
      : []),
  ];
}
