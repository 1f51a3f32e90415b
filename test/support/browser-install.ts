import { execFileSync } from "node:child_process";
import { existsSync, mkdirSync, readFileSync, renameSync, rmSync, writeFileSync } from "node:fs";
import { createRequire } from "node:module";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";

export interface InstalledBrowser {
  executable: string;
  environment: Record<string, string>;
}

const SYSTEM_BROWSERS = [
  "/usr/bin/google-chrome",
  "/usr/bin/google-chrome-stable",
  "/usr/bin/chromium",
  "/usr/bin/chromium-browser",
  "/Applications/Google Chrome.app/Contents/MacOS/Google Chrome",
  "/Applications/Chromium.app/Contents/MacOS/Chromium",
  "C:\\Program Files\\Google\\Chrome\\Application\\chrome.exe",
  "C:\\Program Files (x86)\\Google\\Chrome\\Application\\chrome.exe",
  "C:\\Program Files (x86)\\Microsoft\\Edge\\Application\\msedge.exe",
];

/**
 * Finds a real Chromium: the one that CHROME_PATH names, else the one that npm brought (Linux on x64 only),
 * else the system's. As a vitest globalSetup it unpacks npm's before the first story needs it.
 */
export async function installBrowser(): Promise<InstalledBrowser> {
  const named = process.env["CHROME_PATH"];
  if (named !== undefined && named !== "") {
    if (!existsSync(named)) throw new Error(`CHROME_PATH names ${named}, and there is no such file.`);
    return { executable: named, environment: {} };
  }
  if (process.platform === "linux" && process.arch === "x64") return unpackFromNpm();
  const executable = SYSTEM_BROWSERS.find((path) => existsSync(path));
  if (executable === undefined) {
    throw new Error("No Chrome or Chromium found. Install one, or set CHROME_PATH to its executable.");
  }
  return { executable, environment: {} };
}

export async function setup(): Promise<void> {
  await installBrowser();
}

/**
 * Unpacked once into node_modules/.cache, beside the version it has, and moved into place as a whole: a run that was
 * cut short leaves nothing that looks complete, and two runs at once do not write into each other's files.
 */
async function unpackFromNpm(): Promise<InstalledBrowser> {
  const packageFolder = join(dirname(createRequire(import.meta.url).resolve("@sparticuz/chromium")), "..");
  const manifest: unknown = JSON.parse(readFileSync(join(packageFolder, "package.json"), "utf8"));
  const version =
    typeof manifest === "object" && manifest !== null && "version" in manifest && manifest.version;
  const cache = fileURLToPath(new URL("../../node_modules/.cache", import.meta.url));
  const folder = join(cache, `chromium-${String(version)}`);
  if (!existsSync(folder)) {
    const unfinished = `${folder}.${process.pid}`;
    mkdirSync(unfinished, { recursive: true });
    await unpackInto(unfinished, packageFolder);
    writeFontSettings(unfinished, folder);
    try {
      renameSync(unfinished, folder);
    } catch (error) {
      rmSync(unfinished, { recursive: true, force: true });
      if (!existsSync(folder)) throw error;
    }
  }
  const executable = join(folder, "chromium");
  return {
    executable,
    environment: {
      FONTCONFIG_FILE: join(folder, "fonts.conf"),
      ...(lacksLibraries(executable) ? { LD_LIBRARY_PATH: join(folder, "al2023", "lib") } : {}),
    },
  };
}

/** The package unpacks into the folder for temporary files, wherever that is at the moment. */
async function unpackInto(folder: string, packageFolder: string): Promise<void> {
  const { default: chromium, inflate } = await import("@sparticuz/chromium");
  const before = process.env["TMPDIR"];
  process.env["TMPDIR"] = folder;
  try {
    await Promise.all([chromium.executablePath(), inflate(join(packageFolder, "bin", "al2023.tar.br"))]);
  } finally {
    if (before === undefined) delete process.env["TMPDIR"];
    else process.env["TMPDIR"] = before;
  }
}

/** The same fonts on every machine: Latin from the package, Chinese only as the console itself serves it. */
function writeFontSettings(folder: string, finalFolder: string): void {
  writeFileSync(
    join(folder, "fonts.conf"),
    [
      `<?xml version="1.0"?>`,
      `<!DOCTYPE fontconfig SYSTEM "fonts.dtd">`,
      `<fontconfig>`,
      `  <dir>${join(finalFolder, "fonts")}</dir>`,
      `  <cachedir>${join(finalFolder, "fonts-cache")}</cachedir>`,
      `</fontconfig>`,
      ``,
    ].join("\n"),
  );
}

/** Bare machines have no NSS; the package brings one, which is used only where the system's own is missing. */
function lacksLibraries(executable: string): boolean {
  try {
    return execFileSync("ldd", [executable], { encoding: "utf8" }).includes("not found");
  } catch {
    return true;
  }
}
