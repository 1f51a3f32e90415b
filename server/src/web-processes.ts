import cluster, { type Worker } from "node:cluster";
import { once } from "node:events";
import { setTimeout as delay } from "node:timers/promises";
import { AggregatorRegistry } from "prom-client";
import type { Database, EmbeddedAddress } from "./platform/database/connect.ts";
import { StartRefusal } from "./platform/database/start-refusal.ts";
import type { Logger } from "./platform/logger.ts";
import type { Welcome } from "./welcome.ts";

/** What a web process is told when it starts and whenever the built-in database moves to another port. */
export interface DatabasePlace {
  readonly applicationUrl: string;
  readonly ownerUrl: string;
}

export type ToWebProcess =
  | { readonly say: "start"; readonly database: DatabasePlace; readonly installationId: string }
  | { readonly say: "moved"; readonly database: DatabasePlace }
  | { readonly say: "metrics"; readonly request: number; readonly text: string }
  | { readonly say: "stop" };

export type FromWebProcess =
  | { readonly say: "ready"; readonly app: StartedApp }
  | { readonly say: "refused"; readonly words: { readonly english: string; readonly chinese: string } }
  | { readonly say: "metrics"; readonly request: number };

/** What the person at the terminal is told of it. */
export type StartedApp = Welcome["app"];

export interface WebProcessesOptions {
  readonly count: number;
  readonly database: Database;
  readonly embedded: EmbeddedAddress | null;
  readonly installationId: string;
  readonly logger: Logger;
}

const SHORTEST_PAUSE = 200;
const LONGEST_PAUSE = 5000;
const STOP_WITHIN = 4000;

/** Several web processes behind one port. One that ends unasked is replaced; all end with this process. */
export class WebProcesses {
  readonly #options: WebProcessesOptions;
  readonly #metrics = new AggregatorRegistry();
  readonly #workers = new Set<Worker>();
  #app: StartedApp | undefined;
  #stopping = false;
  #failures = 0;

  private constructor(options: WebProcessesOptions) {
    this.#options = options;
    cluster.setupPrimary({ exec: new URL("./web-process.js", import.meta.url).pathname, args: [] });
    options.embedded?.onStateChange((state) => {
      if (state === "up") this.#tellAll({ say: "moved", database: this.#place() });
    });
  }

  /** The first one makes what only one may make, such as the first administrator; then the others follow. */
  static async start(options: WebProcessesOptions): Promise<WebProcesses> {
    const processes = new WebProcesses(options);
    processes.#app = await processes.#startOne();
    await Promise.all(Array.from({ length: options.count - 1 }, () => processes.#startOne()));
    return processes;
  }

  get app(): StartedApp {
    if (this.#app === undefined) throw new Error("asked before the first process was ready");
    return this.#app;
  }

  async stop(): Promise<void> {
    this.#stopping = true;
    this.#tellAll({ say: "stop" });
    const ended = [...this.#workers].map((worker) => once(worker, "exit"));
    await Promise.race([Promise.all(ended), delay(STOP_WITHIN, undefined, { ref: false })]);
    for (const worker of this.#workers) worker.process.kill("SIGKILL");
  }

  #place(): DatabasePlace {
    const { applicationUrl, ownerUrl } = this.#options.database;
    return { applicationUrl, ownerUrl };
  }

  #tellAll(message: ToWebProcess): void {
    for (const worker of this.#workers) tell(worker, message);
  }

  async #startOne(): Promise<StartedApp> {
    const worker = cluster.fork();
    this.#workers.add(worker);
    const started = Promise.withResolvers<StartedApp>();
    let ready = false;
    worker.on("message", (message: FromWebProcess) => {
      if (message.say === "ready") {
        ready = true;
        this.#failures = 0;
        started.resolve(message.app);
      } else if (message.say === "refused") started.reject(new StartRefusal(message.words));
      else if (message.say === "metrics") void this.#answerMetrics(worker, message.request);
    });
    worker.once("exit", (code, signal) => {
      this.#workers.delete(worker);
      started.reject(new Error(`A web process ended before it was ready (${signal || code}).`));
      if (ready && !this.#stopping) this.#replace(signal || String(code));
    });
    tell(worker, { say: "start", database: this.#place(), installationId: this.#options.installationId });
    return started.promise;
  }

  #replace(reason: string): void {
    this.#options.logger.error({ reason }, "a web process ended: another takes its place");
    const pause = Math.min(LONGEST_PAUSE, SHORTEST_PAUSE * 2 ** this.#failures);
    this.#failures += 1;
    setTimeout(() => {
      if (this.#stopping) return;
      this.#startOne().catch((error: unknown) => {
        if (!this.#stopping) this.#replace(error instanceof Error ? error.message : String(error));
      });
    }, pause).unref();
  }

  async #answerMetrics(worker: Worker, request: number): Promise<void> {
    const text = await this.#metrics.clusterMetrics().catch(() => "");
    tell(worker, { say: "metrics", request, text });
  }
}

function tell(worker: Worker, message: ToWebProcess): void {
  if (worker.isConnected()) worker.send(message, () => undefined);
}
