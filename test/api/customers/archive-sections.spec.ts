import { afterAll, beforeAll, describe, expect, test } from "vitest";
import {
  ALL_SECTIONS,
  ArchiveSection,
  SECTIONS,
} from "../../../server/src/modules/customers/archive-field.ts";
import { FieldType } from "../../../server/src/modules/customers/archive-field.ts";
import { CustomerKind } from "../../../server/src/modules/customers/customer.entity.ts";
import { ARCHIVE_FIELDS, fieldsOfSection } from "../../../server/src/modules/customers/fields.ts";
import { personalField } from "../../../server/src/platform/personal-fields.ts";
import type { PersonalFieldName } from "../../../server/src/platform/personal-fields.ts";
import type { Client } from "../../support/client.ts";
import { startTestServer, type TestServer } from "../../support/server.ts";
import { editArchive, exampleOf, openFields, readSection } from "./archive-calls.ts";
import { create, created, edit, type Customer, type Masked } from "./customer-calls.ts";

/** The rows of the documents that a section answers. */
const ROWS: Readonly<Record<ArchiveSection, string>> = {
  BASIC: "ARC-30 ARC-38 ARC-40 ARC-41",
  CONSUMPTION: "ARC-31 ARC-42",
  CAREER: "ARC-32 ARC-39",
  FAMILY: "ARC-33",
  LIFE: "ARC-34",
  EDUCATION: "ARC-35",
  PERSONALITY: "ARC-36",
  RELATIONS: "ARC-37",
  COMPANY_BASIC: "ARC-50",
  COMPANY_CHARACTER: "ARC-51",
  COMPANY_BUSINESS: "ARC-52",
  COMPANY_TRADE: "ARC-53",
  COMPANY_LEADERS: "ARC-54",
};

let server: TestServer;
/** Has every right on every field. */
let administrator: Client;
let agent: Client;
let person: Customer;
let firm: Customer;
const versions = new Map<string, number>();
beforeAll(async () => {
  server = await startTestServer();
  [administrator, agent] = await Promise.all([server.as("ADMINISTRATOR"), server.as("AGENT")]);
  await openFields(administrator);
  person = await created(administrator, { name: "咦咦咦是你" });
  firm = await created(administrator, { name: "杭州某某有限公司", kind: "COMPANY" });
});
afterAll(() => server.stop());

const kindOf = (section: ArchiveSection) =>
  SECTIONS[section].kind === CustomerKind.INDIVIDUAL ? ("individual" as const) : ("company" as const);

describe.each(ALL_SECTIONS.map((section) => [ROWS[section], section] as const))("%s: %s", (_, section) => {
  const kind = kindOf(section);
  const fields = fieldsOfSection(section);

  test("takes every field, keeps it and tells it, masked where it is personal", async () => {
    const customer = kind === "individual" ? person : firm;
    const given = Object.fromEntries(
      fields.map((field) => [
        field.name,
        field.type === FieldType.CUSTOMER ? person.id : exampleOf(field).given,
      ]),
    );
    const answer = await editArchive(administrator, kind, {
      customerId: customer.id,
      expectedVersion: versions.get(customer.id) ?? 1,
      ...given,
    });
    expect(answer.errors).toEqual([]);
    versions.set(customer.id, answer.customer?.version ?? 0);

    const shown = await readSection(administrator, customer.id, kind, section);
    for (const field of fields) {
      const plain = field.type === FieldType.CUSTOMER ? { id: person.id } : exampleOf(field).shown;
      const value = shown[field.name];
      const seen = field.personal ? (value as Masked).state : value;
      expect([field.name, seen]).toEqual([field.name, field.personal ? "MASKED" : plain]);
    }
  });

  test("TIER-16 is not there of the other kind, and nothing of it can be written there", async () => {
    const other = kind === "individual" ? firm : person;
    expect(
      (
        await administrator.query<{ customer: object }>(
          `query ($id: ID) { customer(id: $id) { ${kind} { __typename } } }`,
          { id: other.id },
        )
      ).customer,
    ).toEqual({ [kind]: null });
    const before = await server.database.query("select count(*)::integer as count from field_value");
    const given: [string, unknown][] = fields
      .filter(({ type }) => type !== FieldType.CUSTOMER)
      .map((field) => [field.name, exampleOf(field).given]);
    const answer = await editArchive(administrator, kind, {
      customerId: other.id,
      expectedVersion: versions.get(other.id) ?? 1,
      ...(Object.fromEntries(given) as Record<string, unknown>),
    });
    expect(answer.errors).toMatchObject([{ code: "WRONG_KIND", path: ["customerId"] }]);
    expect(await server.database.query("select count(*)::integer as count from field_value")).toEqual(before);
  });
});

