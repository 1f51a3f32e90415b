import { randomBytes } from "node:crypto";
import { mkdir, readFile, writeFile } from "node:fs/promises";
import { dirname } from "node:path";
import { errorCode, StartRefusal } from "./database/start-refusal.ts";

/** What a key file holds; null when there is no such file. */
export async function readSecret(path: string): Promise<Buffer | null> {
  let content: string;
  try {
    content = await readFile(path, "utf8");
  } catch (error) {
    if (errorCode(error) === "ENOENT") return null;
    throw new StartRefusal(
      {
        english: `The key file ${path} cannot be read (${errorCode(error) ?? "unknown"}). Give this user the right to read it, or name another place with DOSSIER_KEY_FILE.`,
        chinese: `无法读取密钥文件 ${path}（${errorCode(error) ?? "未知原因"}）。请给当前用户读取权限，或用 DOSSIER_KEY_FILE 指明其他位置。`,
      },
      { cause: error },
    );
  }
  const secret = Buffer.from(content.trim(), "base64");
  if (secret.length !== 32) {
    throw new StartRefusal({
      english: `The file ${path} is damaged, or no key file of Dossier. Put your copy of the key back, or name another place with DOSSIER_KEY_FILE.`,
      chinese: `${path} 已损坏，或不是 Dossier 的密钥文件。请放回备份的密钥，或用 DOSSIER_KEY_FILE 指明其他位置。`,
    });
  }
  return secret;
}

/** Makes a key file that nobody else may read. */
export async function makeSecret(path: string): Promise<Buffer> {
  const secret = randomBytes(32);
  try {
    await mkdir(dirname(path), { recursive: true, mode: 0o700 });
    // "wx": never over a key that appeared in the meantime. Flushed: what it encrypts is on the disk as well.
    await writeFile(path, `${secret.toString("base64")}\n`, { mode: 0o600, flag: "wx", flush: true });
  } catch (error) {
    throw new StartRefusal(
      {
        english: `The key file ${path} cannot be written (${errorCode(error) ?? "unknown"}). Give this user the right to write there, or name another place with DOSSIER_KEY_FILE.`,
        chinese: `无法写入密钥文件 ${path}（${errorCode(error) ?? "未知原因"}）。请给当前用户写入权限，或用 DOSSIER_KEY_FILE 指明其他位置。`,
      },
      { cause: error },
    );
  }
  return secret;
}
