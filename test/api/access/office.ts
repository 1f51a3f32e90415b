import { randomUUID } from "node:crypto";
import { Client } from "../../support/client.ts";
import type { TestServer } from "../../support/server.ts";

export interface Refusal {
  code: string;
  path: string[];
}

export interface Colleague {
  readonly id: string;
  readonly email: string;
  readonly client: Client;
}

/** Somebody who sets teams and roles up, and the people whom a test puts into them. */
export interface Office {
  readonly administrator: Client;
  command<Payload>(
    name: string,
    input: object,
    selection: string,
    client?: Client,
  ): Promise<Payload & { errors: Refusal[] }>;
  addTeam(): Promise<string>;
  /** Signed in, of a role from the start or of any by its id, in a team or in none. */
  hire(role: { role: string } | { roleId: string }, teamId?: string): Promise<Colleague>;
}

export async function openOffice(server: TestServer): Promise<Office> {
  const administrator = await server.as("ADMINISTRATOR");
  const command: Office["command"] = async (name, input, selection, client = administrator) => {
    const type = `${name.charAt(0).toUpperCase()}${name.slice(1)}Input`;
    const data = await client.query<Record<string, never>>(
      `mutation ($input: ${type}!) { ${name}(input: $input) { ${selection} errors { code path } } }`,
      { input },
    );
    const payload = data[name];
    if (!payload) throw new Error(`${name} gave no payload`);
    return payload;
  };
  return {
    administrator,
    command,
    async addTeam() {
      const { team } = await command<{ team: { id: string } }>(
        "addTeam",
        { name: `小组 ${randomUUID().slice(0, 8)}` },
        "team { id }",
      );
      return team.id;
    },
    async hire(role, teamId) {
      const email = `${randomUUID().slice(0, 8)}@dossier.example`;
      const added = await command<{
        staffMember: { id: string; version: number };
        temporaryPassword: string;
      }>("addStaff", { name: "同事", email, ...role }, "staffMember { id version } temporaryPassword");
      const { id, version } = added.staffMember;
      if (teamId)
        await command(
          "changeStaffTeam",
          { staffId: id, expectedVersion: version, teamId },
          "staffMember { id }",
        );
      const client = new Client(server.address);
      const response = await client.signIn(email, added.temporaryPassword);
      if (!response.ok) throw new Error(`sign-in answered ${String(response.status)}`);
      return { id, email, client };
    },
  };
}

/** The record's id in the database. */
export function recordOf(id: string): string {
  return id.slice(id.indexOf("_") + 1);
}
