import { graphql, plain, type Scenario } from "./scenario.ts";

export const INBOX = `
query ComplaintInbox {
  complaints(filter: { open: true, scope: ALL }, orderBy: URGENCY, first: 50) {
    nodes {
      id number kind category severity status description filedAt
      assignee { id name }
      customer { id number displayName tier channel { id name } }
      events(first: 5) { nodes { id kind at fromStatus toStatus text } }
    }
    pageInfo { hasNextPage endCursor }
  }
}`;

const POSTGRAPHILE = `
query ComplaintInbox {
  allComplaints(condition: { open: true }, orderBy: [URGENCY_DESC, ROW_ID_DESC], first: 50) {
    nodes {
      rowId number kind category severity status description filedAt
      staffMemberByAssigneeId { rowId name }
      customerByCustomerId {
        rowId number name nickname
        customerFactByCustomerId { tier }
        channelByChannelId { rowId nameZh }
      }
      complaintEventsByComplaintId(orderBy: [AT_DESC, ROW_ID_DESC], first: 5) {
        nodes { rowId kind at fromStatus toStatus text }
      }
    }
    pageInfo { hasNextPage endCursor }
  }
}`;

interface Page {
  nodes: {
    number: string;
    events?: { nodes: unknown[] };
    complaintEventsByComplaintId?: { nodes: unknown[] };
  }[];
}

export const inbox: Scenario = {
  name: "inbox",
  title: "complaint inbox: 50 open complaints with customer, tier, channel, five events each",
  keyOf(answer) {
    const { data } = answer as { data?: { complaints?: Page; allComplaints?: Page } };
    const page = data?.complaints ?? data?.allComplaints;
    return page?.nodes.map(({ number, events, complaintEventsByComplaintId }) => [
      number,
      (events ?? complaintEventsByComplaintId)?.nodes.length,
    ]);
  },
  questions: () => ({
    Dossier: [graphql(INBOX)],
    "by hand": [plain("/inbox")],
    PostGraphile: [graphql(POSTGRAPHILE)],
  }),
};
