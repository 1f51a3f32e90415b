import { graphql, plain, type Scenario } from "./scenario.ts";

const columns = (phone: string) => `
  id number displayName nickname lifecycle tier
  channel { id name }
  totalSpent { amount currency }
  dealCount lastDealOn openComplaintCount ${phone}`;

export const archiveQuery = (phone = "") => `
query ArchivePage($search: String, $filter: CustomerFilter) {
  customers(search: $search, filter: $filter, orderBy: LAST_DEAL, first: 50) {
    nodes {${columns(phone)}}
    pageInfo { hasNextPage endCursor }
  }
}`;

const MASKED_PHONE = "phone { state text }";

const POSTGRAPHILE = `
query ArchivePage($condition: CustomerFactCondition) {
  allCustomerFacts(condition: $condition, orderBy: [LAST_DEAL_ON_DESC, CUSTOMER_ID_DESC], first: 50) {
    nodes {
      tier totalSpent dealCount lastDealOn openComplaintCount
      customerByCustomerId {
        rowId number name nickname lifecycle
        channelByChannelId { rowId nameZh }
      }
    }
    pageInfo { hasNextPage endCursor }
  }
}`;

interface Answer {
  data?: {
    customers?: { nodes: { number: string }[] };
    allCustomerFacts?: { nodes: { customerByCustomerId: { number: string } }[] };
  };
}

function numbersIn(answer: unknown): string[] {
  const { data } = answer as Answer;
  return [
    ...(data?.customers?.nodes ?? []).map(({ number }) => number),
    ...(data?.allCustomerFacts?.nodes ?? []).map((node) => node.customerByCustomerId.number),
  ];
}

const filterBy = (tier: string | null) => (tier === null ? {} : { tiers: [tier] });

export const archivePage: Scenario = {
  name: "archive",
  title: "archive page: 50 customers with tier and channel, filtered by tier",
  keyOf: numbersIn,
  questions: ({ tiers }) => ({
    Dossier: tiers.map((tier) => graphql(archiveQuery(), { filter: filterBy(tier) })),
    "by hand": tiers.map((tier) => plain("/archive", { tier: tier ?? "" })),
    PostGraphile: tiers.map((tier) => graphql(POSTGRAPHILE, { condition: tier === null ? null : { tier } })),
  }),
};

export const archivePageWithPhone: Scenario = {
  name: "archive-phone",
  title: "archive page with the masked phone",
  keyOf: numbersIn,
  questions: ({ tiers }) => ({
    Dossier: tiers.map((tier) => graphql(archiveQuery(MASKED_PHONE), { filter: filterBy(tier) })),
    "by hand": tiers.map((tier) => plain("/archive-phone", { tier: tier ?? "" })),
  }),
};

const searches = [
  ["two", "two Chinese characters", "twoCharacters"],
  ["common", "one common character", "commonCharacter"],
  ["pinyin", "full pinyin", "fullPinyin"],
  ["initials", "initials", "initials"],
  ["last-four", "last four digits of a phone", "lastFour"],
] as const;

export const searchScenarios: Scenario[] = searches.map(([name, title, values]) => ({
  name: `search-${name}`,
  title: `search: ${title}`,
  keyOf: numbersIn,
  questions: (sample) => ({
    Dossier: sample[values].map((search) => graphql(archiveQuery(), { search })),
    "by hand": sample[values].map((search) => plain("/search", { search })),
  }),
}));
