import { Agent, request } from "node:http";
import { performance } from "node:perf_hooks";
import type { Question } from "../scenarios/scenario.ts";
import type { BenchServer } from "../servers/bench-server.ts";

export interface Answer {
  status: number;
  bytes: number;
  body: Buffer;
}

export interface Load {
  requests: number;
  seconds: number;
  /** Milliseconds, sorted. */
  latencies: number[];
  /** Of one answer, on average. */
  bytes: number;
}

/** A client with so many connections that stay open, signed in. */
export class Client {
  readonly #agent: Agent;
  readonly #server: BenchServer;
  readonly #cookie: string;
  #asked = 0;

  constructor(server: BenchServer, cookie: string, connections: number) {
    this.#server = server;
    this.#cookie = cookie;
    this.#agent = new Agent({ keepAlive: true, maxSockets: connections });
  }

  ask({ path, body }: Question): Promise<Answer> {
    return new Promise((resolve, reject) => {
      const sent = request(
        this.#server.address + path,
        {
          method: "POST",
          agent: this.#agent,
          headers: {
            "content-type": "application/json",
            "content-length": Buffer.byteLength(body),
            "accept-language": "zh-CN",
            cookie: this.#cookie,
            origin: this.#server.address,
          },
        },
        (response) => {
          const chunks: Buffer[] = [];
          response.on("data", (chunk: Buffer) => chunks.push(chunk));
          response.on("error", reject);
          response.on("end", () => {
            const answer = Buffer.concat(chunks);
            resolve({ status: response.statusCode ?? 0, bytes: answer.length, body: answer });
          });
        },
      );
      sent.on("error", reject);
      sent.end(body);
    });
  }

  /** The parsed answer of one question; throws when it is an error. */
  async answerTo(question: Question): Promise<unknown> {
    const { status, body } = await this.ask(question);
    const answer: unknown = JSON.parse(body.toString());
    if (status !== 200 || typeof answer !== "object" || answer === null || "errors" in answer)
      throw new Error(`${this.#server.name} answered ${status}: ${JSON.stringify(answer).slice(-1000)}`);
    return answer;
  }

  /** Asks the questions in turn over all connections, each as soon as it has its last answer, for so long. */
  async load(questions: readonly Question[], connections: number, milliseconds: number): Promise<Load> {
    const latencies: number[] = [];
    let bytes = 0;
    const start = performance.now();
    const end = start + milliseconds;
    const ask = async () => {
      while (performance.now() < end) {
        const question = questions[this.#asked++ % questions.length];
        if (!question) return;
        const asked = performance.now();
        const answer = await this.ask(question);
        latencies.push(performance.now() - asked);
        bytes += answer.bytes;
        if (answer.status !== 200)
          throw new Error(`${this.#server.name} answered ${answer.status} under load`);
      }
    };
    await Promise.all(Array.from({ length: connections }, ask));
    const seconds = (performance.now() - start) / 1000;
    latencies.sort((one, two) => one - two);
    return { requests: latencies.length, seconds, latencies, bytes: bytes / latencies.length };
  }

  close(): void {
    this.#agent.destroy();
  }
}