describe("ARC-38 the fields of a person and of a firm", () => {
  test.each(["individual", "company"] as const)(
    "are revealed whole where they are personal: %s",
    async (kind) => {
      const customer = kind === "individual" ? person : firm;
      const personal = ARCHIVE_FIELDS.filter(
        ({ personal, sections }) => personal && sections.some((section) => kindOf(section) === kind),
      );
      for (const field of personal) {
        const code = personalField(field.name as PersonalFieldName).slice("CUSTOMER_".length);
        const answer = await administrator.query(
          "mutation ($input: RevealFieldInput!) { revealField(input: $input) { value errors { message } } }",
          { input: { customerId: customer.id, field: code, reason: "VERIFY_IDENTITY" } },
        );
        const { revealed } = exampleOf(field);
        expect([field.name, answer]).toEqual([field.name, { revealField: { value: revealed, errors: [] } }]);
      }
    },
  );

  test("stand in the inputs of their own kind only", async () => {
    const { __schema } = await administrator.query<{
      __schema: { types: { name: string; inputFields: { name: string }[] | null }[] };
    }>("{ __schema { types { name inputFields { name } } } }");
    const inputsOf = (type: string): string[] =>
      __schema.types.find(({ name }) => name === type)?.inputFields?.map(({ name }) => name) ?? [];
    for (const { name, sections } of ARCHIVE_FIELDS) {
      const kinds = sections.map((section) => kindOf(section));
      expect([name, inputsOf("EditIndividualInput").includes(name)]).toEqual([
        name,
        kinds.includes("individual"),
      ]);
      expect([name, inputsOf("EditCompanyInput").includes(name)]).toEqual([name, kinds.includes("company")]);
    }
  });

  test("come with a new archive too, and are refused of the other kind", async () => {
    const made = await created(administrator, {
      name: "新来的",
      individual: { sex: "MALE", hobbies: ["钓鱼"], birthDate: "2000-02-29" },
    });
    expect(await readSection(administrator, made.id, "individual", ArchiveSection.BASIC)).toMatchObject({
      sex: "MALE",
      birthDate: { state: "MASKED", text: "2000-**-**" },
    });
    const refused = await create(administrator, { name: "错了", company: { legalForm: "PARTNERSHIP" } });
    expect(refused.errors).toMatchObject([{ code: "WRONG_KIND", path: ["company"] }]);
    const wrong = await create(administrator, {
      name: "一家公司",
      kind: "COMPANY",
      company: { website: "不是网址", employeeCount: -1 },
    });
    expect(wrong.errors).toMatchObject([
      { code: "INVALID_VALUE", path: ["company", "website"] },
      { code: "INVALID_VALUE", path: ["company", "employeeCount"] },
    ]);
  });

  test("do not go along when a person turns out to be a firm", async () => {
    const made = await created(administrator, { name: "其实是公司", individual: { school: "某大学" } });
    const company = { customerId: made.id, expectedVersion: 1, kind: "COMPANY" };
    const refused = await edit(administrator, company);
    expect(refused.errors).toMatchObject([{ code: "WRONG_KIND", path: ["kind"] }]);
    expect(refused.errors[0]?.message).toContain("毕业院校");
    await editArchive(administrator, "individual", { customerId: made.id, expectedVersion: 1, school: null });
    expect((await edit(administrator, { ...company, expectedVersion: 2 })).errors).toEqual([]);
  });

  test("ARC-54 link a firm to the archive of its leader, who is a person that the editor sees", async () => {
    const linked = (leaderArchive: string) =>
      editArchive(administrator, "company", {
        customerId: firm.id,
        expectedVersion: versions.get(firm.id),
        leaderArchive,
      });
    expect((await linked(firm.id)).errors).toMatchObject([{ code: "NOT_FOUND", path: ["leaderArchive"] }]);
    expect((await linked("Customer_00000000-0000-7000-8000-000000000000")).errors).toMatchObject([
      { code: "NOT_FOUND" },
    ]);
  });

  test("ARC-53 tell of a firm's trade what its orders amount to", async () => {
    const customer = await created(agent, { name: "有单的公司", kind: "COMPANY" });
    await agent.query(
      "mutation ($input: RecordOrderInput!) { recordOrder(input: $input) { errors { code } } }",
      {
        input: {
          customerId: customer.id,
          orderedOn: "2026-03-08",
          amount: { amount: "88.00" },
          items: [{ goods: "手工皂" }],
        },
      },
    );
    const { customer: card } = await agent.query<{ customer: object }>(
      "query ($id: ID) { customer(id: $id) { company { trade { dealCount lastDealOn totalSpent { amount } } } } }",
      { id: customer.id },
    );
    expect(card).toEqual({
      company: { trade: { dealCount: 1, lastDealOn: "2026-03-08", totalSpent: { amount: "88.00" } } },
    });
  });
});
