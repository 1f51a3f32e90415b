import { text } from "../../platform/language.ts";
import type { Terminal } from "../terminal.ts";
import type { SeedTable } from "./copy-rows.ts";
import type { SeedProgress } from "./seed-database.ts";
import type { SeedTask } from "./seed-plan.ts";

/** Tells how far a run is and, at its end, what it came to and where the time went. */
export class SeedReport {
  readonly #terminal: Terminal;
  readonly #task: SeedTask;
  readonly #began = performance.now();
  readonly #seconds: Record<SeedProgress["doing"], number> = { rows: 0, indexes: 0, statistics: 0 };
  #doing: { readonly what: SeedProgress["doing"]; readonly since: number } | null = null;

  constructor(terminal: Terminal, task: SeedTask) {
    this.#terminal = terminal;
    this.#task = task;
  }

  readonly tell = (progress: SeedProgress): void => {
    if (this.#doing?.what !== progress.doing) {
      this.#endPhase();
      this.#doing = { what: progress.doing, since: performance.now() };
    }
    this.#terminal.progress(this.#words(progress));
  };

  finish(rows: ReadonlyMap<SeedTable, number>): void {
    this.#endPhase();
    const took = Math.round((performance.now() - this.#began) / 1000);
    const { customers, complaints, seed } = this.#task;
    const { rows: writing, indexes, statistics } = this.#seconds;
    this.#terminal.say(
      text(
        `已写入 ${customers} 位虚构客户、${rows.get("customer_order") ?? 0} 个订单、${complaints} 件投诉（种子 ${seed}），用时 ${took} 秒：写入 ${whole(writing)}，索引 ${whole(indexes)}，统计 ${whole(statistics)}。`,
        `${customers} invented customers, ${rows.get("customer_order") ?? 0} orders and ${complaints} complaints (seed ${seed}) are in, after ${took} s: rows ${whole(writing)}, indexes ${whole(indexes)}, statistics ${whole(statistics)}.`,
      ),
    );
    for (const [table, count] of rows) this.#terminal.say(`  ${String(count).padStart(9)}  ${table}`);
  }

  #endPhase(): void {
    if (this.#doing) this.#seconds[this.#doing.what] += (performance.now() - this.#doing.since) / 1000;
    this.#doing = null;
  }

  #words(progress: SeedProgress) {
    switch (progress.doing) {
      case "rows": {
        const { done, of } = progress;
        const seconds = (performance.now() - (this.#doing?.since ?? 0)) / 1000;
        const rate = done === 0 ? 0 : done / seconds;
        const left = rate === 0 ? "?" : whole((of - done) / rate);
        return text(
          `写入 ${done} / ${of} 位客户，每秒 ${whole(rate)} 位，约剩 ${left} 秒，随后建索引`,
          `Writing ${done} / ${of} customers, ${whole(rate)} a second, ${left} s left, then the indexes`,
        );
      }
      case "indexes":
        return text(
          `建索引 ${progress.done + 1} / ${progress.of}：${progress.name}`,
          `Building indexes ${progress.done + 1} / ${progress.of}: ${progress.name}`,
        );
      case "statistics":
        return text("收集统计信息", "Gathering statistics");
    }
  }
}

function whole(number: number): string {
  return String(Math.round(number));
}
