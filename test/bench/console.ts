/**
 * Measures the console in the test browser on archives of each size: script per page, until a page can be used, empty
 * places while scrolling, and how long the search box keeps a key waiting. `--only scripts,usable,scrolling,typing`.
 */
import { writeFile } from "node:fs/promises";
import process from "node:process";
import type { Browser } from "playwright-core";
import { launchBrowser } from "../support/browser.ts";
import { cardRoute, deskRoute, importsRoute, ledgerRoute, signInRoute } from "../support/console-routes.ts";
import { openArchive } from "./archive/open-archive.ts";
import { measureScrolling } from "./console/scrolling.ts";
import { measureTyping } from "./console/typing.ts";
import { measureUsable } from "./console/usable.ts";
import { CONDITIONS } from "./console/visit.ts";
import { quantile, spreadOf } from "./measure/statistics.ts";
import { isWanted, readOptions } from "./options.ts";
import { figure, table, withSpread } from "./report.ts";
import { hireForBench, signIn, startDossier } from "./servers/dossier.ts";

const ROUTES = [signInRoute, deskRoute, ledgerRoute, cardRoute, importsRoute];
const HEAD = ["archive", "what", "measured", "under", "median (least–most)", "budget"];

const options = readOptions();
const rows: string[][] = [];
const scripts: string[][] = [];
const raw: unknown[] = [];
const progress = (text: string) => process.stderr.write(`  ${text}\n`);
const milliseconds = (values: readonly number[]) => `${withSpread(spreadOf(values))} ms`;

for (const size of options.sizes) {
  const archive = await openArchive(size, options);
  try {
    const person = await hireForBench(archive);
    const server = await startDossier(archive);
    try {
      const browser = await launchBrowser({ scrollbars: true });
      try {
        const visited = { address: server.address, cookie: await signIn(server, person) };
        await measureAll(browser, visited, size);
      } finally {
        await browser.close();
      }
    } finally {
      await server.stop();
    }
  } finally {
    await archive.close();
  }
}

if (scripts.length > 0)
  process.stdout.write(
    `\n${table(["archive", "page", "scripts needed", "kB as sent", "fetched later", "kB"], scripts)}\n`,
  );
if (rows.length > 0) process.stdout.write(`\n${options.rounds} rounds.\n${table(HEAD, rows)}\n`);
if (options.json !== undefined) await writeFile(options.json, JSON.stringify(raw, undefined, 2));

async function measureAll(
  browser: Browser,
  server: { address: string; cookie: string },
  size: string,
): Promise<void> {
  const { rounds } = options;
  for (const conditions of CONDITIONS) {
    const tell = (what: string, measured: string, values: readonly number[], budget: string) => {
      rows.push([size, what, measured, conditions.name, milliseconds(values), budget]);
      progress(`${what}, ${measured}: ${milliseconds(values)}`);
      raw.push({ size, what, measured, conditions: conditions.name, values });
    };
    const isFirst = conditions === CONDITIONS[0];
    for (const route of ROUTES) {
      if (!isWanted(`usable-${route.name}`, options) || (!isFirst && route !== ledgerRoute)) continue;
      progress(`${size}: ${route.name}, ${conditions.name}`);
      const found = await measureUsable(browser, server, { route, conditions, rounds });
      const budget = route === ledgerRoute && isFirst ? "1500 ms" : "—";
      tell(`${route.name} usable`, "empty cache", found.cold, budget);
      tell(`${route.name} usable`, "full cache", found.warm, budget);
      if (isFirst)
        scripts.push([
          size,
          route.name,
          ...[found.needed, found.later].flatMap(({ files, bytes }) => [String(files), figure(bytes / 1000)]),
        ]);
    }
    if (isWanted("scrolling", options)) {
      progress(`${size}: scrolling, ${conditions.name}`);
      for (const { way, seen } of await measureScrolling(browser, server, { conditions, rounds })) {
        const of = (name: keyof (typeof seen)[number]) => seen.map((each) => each[name]);
        tell(way, "longest empty place", of("emptiest"), "200 ms");
        tell(way, "longest wait at the end of what is loaded", of("longestWait"), "—");
        tell(way, "longest frame", of("longestFrame"), "—");
        progress(`${way}: ${of("loaded").join(", ")} rows loaded, ${of("frames").join(", ")} frames`);
      }
    }
    if (isWanted("typing", options)) {
      progress(`${size}: typing, ${conditions.name}`);
      for (const { rhythm, worst, all } of await measureTyping(browser, server, { conditions, rounds })) {
        tell(`typing ${rhythm}`, "slowest key to next paint", worst, "200 ms");
        const sorted = all.toSorted((one, two) => one - two);
        progress(
          `${rhythm}: ${sorted.length} keys, p50 ${quantile(sorted, 0.5)}, p98 ${quantile(sorted, 0.98)}`,
        );
      }
    }
  }
}
