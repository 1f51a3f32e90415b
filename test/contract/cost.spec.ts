import { getOperationAST, parse, validate } from "graphql";
import { describe, expect, test } from "vitest";
import { DOCUMENT_RULES } from "../../server/src/http/graphql-documents.ts";
import { Costs, MOST_COST } from "../../server/src/http/graphql-cost.ts";
import { SENSITIVE_EXTENSION } from "../../server/src/platform/authz.ts";
import { buildDossierSchema } from "../../server/src/schema.ts";
import { consoleQueries } from "../support/documents.ts";

const schema = buildDossierSchema();
const costs = new Costs(schema);

function known(source: string, operationName?: string) {
  const document = parse(source);
  const operation = getOperationAST(document, operationName);
  if (!operation) throw new Error("no operation");
  return costs.of(document, operation);
}
const costOf = (source: string, variables = {}): number => known(source).cost(variables);

describe("SEC-03 the cost of an operation is known before it runs", () => {
  test.each([
    ["{ me { permissions } }", 1],
    ["{ customers(first: 50) { nodes { id name } } }", 51],
    ["{ customers(first: 50) { nodes { channel { name } } } }", 101],
    ["{ customers(first: 50) { totalCount { value } nodes { id } } }", 57],
    ['{ customers(first: 50, search: "王") { nodes { id } } }', 61],
    ["{ customers(first: 10) { nodes { orders(first: 5) { nodes { number } } } } }", 71],
    ["{ customers(first: 10) { nodes { id } edges { node { id } } } }", 31],
    ["{ channels { name } }", 5],
    ["{ __typename }", 0],
  ])("%s costs %d", (source, cost) => {
    expect(costOf(source)).toBe(cost);
  });

  test("by its variables and their defaults, and a page that is too large counts as the largest", () => {
    const source = "query ($n: Int = 20) { customers(first: $n) { nodes { id } } }";
    expect(
      [{}, { n: 5 }, { n: null }, { n: 1e9 }, { n: -1 }, { n: "5" }].map((each) => costOf(source, each)),
    ).toEqual([21, 6, 1, 101, 101, 101]);
  });

  test("a list that is asked for by names is as long as they are many", () => {
    const ofFields = (names: string, given?: unknown) =>
      costOf(
        `query ($fields: [ID!]) { customers(first: 1) { nodes { fieldValues(fields: ${names}) { ... on TextFieldValue { text } } } } }`,
        { fields: given },
      );
    expect([
      ofFields('["industry", "hobbies"]'),
      ofFields("$fields", ["industry"]),
      ofFields("$fields", []),
    ]).toEqual([4, 3, 2]);
    expect(ofFields("$fields")).toBe(12);
  });

  test("what is asked twice under one name, also by fragments, is one field; under other names it is two", () => {
    expect(costOf("{ channels { id } ...A ...A } fragment A on Query { channels { name } }")).toBe(5);
    expect(costOf("{ channels { id } more: channels { id } }")).toBe(10);
  });

  test("of several kinds of record the dearest counts", () => {
    const subject = (fields: string) =>
      costOf(`{ customers(first: 1) { nodes { timeline(first: 1) { nodes { subject { ${fields} } } } } } }`);
    const complaint = "... on Complaint { customer { name } assignee { name } }";
    expect(subject("... on Note { text }")).toBeLessThan(subject(complaint));
    expect(subject(`... on Order { customer { name } } ${complaint}`)).toBe(subject(complaint));
  });

  test("T01 sensitive fields are counted through fragments and other names", () => {
    const reveal = (name: string) => `${name}: revealField(input: $input) { value }`;
    const sensitive = (body: string) => known(`mutation ($input: RevealFieldInput!) { ${body} }`).sensitive;
    expect(sensitive(reveal("a"))).toBe(1);
    expect(sensitive(`${reveal("a")} ${reveal("a")}`)).toBe(1);
    expect(sensitive(`${reveal("a")} ${reveal("b")}`)).toBe(2);
    expect(
      known(
        `mutation ($input: RevealFieldInput!) { ...A ... on Mutation { ${reveal("b")} } } fragment A on Mutation { ${reveal("a")} }`,
      ).sensitive,
    ).toBe(2);
  });

  test("of everything that the console asks is far from the limit", () => {
    const largest = (source: string) => {
      const full = Object.fromEntries(
        (
          parse(source).definitions[0] as unknown as {
            variableDefinitions: { variable: { name: { value: string } } }[];
          }
        ).variableDefinitions.map(({ variable }) => [variable.name.value, 50]),
      );
      return costOf(source, full);
    };
    const dear = consoleQueries()
      .map(({ name, text }) => ({ name, cost: largest(text) }))
      .sort((a, b) => b.cost - a.cost);
    console.log(
      `The dearest questions of the console: ${dear
        .slice(0, 5)
        .map(({ name, cost }) => `${name} ${cost}`)
        .join(", ")}`,
    );
    expect(dear[0]?.cost).toBeLessThan(0.6 * MOST_COST);
  });

  test("T06 lists of more than 250 entries and strings of more than 100,000 characters are refused with the document", () => {
    const check = (document: string) => validate(schema, parse(document), DOCUMENT_RULES);
    const list = (length: number) =>
      `{ customers(first: 1, filter: { ids: [${Array(length).fill('"1"').join()}] }) { nodes { id } } }`;
    expect(check(list(250))).toEqual([]);
    expect(check(list(251))).toHaveLength(1);
    expect(check(`{ customers(first: 1, search: "${"x".repeat(100_001)}") { nodes { id } } }`)).toHaveLength(
      1,
    );
  });
});

test("T02 whatever opens or closes an account, makes a key or shows a value is marked as sensitive", () => {
  const mutations = Object.values(schema.getMutationType()?.getFields() ?? {});
  const marked = mutations
    .filter(({ extensions }) => extensions[SENSITIVE_EXTENSION] === true)
    .map(({ name }) => name);
  const expected = mutations
    .map(({ name }) => name)
    .filter((name) =>
      /Password|ApiKey|Staff(?!Team)|reveal|Role$|SecondFactor|FieldPurpose|changeCustomField/.test(name),
    );
  expect(marked.sort()).toEqual(expected.sort());
});
