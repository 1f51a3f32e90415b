import { readFileSync } from "node:fs";
import { buildSchema, parse, validate } from "graphql";
import { describe, expect, test } from "vitest";
import { exampleNames, examples } from "./examples.ts";
import { operationAt } from "./operation-at.ts";

const schema = buildSchema(
  readFileSync(new URL("../../../../schema/schema.graphql", import.meta.url), "utf8"),
);

describe("DOS-3.6 the explorer", () => {
  test.each(exampleNames)("begins with requests that the schema takes: %s", (name) => {
    const { operation, variables } = examples[name];
    expect(validate(schema, parse(operation))).toEqual([]);
    expect(variables === "" ? {} : JSON.parse(variables)).toBeTypeOf("object");
  });

  test("runs the operation that the cursor stands in, the first one otherwise", () => {
    const both = "query A { me { permissions } }\n\nmutation B { removeDemoArchive { errors { code } } }";
    expect(operationAt(both, both.length - 3)).toEqual({ name: "B", kind: "mutation" });
    expect(operationAt(both, 0)).toEqual({ name: "A", kind: "query" });
    expect(operationAt("{ me { permissions } }", 3)).toEqual({ name: undefined, kind: "query" });
    expect(operationAt("{ not", 3)).toEqual({ name: undefined, kind: "query" });
  });
});
