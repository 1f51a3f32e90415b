import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { ArchiveSection } from "../../../server/src/modules/customers/fields.ts";
import { created } from "../customers/customer-calls.ts";
import type { Client } from "../../support/client.ts";
import { startTestServer, type TestServer } from "../../support/server.ts";
import { agentWith } from "../access/people-with-rights.ts";
import { openFields, readSection, setPurpose } from "../customers/archive-calls.ts";
import { changeField, madeField } from "../customers/custom-field-calls.ts";
import {
  check,
  customerCalled,
  finish,
  importNow,
  problemRows,
  proposals,
  takeIn,
  takeStep,
  type Customer,
} from "./import-calls.ts";
import {
  asField,
  columnsOf,
  fieldsIn,
  importFieldNames,
  mapColumns,
  sheetOf,
} from "./archive-column-calls.ts";

let server: TestServer;
let administrator: Client;
let agent: Client;
beforeAll(async () => {
  server = await startTestServer();
  [administrator, agent] = await Promise.all([server.as("ADMINISTRATOR"), server.as("AGENT")]);
});
afterAll(() => server.stop());

/** An after-sales agent of a role of its own, which says this of home addresses. */
async function agentWhoseHomeAddressesAre(right: string): Promise<Client> {
  const somebody = await agentWith(server, { permissions: MAY_IMPORT });
  const { me } = await somebody.query<{ me: { heldRole: { id: string; version: number } } }>(
    "{ me { heldRole { id version } } }",
  );
  const { editRole } = await administrator.query<{ editRole: { errors: object[] } }>(
    "mutation ($input: EditRoleInput!) { editRole(input: $input) { errors { message } } }",
    {
      input: {
        roleId: me.heldRole.id,
        expectedVersion: me.heldRole.version,
        fields: [{ field: "CUSTOMER_HOME_ADDRESS", right }],
      },
    },
  );
  expect(editRole.errors).toEqual([]);
  return somebody;
}

const MAY_IMPORT = [
  "graph:explore",
  ...["list", "create", "edit", "matchContact"].map((verb) => `customer:${verb}`),
  ...["list", "upload", "mapColumns", "start", "decideProposals"].map((verb) => `import:${verb}`),
].map((permission) => ({ permission, scope: "ALL" }));

async function customerOf(nickname: string): Promise<Customer> {
  const customer = await customerCalled(agent, nickname);
  if (!customer) throw new Error(`nobody is called ${nickname}`);
  return customer;
}

const sectionOf = async (
  nickname: string,
  section: ArchiveSection,
  kind: "individual" | "company" = "individual",
) => readSection(agent, (await customerOf(nickname)).id, kind, section);

