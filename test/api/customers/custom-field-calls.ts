import type { Client } from "../../support/client.ts";
import type { CustomerPayload } from "./customer-calls.ts";

export interface CustomField {
  id: string;
  name: string;
  version: number;
  label: string;
  labelZh: string | null;
  labelEn: string | null;
  archived: boolean;
  open: boolean;
  right: string;
  purpose: string | null;
  choices: { code: string; label: string; retired: boolean }[];
  rights: { roleId: string; right: string }[];
}

export interface CustomFieldPayload {
  customField: CustomField | null;
  errors: { code: string; path: string[]; message: string }[];
}

const FIELD =
  "id name version label labelZh labelEn archived open right purpose choices { code label retired } rights { roleId right }";

/** One of the mutations of custom fields; the payload may hold refusals. */
export async function changeField(
  client: Client,
  mutation: "create" | "change" | "move" | "archive" | "restore",
  input: object,
): Promise<CustomFieldPayload> {
  const name = `${mutation}CustomField`;
  const type = `${name.charAt(0).toUpperCase()}${name.slice(1)}Input`;
  const answer = await client.query<Record<string, CustomFieldPayload>>(
    `mutation ($input: ${type}!) { ${name}(input: $input) { customField { ${FIELD} } errors { code path message } } }`,
    { input },
  );
  return answer[name] as CustomFieldPayload;
}

let made = 0;

/** Makes a field that is meant to succeed: of persons, under a name of its own. */
export async function madeField(client: Client, input: object): Promise<CustomField> {
  made += 1;
  const { customField, errors } = await changeField(client, "create", {
    labelZh: `字段${made}`,
    sections: ["BASIC"],
    ...input,
  });
  if (!customField) throw new Error(`createCustomField refused: ${JSON.stringify(errors)}`);
  return customField;
}

export async function listFields(client: Client, arguments_ = ""): Promise<CustomField[]> {
  const { customFields } = await client.query<{ customFields: CustomField[] }>(
    `{ customFields${arguments_} { ${FIELD} } }`,
  );
  return customFields;
}

export async function setValues(
  client: Client,
  customerId: string,
  expectedVersion: number,
  values: { field: string; value: object | null }[],
): Promise<Omit<CustomerPayload, "customer"> & { customer: { version: number } | null }> {
  const answer = await client.query<{ setFieldValues: Awaited<ReturnType<typeof setValues>> }>(
    `mutation ($input: SetFieldValuesInput!) { setFieldValues(input: $input) {
      customer { version } conflicts { field current { state text } } errors { code path message } } }`,
    { input: { customerId, expectedVersion, values } },
  );
  return answer.setFieldValues;
}

export type ShownValue = { __typename: string; field: { id: string } } & Record<string, unknown>;

/** What a customer's archive holds in custom fields, without the field itself. */
export async function readValues(
  client: Client,
  customerId: string,
  section?: string,
): Promise<Record<string, unknown>[]> {
  const { customer } = await client.query<{ customer: { fieldValues: ShownValue[] } }>(
    `query ($id: ID, $section: ArchiveSection) { customer(id: $id) { fieldValues(section: $section) { __typename
      ... on TextFieldValue { field { id } text } ... on NumberFieldValue { field { id } number }
      ... on MoneyFieldValue { field { id } money { amount currency } } ... on DateFieldValue { field { id } date }
      ... on ChoiceFieldValue { field { id } choice { code label retired } }
      ... on ChoicesFieldValue { field { id } choices { code } } ... on YesNoFieldValue { field { id } yes }
      ... on CustomerFieldValue { field { id } customer { id } } ... on LinkFieldValue { field { id } link }
      ... on MaskedFieldValue { field { id } masked { state text } } } } }`,
    { id: customerId, section },
  );
  return customer.fieldValues.map((value) =>
    Object.fromEntries(Object.entries(value).filter(([key]) => key !== "field")),
  );
}
