import type { Client } from "../../support/client.ts";

export interface Masked {
  state: string;
  text: string | null;
}

export interface Customer {
  id: string;
  number: string;
  version: number;
  displayName: string;
  name: string | null;
  nickname: string | null;
  lifecycle: string;
  phone: Masked;
  email: Masked;
  address: Masked;
}

export interface CustomerPayload {
  customer: Customer | null;
  conflicts: { field: string; current: Masked; changedBy: { name: string } | null }[];
  errors: { code: string; path: string[]; message: string }[];
}

const CUSTOMER =
  "id number version displayName name nickname lifecycle phone { state text } email { state text } address { state text }";
const PAYLOAD = `customer { ${CUSTOMER} } conflicts { field current { state text } changedBy { name } } errors { code path message }`;

/** Asks for a new archive; the payload may hold refusals. */
export async function create(client: Client, input: object): Promise<CustomerPayload> {
  const data = await client.query<{ createCustomer: CustomerPayload }>(
    `mutation ($input: CreateCustomerInput!) { createCustomer(input: $input) { ${PAYLOAD} } }`,
    { input },
  );
  return data.createCustomer;
}

/** Opens an archive that is meant to succeed. */
export async function created(client: Client, input: object): Promise<Customer> {
  const { customer, errors } = await create(client, input);
  if (!customer) throw new Error(`createCustomer refused: ${JSON.stringify(errors)}`);
  return customer;
}

export async function edit(client: Client, input: object): Promise<CustomerPayload> {
  const data = await client.query<{ editCustomer: CustomerPayload }>(
    `mutation ($input: EditCustomerInput!) { editCustomer(input: $input) { ${PAYLOAD} } }`,
    { input },
  );
  return data.editCustomer;
}

/** The display names that a search finds. */
export async function found(client: Client, search: string): Promise<string[]> {
  const data = await client.query<{ customers: { nodes: Customer[] } }>(
    `query ($search: String) { customers(search: $search, first: 50) { nodes { ${CUSTOMER} } } }`,
    { search },
  );
  return data.customers.nodes.map(({ displayName }) => displayName);
}
