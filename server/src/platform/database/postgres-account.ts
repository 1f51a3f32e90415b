import { stat } from "node:fs/promises";
import { type Account, type Outcome, runProgram } from "./postgres-binaries.ts";
import { errorCode, StartRefusal } from "./start-refusal.ts";

/** The system user made for the database when Dossier is started as root. It can neither sign in nor own a home. */
export const ACCOUNT_NAME = "dossier-database";

/**
 * PostgreSQL refuses to run as root. Started as root it runs as whoever owns the folder, so that this user can also
 * start Dossier without root later; if that is root as well, as a system user of its own.
 */
export async function chooseAccount(ownedFolder: string): Promise<Account | undefined> {
  if (process.getuid?.() !== 0) return undefined;
  const owner = await stat(ownedFolder);
  // A number without a name (a folder shared with a container) will not do: initdb asks for the name.
  const hasName = async () => (await tryProgram("id", ["-un", String(owner.uid)]))?.code === 0;
  if (owner.uid !== 0 && (await hasName())) return { uid: owner.uid, gid: owner.gid };
  return (await findAccount(ACCOUNT_NAME)) ?? (await makeAccount()) ?? refuseRoot();
}

async function makeAccount(): Promise<Account | undefined> {
  const noSignIn = "/usr/sbin/nologin";
  const attempts: [string, string[]][] = [
    [
      "useradd",
      ["--system", "--user-group", "--no-create-home", "--home-dir", "/nonexistent", "--shell", noSignIn],
    ],
    ["adduser", ["-S", "-D", "-H", "-s", noSignIn]],
  ];
  for (const [program, programArguments] of attempts) {
    await tryProgram(program, [...programArguments, ACCOUNT_NAME]);
    const account = await findAccount(ACCOUNT_NAME);
    if (account !== undefined) return account;
  }
  return undefined;
}

async function findAccount(name: string): Promise<Account | undefined> {
  const [user, group] = await Promise.all([tryProgram("id", ["-u", name]), tryProgram("id", ["-g", name])]);
  if (user?.code !== 0 || group?.code !== 0) return undefined;
  return { uid: Number(user.text.trim()), gid: Number(group.text.trim()) };
}

async function tryProgram(program: string, programArguments: string[]): Promise<Outcome | undefined> {
  try {
    return await runProgram(program, programArguments);
  } catch (error) {
    if (errorCode(error) === "ENOENT") return undefined;
    throw error;
  }
}

function refuseRoot(): never {
  throw new StartRefusal({
    english:
      `PostgreSQL does not run as root, and no system user "${ACCOUNT_NAME}" could be made for it. ` +
      `Start Dossier as a normal user, or make that user yourself.`,
    chinese:
      `PostgreSQL 不能以 root 身份运行，而系统用户“${ACCOUNT_NAME}”又没能建成。` +
      `请改用普通用户启动 Dossier，或先手工建好这个用户。`,
  });
}
