import { homedir } from "node:os";
import { join, resolve } from "node:path";
import process from "node:process";
import { fileURLToPath } from "node:url";
import { parseArgs } from "node:util";

export const repository = fileURLToPath(new URL("../..", import.meta.url));

/** How many customers and complaints an archive of each size has; the demo archive comes with the server's first start. */
export const SIZES = {
  demo: null,
  "10k": { customers: 10_000, complaints: 3000 },
  "100k": { customers: 100_000, complaints: 30_000 },
  "1m": { customers: 1_000_000, complaints: 300_000 },
} as const;
export type Size = keyof typeof SIZES;

export interface Options {
  sizes: Size[];
  /** Where the archive of a size lies, as a DATA_DIR of Dossier. */
  dataDirs: ReadonlyMap<Size, string>;
  /** Where its key lies, when not where Dossier puts it by itself. */
  keyFiles: ReadonlyMap<Size, string>;
  /** Beginnings of scenario names; empty means all. */
  only: string[];
  rounds: number;
  secondsPerTurn: number;
  connections: number;
  json: string | undefined;
  /** Where `pnpm profiles` keeps the profiles. */
  profileDir: string;
}

export const USAGE = `
  --sizes demo,10k,100k,1m   which archives; missing ones are made by \`dossier seed\` (default 10k,100k,1m)
  --data-dir SIZE=DIR        where the archive of a size lies (default data/bench/SIZE); may be given several times
  --key-file SIZE=FILE       its key file, when it is not where Dossier puts it by itself
  --only archive,inbox       only scenarios whose name begins so
  --rounds 5                 rounds; in each, every server has one turn at every scenario
  --seconds 2                how long a turn takes
  --connections 8            clients at once
  --json FILE                everything measured, as JSON
  --profile DIR              where \`pnpm profiles\` keeps its CPU profiles (default test/results/profiles)
`;

/** Reads the command line; throws with the usage when it is wrong. */
export function readOptions(): Options {
  const { values } = parseArgs({
    // pnpm hands the separator on.
    args: process.argv.slice(2).filter((argument) => argument !== "--"),
    options: {
      sizes: { type: "string", default: "10k,100k,1m" },
      "data-dir": { type: "string", multiple: true, default: [] },
      "key-file": { type: "string", multiple: true, default: [] },
      only: { type: "string", default: "" },
      rounds: { type: "string", default: "5" },
      seconds: { type: "string", default: "2" },
      connections: { type: "string", default: "8" },
      json: { type: "string" },
      profile: { type: "string" },
      help: { type: "boolean", default: false },
    },
  });
  if (values.help) {
    process.stdout.write(USAGE);
    process.exit(0);
  }
  if (process.platform !== "linux")
    throw new Error("The bench reads the CPU time of processes from /proc, so it runs on Linux only.");
  const path = (file: string) => resolve(process.env["INIT_CWD"] ?? ".", file.replace(/^~(?=\/)/, homedir()));
  const placeOf = (given: string): [Size, string] => {
    const [size = "", ...rest] = given.split("=");
    return [sizeOf(size), path(rest.join("="))];
  };
  return {
    sizes: list(values.sizes).map(sizeOf),
    dataDirs: new Map([
      ...(Object.keys(SIZES) as Size[]).map(
        (size) => [size, join(repository, "data", "bench", size)] as const,
      ),
      ...values["data-dir"].map(placeOf),
    ]),
    keyFiles: new Map(values["key-file"].map(placeOf)),
    only: list(values.only),
    rounds: positive("rounds", values.rounds),
    secondsPerTurn: positive("seconds", values.seconds),
    connections: positive("connections", values.connections),
    json: values.json === undefined ? undefined : path(values.json),
    profileDir:
      values.profile === undefined ? join(repository, "test", "results", "profiles") : path(values.profile),
  };
}

export function isWanted(name: string, { only }: Pick<Options, "only">): boolean {
  return only.length === 0 || only.some((wanted) => name.startsWith(wanted));
}

function sizeOf(text: string): Size {
  if (text in SIZES) return text as Size;
  throw new Error(`There is no size "${text}".\n${USAGE}`);
}

function positive(name: string, text: string): number {
  const number = Number(text);
  if (!(number > 0)) throw new Error(`--${name} is a number above 0.\n${USAGE}`);
  return number;
}

const list = (text: string) => text.split(",").filter((part) => part !== "");
