import { Client } from "pg";
import type { Config } from "../config.ts";
import { StartRefusal } from "../platform/database/start-refusal.ts";
import { openKey, type OpenedKey } from "../platform/key-file.ts";
import { text, type Text } from "../platform/language.ts";
import { examineChain, examineHead } from "./doctor/examine-chain.ts";
import { examineBlobs, examineDisk, examineFacts } from "./doctor/examine-records.ts";
import {
  examineAppendOnly,
  examineChecksums,
  examineConnection,
  examineKeyFile,
  examineMigrations,
  examineRole,
} from "./doctor/examine-rights.ts";
import type { Connections, Examination } from "./doctor/examination.ts";
import { withDatabase, type OpenDatabase } from "./open-database.ts";
import type { Terminal } from "./terminal.ts";

const EXAMINATIONS: readonly Examination[] = [
  examineAppendOnly,
  examineChecksums,
  examineConnection,
  examineKeyFile,
  examineDisk,
  examineChain,
  examineHead,
  examineBlobs,
  examineFacts,
];

/** `dossier doctor`: looks at everything that protects the archive, and alters nothing. False when something is wrong. */
export async function examineArchive(
  config: Config,
  terminal: Terminal,
  { thorough }: { readonly thorough: boolean },
): Promise<boolean> {
  // A role that may too much is what the doctor is there to tell of.
  return withDatabase({ ...config, allowMightyRole: true }, "dossier doctor", async (open) => {
    const [application, owner] = await Promise.all([
      connect(open.database.applicationUrl),
      connect(open.database.ownerUrl),
    ]);
    try {
      const connections: Connections = { application, owner, applicationUrl: open.database.applicationUrl };
      const isFine = await examineAll([examineRole], connections, terminal);
      // Without the tables of this version nothing else can be looked at.
      if (!(await examineAll([examineMigrations], connections, terminal))) return false;
      const key = await openTheKey(open, config, terminal);
      if (!key) return false;
      const isWell = await examineAll(
        EXAMINATIONS,
        {
          ...connections,
          dataDir: config.databaseUrl ? null : config.dataDir,
          keyFile: key.path,
          cipher: key.cipher,
          thorough,
          progress: (words) => terminal.progress(words),
        },
        terminal,
      );
      return isFine && isWell;
    } finally {
      await Promise.all([application.end(), owner.end()]);
    }
  });
}

async function connect(connectionString: string): Promise<Client> {
  const client = new Client({ connectionString, application_name: "dossier doctor", statement_timeout: 0 });
  client.on("error", () => undefined);
  await client.connect();
  return client;
}

async function examineAll<Needed>(
  examinations: readonly Examination<Needed>[],
  patient: Needed,
  terminal: Terminal,
): Promise<boolean> {
  let well = true;
  for (const { name, look } of examinations) {
    const findings = await look(patient);
    tell(terminal, name, findings);
    well &&= findings.length === 0;
  }
  return well;
}

/** The key is that of this archive; a start that would be refused is a finding. */
async function openTheKey(
  { database, installationId }: OpenDatabase,
  config: Config,
  terminal: Terminal,
): Promise<OpenedKey | null> {
  const name = text("密钥文件属于本档案", "The key file is this archive's");
  const pool = database.createPool({ size: 1 });
  try {
    const key = await openKey(pool, config.keyFile, installationId ?? null);
    tell(terminal, name, []);
    return key;
  } catch (error) {
    if (!(error instanceof StartRefusal)) throw error;
    tell(terminal, name, [{ zh: error.chinese, en: error.english }]);
    return null;
  } finally {
    await pool.end();
  }
}

function tell(terminal: Terminal, name: Text, findings: readonly Text[]): void {
  const mark = findings.length === 0 ? "ok" : "✗ ";
  terminal.say(text(`${mark} ${name.zh}`, `${mark} ${name.en}`));
  for (const { zh, en } of findings) terminal.say(text(`     ${zh}`, `     ${en}`));
}
