import type { FastifyInstance } from "fastify";
import type { Pool } from "pg";
import { collectDefaultMetrics, Counter, Gauge, Histogram, Registry } from "prom-client";
import { currentOperation } from "../platform/operation.ts";
import { notFoundBody } from "./request-errors.ts";

/** Numbers for a monitoring system; they count, and never name anybody. */
export class Metrics {
  readonly registry = new Registry();
  readonly statements = new Counter({
    name: "dossier_database_statements_total",
    help: "Statements sent to PostgreSQL for requests; what goes on by itself is not counted",
    registers: [this.registry],
  });
  readonly executions = new Counter({
    name: "dossier_graphql_executions_total",
    help: "GraphQL operations answered, compiled or interpreted",
    labelNames: ["how"],
    registers: [this.registry],
  });
  readonly ends = new Counter({
    name: "dossier_operations_ended_total",
    help: "Operations ended before their answer, by why",
    labelNames: ["why"],
    registers: [this.registry],
  });
  readonly refusals = new Counter({
    name: "dossier_refusals_total",
    help: "Requests refused as a whole, by code",
    labelNames: ["code"],
    registers: [this.registry],
  });
  readonly refusalsMerged = new Counter({
    name: "dossier_refusals_merged_total",
    help: "Refusals beyond those of a minute that the change log tells one by one: it has only their number",
    registers: [this.registry],
  });
  readonly #requests = new Histogram({
    name: "dossier_http_request_seconds",
    help: "Time to answer a request",
    labelNames: ["method", "route", "status"],
    buckets: [0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 10],
    registers: [this.registry],
  });

  constructor() {
    collectDefaultMetrics({ register: this.registry });
  }

  observe(fastify: FastifyInstance): void {
    fastify.addHook("onResponse", async (request, reply) => {
      const route = request.routeOptions.url ?? "console";
      this.#requests.observe(
        { method: request.method, route, status: reply.statusCode },
        reply.elapsedTime / 1000,
      );
    });
  }

  /** Counts what a pool's connections are asked. */
  countStatements(pool: Pool): void {
    pool.on("connect", (client) => {
      const query = client.query.bind(client) as (...parameters: unknown[]) => unknown;
      Object.assign(client, {
        query: (...parameters: unknown[]) => {
          if (currentOperation()) this.statements.inc();
          return query(...parameters);
        },
      });
    });
    this.registry.registerMetric(
      new Gauge({
        name: "dossier_database_connections",
        help: "Connections to PostgreSQL by state",
        labelNames: ["state"],
        registers: [],
        collect() {
          this.set({ state: "open" }, pool.totalCount);
          this.set({ state: "idle" }, pool.idleCount);
          this.set({ state: "waited_for" }, pool.waitingCount);
        },
      }),
    );
  }
}

/** `/healthz`: the process lives. `/readyz`: it can do its work. `/metrics`: for this machine only. */
export function serveHealth(fastify: FastifyInstance, pool: Pool, metrics: () => Promise<string>): void {
  fastify.get("/healthz", async () => ({ status: "ok" }));
  fastify.get("/readyz", async (_request, reply) => {
    try {
      await pool.query("select 1");
      return { status: "ready" };
    } catch {
      return reply.code(503).header("retry-after", "2").send({ status: "the database is not available" });
    }
  });
  fastify.get("/metrics", async (request, reply) => {
    const local = ["127.0.0.1", "::1", "::ffff:127.0.0.1"].includes(request.socket.remoteAddress ?? "");
    // Behind a proxy on this machine everybody would look local.
    if (!local || request.headers["x-forwarded-for"] !== undefined)
      return reply.code(404).send(notFoundBody(request));
    return reply.type(Registry.PROMETHEUS_CONTENT_TYPE).send(await metrics());
  });
}
