import {
  buildSchema,
  getNamedType,
  isEnumType,
  isInputObjectType,
  isLeafType,
  isListType,
  isNonNullType,
  type GraphQLField,
  type GraphQLInputType,
} from "graphql";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { DEFAULT_ROLES, defaultRole } from "../../../server/src/modules/access/default-roles.ts";
import { isPermission, StaffRole } from "../../../server/src/modules/access/permissions.ts";
import type { Permission } from "../../../server/src/platform/actor.ts";
import {
  EVERYBODY,
  PERMISSION_EXTENSION,
  refuseUnguardedFields,
} from "../../../server/src/platform/authz.ts";
import { buildDossierSchema } from "../../../server/src/schema.ts";
import type { Client } from "../../support/client.ts";
import { startTestServer, type TestServer } from "../../support/server.ts";

type RootField = GraphQLField<unknown, unknown>;
const schema = buildDossierSchema();
const roots = [
  ...Object.values(schema.getQueryType()?.getFields() ?? {}).map((field) => ["query", field] as const),
  ...Object.values(schema.getMutationType()?.getFields() ?? {}).map((field) => ["mutation", field] as const),
];
const actors = ["nobody", ...Object.values(StaffRole)] as const;

let server: TestServer;
const clients = new Map<string, Client>();
beforeAll(async () => {
  server = await startTestServer();
  clients.set("nobody", server.visitor());
  for (const role of Object.values(StaffRole)) clients.set(role, await server.as(role));
});
afterAll(() => server.stop());

function permissionOf(field: RootField): string {
  return String(field.extensions[PERMISSION_EXTENSION]);
}

function mayAsk(actor: (typeof actors)[number], field: RootField): boolean {
  const permission = permissionOf(field);
  if (permission === EVERYBODY) return true;
  return actor !== "nobody" && defaultRole(actor).scopes.has(permission as Permission);
}

/** A value that has the type and belongs to no record. */
function sample(type: GraphQLInputType): string {
  if (isNonNullType(type)) return sample(type.ofType);
  if (isListType(type)) return "[]";
  if (isEnumType(type)) return type.getValues()[0]?.name ?? "";
  if (isInputObjectType(type)) {
    const needed = Object.values(type.getFields()).filter(
      (field) => isNonNullType(field.type) && field.defaultValue === undefined,
    );
    return `{ ${needed.map((field) => `${field.name}: ${sample(field.type)}`).join(", ")} }`;
  }
  const samples: Record<string, string> = {
    Int: "1",
    Float: "1",
    Boolean: "true",
    Date: '"2026-01-01"',
    DateTime: '"2026-01-01T00:00:00.000Z"',
    Decimal: '"1.00"',
  };
  return samples[type.name] ?? '"nothing"';
}

function documentFor(kind: string, field: RootField): string {
  const given = field.args.filter(
    (argument) => isNonNullType(argument.type) || argument.name === "first" || argument.name === "id",
  );
  const list = given.map((argument) => `${argument.name}: ${sample(argument.type)}`).join(", ");
  const selection = isLeafType(getNamedType(field.type)) ? "" : " { __typename }";
  return `${kind} { ${field.name}${list ? `(${list})` : ""}${selection} }`;
}

async function everyRow(): Promise<string> {
  const tables = await server.database.query<{ name: string }>(
    "select format('%I.%I', schemaname, tablename) as name from pg_tables where schemaname in ('public', 'auth') and tablename not in ('session', 'rateLimit', 'change_seal') order by 1",
  );
  const counts = await Promise.all(
    tables.map(async ({ name }) => {
      // That it was refused is written down: that, and nothing else.
      const which = name === "public.change" ? "where kind <> 'REFUSAL'" : "";
      const rows = await server.database.query<{ sum: string }>(
        `select md5(coalesce(string_agg(row::text, '|' order by row::text), '')) as sum from ${name} as row ${which}`,
      );
      return [name, rows[0]?.sum];
    }),
  );
  return JSON.stringify(counts);
}

describe("SEC-05 every root field × every role", () => {
  const cells = roots.flatMap(([kind, field]) =>
    actors.map((actor) => [kind, field.name, actor, field] as const),
  );
  const refused = cells.filter(([, , actor, field]) => !mayAsk(actor, field));
  const allowed = cells.filter(
    ([, , actor, field]) => mayAsk(actor, field) && field.name !== "removeDemoArchive",
  );

  test("T20 refuses whoever may not, and no row changes by it", async () => {
    const before = await everyRow();
    const wrong: string[] = [];
    for (const [kind, name, actor, field] of refused) {
      const answer = await clients.get(actor)?.send(documentFor(kind, field));
      const code = answer?.errors[0]?.extensions?.["code"];
      if (code !== (actor === "nobody" ? "UNAUTHENTICATED" : "FORBIDDEN"))
        wrong.push(`${name} as ${actor}: ${String(code)}`);
      if (Object.values(answer?.data ?? {}).some((value) => value !== null))
        wrong.push(`${name} as ${actor} answered`);
    }
    expect(wrong).toEqual([]);
    expect(await everyRow()).toBe(before);
    expect(refused.length).toBeGreaterThan(roots.length);
  });

  test("lets in whoever may, and a sample of no record never ends in a fault", async () => {
    const wrong: string[] = [];
    for (const [kind, name, actor, field] of allowed) {
      const answer = await clients.get(actor)?.send(documentFor(kind, field));
      const codes = answer?.errors.map((error) => String(error.extensions?.["code"])) ?? [];
      if (codes.some((code) => !["BAD_USER_INPUT"].includes(code)))
        wrong.push(`${name} as ${actor}: ${codes.join()}`);
    }
    expect(wrong).toEqual([]);
  });

  test("names only permissions that some role holds", () => {
    const held = new Set(DEFAULT_ROLES.flatMap(({ scopes }) => [...scopes.keys()]));
    expect([...held].filter((permission) => !isPermission(permission))).toEqual([]);
    const followed = Object.values(schema.getSubscriptionType()?.getFields() ?? {});
    const unknown = [...roots.map(([, field]) => field), ...followed]
      .map(permissionOf)
      .filter((permission) => permission !== EVERYBODY && !held.has(permission as Permission));
    expect(unknown).toEqual([]);
  });

  test("and the schema does not build with a field that says nothing", () => {
    expect(() => refuseUnguardedFields(buildSchema("type Query { customers: Int }"))).toThrow(
      /Query\.customers/,
    );
  });
});