describe("SEC-08 DOS-6.2 which fields a column may not be taken in as", () => {
  const FILE = sheetOf(["客户ID", "甲列", "真实姓名"], ["谁", "1", "某"]);

  test("a closed one: neither offered nor recognised nor taken, until it has a purpose", async () => {
    expect(await importFieldNames(administrator)).not.toContain("bloodType");
    const checked = await check(
      administrator,
      sheetOf(["客户ID", "真实姓名", "血型"], ["血", "血某", "AB型"]),
    );
    expect(fieldsIn(await columnsOf(administrator, checked))).toEqual(["CUSTOMER_ID", "NAME", null]);
    expect(await mapColumns(administrator, checked, asField(2, "bloodType"))).toEqual(["FIELD_CLOSED"]);
    await openFields(administrator, ["bloodType"]);
    expect(await importFieldNames(administrator)).toContain("bloodType");
    expect(await mapColumns(administrator, checked, asField(2, "bloodType"))).toEqual([]);
    // Closed again in between, the import does not begin.
    expect((await setPurpose(administrator, "bloodType", 1, null)).errors).toEqual([]);
    const refused = await takeStep(
      administrator,
      "startImport",
      await importNow(administrator, checked.number),
    );
    expect(refused.map(({ code }) => code)).toEqual(["FIELD_CLOSED"]);
    expect(await customerCalled(administrator, "血")).toBeNull();
  });

  test("one on which the role has no right, whose name it does not hear either", async () => {
    const hidden = await agentWhoseHomeAddressesAre("NONE");
    expect(await importFieldNames(hidden)).not.toContain("homeAddress");
    const checked = await check(hidden, sheetOf(["客户ID", "住宅", "职业"], ["谁", "杭州市", "教师"]));
    expect(await mapColumns(hidden, checked, asField(1, "homeAddress"))).toEqual(["NOT_ALLOWED"]);
    // A file of guesses would tell which of them is right: whoever sees a value masked may not import it either.
    const masked = await agentWhoseHomeAddressesAre("MASKED");
    expect(await importFieldNames(masked)).not.toContain("homeAddress");
    expect(await mapColumns(masked, checked, asField(1, "homeAddress"))).toEqual(["NOT_ALLOWED"]);
    // Mapped by somebody who may, it is not started by somebody who may not, who sees nothing of the column.
    expect(await mapColumns(agent, checked, asField(1, "homeAddress"))).toEqual([]);
    expect((await columnsOf(hidden, checked))[1]?.samples).toEqual([]);
    const refused = await takeStep(hidden, "startImport", await importNow(hidden, checked.number));
    expect(refused.map(({ code }) => code)).toEqual(["NOT_ALLOWED"]);
  });

  test("one of the other kind of customers, an archived one, one that nobody knows, and none at all", async () => {
    const ofFirms = await madeField(administrator, { type: "TEXT", sections: ["COMPANY_BASIC"] });
    const archived = await madeField(administrator, { type: "TEXT" });
    await changeField(administrator, "archive", { customFieldId: archived.id, expectedVersion: 1 });
    expect(await importFieldNames(agent)).not.toContain(archived.name);
    const checked = await check(agent, FILE);
    expect(await mapColumns(agent, checked, asField(1, ofFirms.id))).toEqual(["WRONG_KIND"]);
    expect(await mapColumns(agent, checked, asField(1, "creditCode"))).toEqual(["WRONG_KIND"]);
    expect(await mapColumns(agent, checked, asField(1, archived.id))).toEqual(["WRONG_STATE"]);
    expect(await mapColumns(agent, checked, asField(1, "nobody"))).toEqual(["WRONG_STATE"]);
    expect(await mapColumns(agent, checked, asField(1, "name"))).toEqual(["WRONG_STATE"]);
    expect(await mapColumns(agent, checked, { columns: [{ position: 1, target: "FIELD" }] })).toEqual([
      "INVALID_VALUE",
    ]);
    expect(
      await mapColumns(agent, checked, { columns: [{ position: 1, target: "NAME", field: "occupation" }] }),
    ).toEqual(["INVALID_VALUE"]);
    expect(
      await mapColumns(agent, checked, {
        columns: [0, 1].map((position) => ({ position, target: "FIELD", field: "occupation" })),
      }),
    ).toEqual(["INVALID_VALUE"]);
    expect(fieldsIn(await columnsOf(agent, checked))).toEqual(["CUSTOMER_ID", null, "NAME"]);
  });

  test("an identity number that says otherwise than the row's birth date is a problem; alone it brings the date along", async () => {
    await openFields(administrator, ["identityNumber"]);
    const head = ["客户ID", "身份证号码", "出生日期"];
    const number = "330106199003070022";
    const checked = await check(
      administrator,
      sheetOf(head, ["身一", number, "1991-03-07"], ["身二", number, ""], ["身三", "330106199003070023", ""]),
    );
    const issues = (await problemRows(administrator, checked.number)).map(({ cells }) =>
      cells.flatMap(({ issue }) => issue?.code ?? []),
    );
    expect(issues).toEqual([["IDENTITY_CONTRADICTS"], ["NOT_AN_IDENTITY_NUMBER"]]);
    await finish(administrator, checked);
    const { id } = await customerOf("身二");
    expect(await readSection(administrator, id, "individual", ArchiveSection.BASIC)).toMatchObject({
      birthDate: { text: "1990-**-**" },
      sex: "FEMALE",
    });
  });

  test("whoever may not know of a field decides nothing about it", async () => {
    await created(agent, {
      name: "李娜",
      individual: { occupation: "教师", homeAddress: "原址" },
      externalRefs: [{ system: "shop-customer-id", id: "李娜" }],
    });
    const one = await takeIn(
      agent,
      sheetOf(["客户ID", "家庭住址", "职业", "收货地址"], ["李娜", "别处", "律师", ""]),
    );
    const hidden = await agentWhoseHomeAddressesAre("NONE");
    const open = await proposals(hidden, one.number);
    expect(open.map(({ field, proposed }) => [field, proposed.text])).toEqual([
      ["occupation", "律师"],
      ["homeAddress", null],
    ]);
    const send = (mutation: string, type: string, input: object) =>
      hidden.query<Record<string, { errors: { code: string }[] }>>(
        `mutation ($input: ${type}!) { ${mutation}(input: $input) { errors { code } } }`,
        { input: { decision: "ACCEPT", ...input } },
      );
    const refused = await send("decideProposals", "DecideProposalsInput", {
      proposalIds: open.map(({ id }) => id),
    });
    expect(refused["decideProposals"]?.errors).toEqual([{ code: "NOT_ALLOWED" }]);
    await send("decideAllProposals", "DecideAllProposalsInput", { importId: one.id });
    expect((await proposals(agent, one.number)).map(({ field }) => field)).toEqual(["homeAddress"]);
    expect(await sectionOf("李娜", ArchiveSection.CAREER)).toMatchObject({ occupation: "律师" });
  });
});
