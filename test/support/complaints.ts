import { randomUUID } from "node:crypto";
import type { Client } from "./client.ts";
import type { OnFile } from "./customer-card.ts";

/** A complaint that was filed before the story begins. */
export async function complaintOnFile(
  agent: Client,
  customer: OnFile,
  details: Record<string, unknown>,
): Promise<OnFile> {
  const { fileComplaint } = await agent.query<{
    fileComplaint: { complaint: OnFile | null; errors: { message: string }[] };
  }>(
    `mutation ($input: FileComplaintInput!) {
      fileComplaint(input: $input) { complaint { id number version } errors { message } }
    }`,
    {
      input: {
        customerId: customer.id,
        category: "PRODUCT_QUALITY",
        description: "毯子破了一个洞",
        idempotencyKey: randomUUID(),
        ...details,
      },
    },
  );
  if (!fileComplaint.complaint) throw new Error(JSON.stringify(fileComplaint.errors));
  return fileComplaint.complaint;
}

/** A step that a colleague takes, as a program would. */
export async function takeStep(
  colleague: Client,
  complaint: OnFile,
  status: string,
  evidence: Record<string, string>,
): Promise<void> {
  const { complaint: current } = await colleague.query<{ complaint: { version: number } }>(
    `query ($id: ID!) { complaint(id: $id) { version } }`,
    { id: complaint.id },
  );
  const { changeComplaintStatus } = await colleague.query<{
    changeComplaintStatus: { errors: { message: string }[] };
  }>(
    `mutation ($input: ChangeComplaintStatusInput!) { changeComplaintStatus(input: $input) { errors { message } } }`,
    { input: { complaintId: complaint.id, expectedVersion: current.version, status, ...evidence } },
  );
  if (changeComplaintStatus.errors.length > 0) throw new Error(JSON.stringify(changeComplaintStatus.errors));
}
