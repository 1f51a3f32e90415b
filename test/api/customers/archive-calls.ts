import {
  FieldType,
  graphNameOf,
  type ArchiveSection,
} from "../../../server/src/modules/customers/archive-field.ts";
import { fieldsOfSection, type ArchiveField } from "../../../server/src/modules/customers/fields.ts";
import type { Client } from "../../support/client.ts";
import type { CustomerPayload } from "./customer-calls.ts";

export interface ArchivePayload extends Omit<CustomerPayload, "customer"> {
  customer: { id: string; version: number } | null;
}

/** Edits the archive of a person or a firm; the payload may hold refusals. */
export async function editArchive(
  client: Client,
  kind: "individual" | "company",
  input: object,
): Promise<ArchivePayload> {
  const [mutation, type] =
    kind === "individual" ? ["editIndividual", "EditIndividualInput"] : ["editCompany", "EditCompanyInput"];
  const answer = await client.query<Record<string, ArchivePayload>>(
    `mutation ($input: ${type}!) { ${mutation}(input: $input) {
      customer { id version } conflicts { field current { state text } } errors { code path message } } }`,
    { input },
  );
  return answer[mutation] as ArchivePayload;
}

/** A section of a customer's archive as this reader sees it. */
export async function readSection(
  client: Client,
  customerId: string,
  kind: "individual" | "company",
  section: ArchiveSection,
): Promise<Record<string, unknown>> {
  const fields = fieldsOfSection(section).map(selectionOf).join(" ");
  const name = graphNameOf(section);
  const { customer } = await client.query<{ customer: Record<string, Record<string, object>> }>(
    `query ($id: ID) { customer(id: $id) { ${kind} { ${name} { ${fields} } } } }`,
    { id: customerId },
  );
  return customer[kind]?.[name] as Record<string, unknown>;
}

function selectionOf({ name, type, personal }: ArchiveField): string {
  if (personal) return `${name} { state text }`;
  if (type === FieldType.MONEY) return `${name} { amount currency }`;
  if (type === FieldType.DISTRICT) return `${name} { code fullName }`;
  return type === FieldType.CUSTOMER ? `${name} { id }` : name;
}

/** Something to fill a field with, and how it is told then. */
export interface Example {
  readonly given: unknown;
  /** As a plain field tells it. */
  readonly shown: unknown;
  /** As it is revealed. */
  readonly revealed: string;
}

/** Values of a person who was born on 7 March 1990, as the identity number says. */
export function exampleOf({ name, type, decimals, choices, longest }: ArchiveField): Example {
  const same = (value: string): Example => ({ given: value, shown: value, revealed: value });
  switch (type) {
    case FieldType.NUMBER: {
      if (decimals !== 0) return same("65.5");
      const number = name.endsWith("Year") ? 1990 : 3;
      return { given: number, shown: number, revealed: String(number) };
    }
    case FieldType.MONEY: {
      const money = { amount: "120000.50", currency: "CNY" };
      return { given: money, shown: money, revealed: money.amount };
    }
    case FieldType.DATE:
      return same("1990-03-07");
    case FieldType.CHOICE:
      return same(choices?.all[1]?.code ?? "");
    case FieldType.TAGS:
      return { given: ["直爽", "爱喝茶"], shown: ["直爽", "爱喝茶"], revealed: "直爽、爱喝茶" };
    case FieldType.PHONE:
      return name === "mobile"
        ? same("13800138000")
        : { given: "0571-88888888转8", shown: "", revealed: "0571-88888888-8" };
    case FieldType.EMAIL:
      return same("li.na@example.cn");
    case FieldType.ID_NUMBER:
      return same("330106199003070022");
    case FieldType.LINK:
      return { given: "www.example.cn", shown: "https://www.example.cn/", revealed: "" };
    case FieldType.DISTRICT:
      return { given: "330106", shown: { code: "330106", fullName: "浙江省 杭州市 西湖区" }, revealed: "" };
    case FieldType.LONG_TEXT:
      return same("第一行，写得清楚。\n第二行。");
    default:
      return same(name === "creditCode" ? "91330106MA2H2W5N08" : `某${name}`.slice(0, longest ?? 40));
  }
}

/** Opens every sensitive field, or these. */
export async function openFields(administrator: Client, names?: readonly string[]): Promise<void> {
  const { archiveFields } = await administrator.query<{
    archiveFields: { name: string; open: boolean; version: number }[];
  }>("{ archiveFields { name open version } }");
  for (const { name, open, version } of archiveFields)
    if (!open && (names?.includes(name) ?? true)) await setPurpose(administrator, name, version, "检验");
}

export interface PurposePayload {
  fields: { name: string; open: boolean; purpose: string | null; version: number; right: string }[];
  errors: { code: string; path: string[]; message: string }[];
}

export async function setPurpose(
  client: Client,
  field: string,
  expectedVersion: number,
  purpose: string | null,
): Promise<PurposePayload> {
  const { setFieldPurpose } = await client.query<{ setFieldPurpose: PurposePayload }>(
    `mutation ($input: SetFieldPurposeInput!) { setFieldPurpose(input: $input) {
      fields { name open purpose version right } errors { code path message } } }`,
    { input: { field, expectedVersion, purpose } },
  );
  return setFieldPurpose;
}
