import type { Archive } from "../archive/open-archive.ts";
import type { Client } from "../measure/load.ts";
import { endingsOfPhones } from "../measure/reads.ts";
import { graphql } from "../scenarios/scenario.ts";
import { takeSample } from "../scenarios/sample.ts";
import type { PlanSample } from "./named-queries.ts";

interface FirstPages {
  data: {
    customers: { pageInfo: { endCursor: string } };
    complaints: { nodes: { number: string }[]; pageInfo: { endCursor: string } };
  };
}

const FIRST_PAGES = `{
  customers(orderBy: LAST_DEAL, first: 50) { pageInfo { endCursor } }
  complaints(filter: { open: true }, orderBy: URGENCY, first: 50) { nodes { number } pageInfo { endCursor } }
}`;

/** Values for the named queries, the same at every run on the same archive. */
export async function takePlanSample(archive: Archive, client: Client): Promise<PlanSample> {
  const rarest = async (column: "channel_id" | "member_level_id") => {
    const [row] = await archive.query<{ id: string }>(
      `select ${column} as id from customer where ${column} is not null group by 1 order by count(*), 1 limit 1`,
    );
    return row?.id ?? "";
  };
  const sample = await takeSample(archive);
  const { data } = (await client.answerTo(graphql(FIRST_PAGES))) as FirstPages;
  return {
    ...sample,
    lastFour: await endingsOfPhones(client),
    tier: sample.tiers[0] ?? "IMPORTANT",
    channelId: `Channel_${await rarest("channel_id")}`,
    memberLevelId: `MemberLevel_${await rarest("member_level_id")}`,
    ledgerCursor: data.customers.pageInfo.endCursor,
    deskCursor: data.complaints.pageInfo.endCursor,
    complaintNumber: data.complaints.nodes[0]?.number ?? "",
  };
}
