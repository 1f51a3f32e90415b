import type { Client } from "../../support/client.ts";
import { samplePhotograph } from "../../support/photographs/sample-photographs.ts";
import type { Refusal } from "./complaint-calls.ts";

export interface Photograph {
  id: string;
  url: string;
  fileName: string;
  mediaType: string;
  byteSize: number;
}

interface Payload {
  complaint: { photographs: Photograph[] } | null;
  errors: Refusal[];
}

const PHOTOGRAPH = "id url fileName mediaType byteSize";

/** Whatever can send a request: a person's browser, or a program with its key. */
export type Sender = Pick<Client, "request">;

export function send(
  sender: Sender,
  bytes: Buffer<ArrayBuffer>,
  { name = "破损.jpg", type = "application/octet-stream", language = "zh-CN" } = {},
): Promise<Response> {
  return sender.request(`/files/complaint-photographs?${new URLSearchParams({ name }).toString()}`, {
    method: "POST",
    headers: { "content-type": type, "accept-language": language },
    body: bytes,
  });
}

export async function upload(sender: Sender, name = "破损.jpg"): Promise<Photograph> {
  const response = await send(sender, samplePhotograph("phone.jpg"), { name });
  if (response.status !== 201) throw new Error(`${String(response.status)}: ${await response.text()}`);
  return ((await response.json()) as { photograph: Photograph }).photograph;
}

/** One after another, so that their order is known. */
export async function uploadSome(sender: Sender, count: number): Promise<Photograph[]> {
  const made: Photograph[] = [];
  for (let index = 1; index <= count; index += 1) made.push(await upload(sender, `第${String(index)}张.jpg`));
  return made;
}

export const idsOf = (photographs: readonly { id: string }[]): string[] => photographs.map(({ id }) => id);

async function command(client: Client, name: string, input: object): Promise<Payload> {
  const type = `${name.charAt(0).toUpperCase()}${name.slice(1)}Input`;
  const data = await client.query<Record<string, Payload>>(
    `mutation ($input: ${type}!) { ${name}(input: $input) {
      complaint { photographs { ${PHOTOGRAPH} } } errors { code path message } } }`,
    { input },
  );
  const payload = data[name];
  if (!payload) throw new Error(`${name} gave no payload`);
  return payload;
}

export const add = (client: Client, complaintId: string, photographIds: string[]): Promise<Payload> =>
  command(client, "addComplaintPhotographs", { complaintId, photographIds });
export const remove = (client: Client, complaintId: string, photographId: string): Promise<Payload> =>
  command(client, "removeComplaintPhotograph", { complaintId, photographId });

export async function photographsOf(client: Client, complaintId: string): Promise<Photograph[]> {
  const { complaint } = await client.query<{ complaint: { photographs: Photograph[] } }>(
    `query ($id: ID) { complaint(id: $id) { photographs { ${PHOTOGRAPH} } } }`,
    { id: complaintId },
  );
  return complaint.photographs;
}
