import { isObjectType } from "graphql";
import { describe, expect, test } from "vitest";
import { CUSTOMER_FIELDS } from "../../server/src/modules/customers/fields.ts";
import { NODE_FINDERS } from "../../server/src/node.resolver.ts";
import { buildDossierSchema } from "../../server/src/schema.ts";
import { customers as english } from "../../web/src/features/customers/texts.en.ts";
import { customers as chinese } from "../../web/src/features/customers/texts.zh.ts";

const schema = buildDossierSchema();

describe("a field of the customer is declared once, in customers/fields.ts", () => {
  test.each(CUSTOMER_FIELDS.map((field) => [field.name, field] as const))(
    "%s has the same words in the console",
    (name, field) => {
      expect({ zh: chinese.field[name], en: english.field[name] }).toEqual(field.label);
    },
  );

  test.each(["CreateCustomerInput", "EditCustomerInput", "UpsertCustomerInput"])(
    "%s takes every one",
    (name) => {
      const input = schema.getType(name)?.toConfig() as { fields: Record<string, unknown> };
      for (const field of CUSTOMER_FIELDS) expect(Object.keys(input.fields)).toContain(field.name);
    },
  );

  test("a personal one is a masked value in the graph, a plain one is not", () => {
    const customer = schema.getType("Customer");
    if (!isObjectType(customer)) throw new Error("no Customer in the graph");
    for (const field of CUSTOMER_FIELDS) {
      const type = String(customer.getFields()[field.name]?.type);
      expect([field.name, type]).toEqual([field.name, field.personal ? "MaskedValue!" : "String"]);
    }
  });
});

test("every type with an id of its own is found again by node(id)", () => {
  const node = schema.getType("Node");
  const types = Object.values(schema.getTypeMap())
    .filter(isObjectType)
    .filter((type) => type.getInterfaces().some((one) => one === node));
  expect(types.map(({ name }) => name).sort()).toEqual(Object.keys(NODE_FINDERS).sort());
});
