import { graphql, plain, type Scenario } from "./scenario.ts";

export const CARD = `
query CustomerCard($number: String!) {
  customer(number: $number) {
    id number displayName kind lifecycle tier name nickname demo createdAt
    createdBy { id name }
    memberLevel { id name }
    channel { id name }
    externalRefs { system id }
    dealCount firstDealOn lastDealOn openComplaintCount
    totalSpent { amount currency }
    orders(first: 20) {
      nodes {
        id number orderedOn shopOrderNumber
        amount { amount currency }
        items { goods quantity amount { amount currency } }
      }
      pageInfo { hasNextPage endCursor }
    }
    complaints(first: 20) {
      nodes { id number kind category severity status description filedAt }
      pageInfo { hasNextPage endCursor }
    }
  }
}`;

const POSTGRAPHILE = `
query CustomerCard($number: String!) {
  customerByNumber(number: $number) {
    rowId number kind lifecycle name nickname demo createdAt
    staffMemberByCreatedById { rowId name }
    memberLevelByMemberLevelId { rowId name }
    channelByChannelId { rowId nameZh }
    externalRefsByCustomerId { nodes { system externalId } }
    customerFactByCustomerId { tier dealCount firstDealOn lastDealOn openComplaintCount totalSpent }
    customerOrdersByCustomerId(orderBy: [ORDERED_ON_DESC, ROW_ID_DESC], first: 20) {
      nodes {
        rowId number orderedOn shopOrderNumber amount currency
        orderItemsByOrderId { nodes { goods quantity amount } }
      }
      pageInfo { hasNextPage endCursor }
    }
    complaintsByCustomerId(orderBy: [FILED_AT_DESC, ROW_ID_DESC], first: 20) {
      nodes { rowId number kind category severity status description filedAt }
      pageInfo { hasNextPage endCursor }
    }
  }
}`;

interface Numbered {
  nodes: { number: string }[];
}
interface Card {
  orders?: Numbered;
  customerOrdersByCustomerId?: Numbered;
  complaints?: Numbered;
  complaintsByCustomerId?: Numbered;
}

export const card: Scenario = {
  name: "card",
  title: "customer card: head, facts, details, orders with goods, complaints",
  keyOf(answer) {
    const { data } = answer as { data?: { customer?: Card; customerByNumber?: Card } };
    const found = data?.customer ?? data?.customerByNumber;
    const numbers = (list: Numbered | undefined) => list?.nodes.map(({ number }) => number);
    return [
      numbers(found?.orders ?? found?.customerOrdersByCustomerId),
      numbers(found?.complaints ?? found?.complaintsByCustomerId),
    ];
  },
  questions: ({ customers }) => ({
    Dossier: customers.map(({ number }) => graphql(CARD, { number })),
    "by hand": customers.map(({ number }) => plain("/card", { number })),
    PostGraphile: customers.map(({ number }) => graphql(POSTGRAPHILE, { number })),
  }),
};

/** What the least request costs: HTTP, who asks, and nothing else. */
export const nothing: Scenario = {
  name: "nothing",
  title: "nothing: who asks, and no more",
  questions: () => ({
    Dossier: [graphql("{ __typename }")],
    "by hand": [plain("/nothing")],
    PostGraphile: [graphql("{ __typename }")],
  }),
};
