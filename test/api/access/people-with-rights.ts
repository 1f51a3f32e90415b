import { randomUUID } from "node:crypto";
import { Client } from "../../support/client.ts";
import type { TestServer } from "../../support/server.ts";

export type Right = "NONE" | "MASKED" | "MATCH" | "VIEW";

export interface Rights {
  phone?: Right;
  email?: Right;
  address?: Right;
  revealQuota?: number;
  /** Scopes that are other than the after-sales agent's. */
  permissions?: { permission: string; scope: string }[];
}

const AFTER_SALES_AGENT = "Role_01900000-0000-7000-8000-000000000004";

/** Somebody of a role of its own: an after-sales agent's but for these rights. */
export async function agentWith(server: TestServer, rights: Rights, language?: string): Promise<Client> {
  const administrator = await server.as("ADMINISTRATOR");
  const { phone = "VIEW", email = "VIEW", address = "VIEW", revealQuota = 200, permissions } = rights;
  const name = `角色 ${randomUUID().slice(0, 8)}`;
  const { addRole } = await administrator.query<{ addRole: { role: { id: string } } }>(
    "mutation ($input: AddRoleInput!) { addRole(input: $input) { role { id } errors { message } } }",
    {
      input: {
        name,
        copyOf: AFTER_SALES_AGENT,
        revealQuota,
        ...(permissions ? { permissions } : {}),
        fields: [
          { field: "CUSTOMER_PHONE", right: phone },
          { field: "CUSTOMER_EMAIL", right: email },
          { field: "CUSTOMER_ADDRESS", right: address },
        ],
      },
    },
  );
  const account = `${randomUUID().slice(0, 8)}@dossier.example`;
  const { addStaff } = await administrator.query<{ addStaff: { temporaryPassword: string } }>(
    "mutation ($input: AddStaffInput!) { addStaff(input: $input) { temporaryPassword errors { message } } }",
    { input: { name: `员工 ${name}`, email: account, roleId: addRole.role.id } },
  );
  const client = new Client(server.address, language);
  const answer = await client.signIn(account, addStaff.temporaryPassword);
  if (!answer.ok) throw new Error(`sign-in answered ${String(answer.status)}`);
  return client;
}
