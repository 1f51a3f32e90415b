import type { Client } from "../../support/client.ts";

export interface SettingsPayload {
  settings: { version: number };
  errors: { code: string; path: string[] }[];
}

/** Changes the settings of the archive as they are right now. */
export async function changeSettings(client: Client, input: object): Promise<SettingsPayload> {
  const { archiveSettings } = await client.query<{ archiveSettings: { version: number } }>(
    "{ archiveSettings { version } }",
  );
  const { changeArchiveSettings } = await client.query<{ changeArchiveSettings: SettingsPayload }>(
    `mutation ($input: ChangeArchiveSettingsInput!) { changeArchiveSettings(input: $input) {
      settings { version } errors { code path } } }`,
    { input: { expectedVersion: archiveSettings.version, ...input } },
  );
  return changeArchiveSettings;
}
