import type { Size } from "./options.ts";
import type { FanOut } from "./measure/fan-out.ts";
import type { ImportResult } from "./measure/imports.ts";
import type { Result } from "./measure/rounds.ts";
import type { Spread } from "./measure/statistics.ts";
import type { ServerName } from "./servers/bench-server.ts";

export interface SizedResult extends Result {
  size: Size;
}

const HEAD = [
  "archive",
  "scenario",
  "server",
  "CPU ms: server",
  "PostgreSQL",
  "together",
  "× by hand",
  "× PostGraphile",
  "p50 ms",
  "p99 ms",
  "per second",
  "statements",
  "bytes",
];

/** Medians of all rounds; the spread, from the least to the most, stands in brackets. */
export function requestTable(results: readonly SizedResult[]): string {
  const rows = results.map((result) => [
    result.size,
    result.scenario,
    result.server,
    withSpread(result.cpuServer),
    withSpread(result.cpuDatabase),
    withSpread(result.cpuTotal),
    ratio(result, at(results, result, "by hand")),
    ratio(result, at(results, result, "PostGraphile")),
    withSpread(result.p50),
    withSpread(result.p99),
    figure(result.perSecond.median),
    result.statements === null ? "—" : String(result.statements),
    String(result.bytes),
  ]);
  return table(HEAD, rows);
}

/** What a hundred times as many customers cost: the largest archive against the smallest, server by server. */
export function growthTable(results: readonly SizedResult[]): string | null {
  const sizes = [...new Set(results.map(({ size }) => size))];
  const [small, large] = [sizes[0], sizes.at(-1)];
  if (small === undefined || large === undefined || small === large) return null;
  const rows = results
    .filter(({ size }) => size === large)
    .flatMap((result) => {
      const before = results.find(
        ({ size, scenario, server }) =>
          size === small && scenario === result.scenario && server === result.server,
      );
      return before
        ? [
            [
              result.scenario,
              result.server,
              figure(before.cpuTotal.median),
              figure(result.cpuTotal.median),
              figure(result.cpuTotal.median / before.cpuTotal.median),
            ],
          ]
        : [];
    });
  return table(["scenario", "server", `CPU ms at ${small}`, `at ${large}`, "×"], rows);
}

/** One change a second to 300 sockets. */
export function fanOutTable(results: readonly (FanOut & { size: Size })[]): string {
  const perChange = (busy: number, idle: number) => figure(Math.max(0, busy - idle));
  return table(
    [
      "archive",
      "server",
      "sockets",
      "acknowledged → all told, ms",
      "CPU ms a change: server",
      "PostgreSQL",
      "idle, CPU ms a second",
    ],
    results.map((result) => [
      result.size,
      result.server,
      String(result.sockets),
      withSpread(result.acknowledgedToTold),
      perChange(result.busyServer, result.idleServer),
      perChange(result.busyDatabase, result.idleDatabase),
      `${figure(result.idleServer)} + ${figure(result.idleDatabase)}`,
    ]),
  );
}

export function importTable(results: readonly (ImportResult & { size: Size })[]): string {
  return table(
    ["archive", "server", "rows", "seconds", "rows a second", "CPU s: process", "PostgreSQL", "peak MB"],
    results.map((result) => [
      result.size,
      result.server,
      String(result.rows),
      figure(result.seconds),
      figure(result.rowsPerSecond),
      figure(result.cpuServer),
      figure(result.cpuDatabase),
      figure(result.peakMegabytes),
    ]),
  );
}

export function table(head: readonly string[], rows: readonly (readonly string[])[]): string {
  const widths = head.map((title, column) =>
    Math.max(title.length, ...rows.map((row) => (row[column] ?? "").length)),
  );
  const line = (cells: readonly string[]) =>
    `| ${cells.map((cell, column) => (column < 2 ? cell.padEnd(widths[column] ?? 0) : cell.padStart(widths[column] ?? 0))).join(" | ")} |`;
  const rule = `|${widths.map((width, column) => (column < 2 ? "-".repeat(width + 2) : `${"-".repeat(width + 1)}:`)).join("|")}|`;
  return [line(head), rule, ...rows.map(line)].join("\n");
}

export function withSpread({ median, low, high }: Spread): string {
  return `${figure(median)} (${figure(low)}–${figure(high)})`;
}

/** Three figures that count. */
export function figure(value: number): string {
  if (!Number.isFinite(value)) return "—";
  return value >= 100 ? String(Math.round(value)) : value.toPrecision(value >= 10 ? 3 : 2);
}

function at(
  results: readonly SizedResult[],
  { size, scenario }: SizedResult,
  wanted: ServerName,
): SizedResult | undefined {
  return results.find(
    (result) => result.size === size && result.scenario === scenario && result.server === wanted,
  );
}

function ratio(result: SizedResult, peer: SizedResult | undefined): string {
  return peer && peer !== result ? figure(result.cpuTotal.median / peer.cpuTotal.median) : "—";
}
