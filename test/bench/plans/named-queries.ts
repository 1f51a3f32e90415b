import { consoleDocument } from "../scenarios/console-documents.ts";
import { CARD } from "../scenarios/card.ts";
import { INBOX } from "../scenarios/inbox.ts";
import type { Sample } from "../scenarios/sample.ts";

/** What the questions below are filled in with: values that are in the archive. */
export interface PlanSample extends Sample {
  tier: string;
  channelId: string;
  memberLevelId: string;
  /** Where the first page ends, by ordering. */
  ledgerCursor: string;
  deskCursor: string;
  complaintNumber: string;
}

export interface NamedQuery {
  name: string;
  document: string;
  variables: Record<string, unknown>;
  /** Each has to be in the plan of one of its statements. */
  indexes: readonly string[];
}

const LEDGER = `query ($search: String, $filter: CustomerFilter, $orderBy: CustomerOrdering!, $first: Int, $after: String, $last: Int) {
  customers(search: $search, filter: $filter, orderBy: $orderBy, first: $first, after: $after, last: $last) {
    nodes { id number displayName tier channel { id } memberLevel { id } lastDealOn }
    pageInfo { hasNextPage endCursor }
  }
}`;
const LEDGER_COUNT = `query ($search: String, $filter: CustomerFilter, $orderBy: CustomerOrdering!) {
  customers(search: $search, filter: $filter, orderBy: $orderBy, first: 1) { totalCount { value capped } }
}`;
const DESK = `query ($search: String, $filter: ComplaintFilter, $orderBy: ComplaintOrdering!, $first: Int, $after: String) {
  complaints(search: $search, filter: $filter, orderBy: $orderBy, first: $first, after: $after) {
    nodes { id number customer { id number tier } }
    pageInfo { hasNextPage endCursor }
  }
}`;

/** Every list, filter, sort and search of the console, with the indexes that should carry it at a million customers. */
export function namedQueries(sample: PlanSample): NamedQuery[] {
  const ledger = (name: string, variables: object, ...indexes: string[]): NamedQuery => ({
    name: `ledger ${name}`,
    document: LEDGER,
    variables: { orderBy: "LAST_DEAL", first: 50, ...variables },
    indexes,
  });
  const counted = (name: string, variables: object, ...indexes: string[]): NamedQuery => ({
    name: `ledger count ${name}`,
    document: LEDGER_COUNT,
    variables: { orderBy: "LAST_DEAL", ...variables },
    indexes,
  });
  const desk = (
    name: string,
    variables: { filter?: object; [name: string]: unknown },
    ...indexes: string[]
  ) => ({
    name: `desk ${name}`,
    document: DESK,
    variables: { orderBy: "URGENCY", first: 50, ...variables, filter: { open: true, ...variables.filter } },
    indexes,
  });
  const [two, common, pinyin, initials, four] = [
    sample.twoCharacters[0],
    sample.commonCharacter[0],
    sample.fullPinyin[0],
    sample.initials[0],
    sample.lastFour[0],
  ];
  const customer = sample.customers[0];
  const { tier } = sample;
  return [
    ledger("by last deal", {}, "customer_facts_last_deal_index"),
    ledger("by last deal, second page", { after: sample.ledgerCursor }, "customer_facts_last_deal_index"),
    ledger("by last deal, from the end", { first: null, last: 50 }, "customer_facts_last_deal_index"),
    ledger("by total spent", { orderBy: "TOTAL_SPENT" }, "customer_facts_total_spent_index"),
    ledger("newest", { orderBy: "NEWEST" }, "customer_pkey"),
    ledger("of a tier", { filter: { tiers: [tier] } }, "customer_facts_tier_index"),
    ledger("of two tiers", { filter: { tiers: ["IMPORTANT", "SECONDARY"] } }, "customer_facts_tier_index"),
    ledger(
      "of a tier by total spent",
      { orderBy: "TOTAL_SPENT", filter: { tiers: ["SMALL"] } },
      "customer_facts_tier_spent_index",
    ),
    ledger("of a tier, newest", { orderBy: "NEWEST", filter: { tiers: ["SMALL"] } }),
    ledger("of a channel", { filter: { channelIds: [sample.channelId] } }),
    ledger("of a member level", { filter: { memberLevelIds: [sample.memberLevelId] } }),
    ledger("of a lifecycle", { filter: { lifecycles: ["LOST"] } }, "customer_facts_lifecycle_index"),
    ledger(
      "of two lifecycles",
      { filter: { lifecycles: ["LOST", "POTENTIAL"] } },
      "customer_facts_lifecycle_index",
    ),
    ledger(
      "of a lifecycle by total spent",
      { orderBy: "TOTAL_SPENT", filter: { lifecycles: ["POTENTIAL"] } },
      "customer_facts_lifecycle_spent_index",
    ),
    ledger(
      "of a lifecycle, newest",
      { orderBy: "NEWEST", filter: { lifecycles: ["LOST"] } },
      "customer_facts_lifecycle_newest_index",
    ),
    ledger(
      "of two lifecycles, newest",
      { orderBy: "NEWEST", filter: { lifecycles: ["LOST", "POTENTIAL"] } },
      "customer_facts_lifecycle_newest_index",
    ),
    ledger("of a rare tier, newest", { orderBy: "NEWEST", filter: { tiers: ["IMPORTANT"] } }),
    ledger("of two tiers, newest", { orderBy: "NEWEST", filter: { tiers: ["IMPORTANT", "SECONDARY"] } }),
    ledger("of two lifecycles of a channel", {
      filter: { lifecycles: ["LOST", "POTENTIAL"], channelIds: [sample.channelId] },
    }),
    ledger("of the demo archive", { filter: { demo: true } }),
    ledger("of a kind", { filter: { kinds: ["INDIVIDUAL"] } }),
    ledger(
      "with an open complaint",
      { filter: { hasOpenComplaint: true } },
      "customer_facts_open_complaint_index",
    ),
    ledger("search two characters", { search: two }, "customer_search_index"),
    ledger("search a common character", { search: common }),
    ledger("search a common character, newest", { search: common, orderBy: "NEWEST" }),
    ledger("search pinyin", { search: pinyin }, "customer_search_index"),
    ledger("search initials", { search: initials }, "customer_search_index"),
    ledger("search one letter", { search: initials?.charAt(0) }),
    ledger("search last four digits", { search: four }, "customer_search_index"),
    ledger("search number", { search: customer?.number }, "customer_number_unique"),
    ledger(
      "search two characters in a tier",
      { search: two, filter: { tiers: [tier] } },
      "customer_search_index",
    ),
    counted("of all", {}),
    counted("of a tier", { filter: { tiers: [tier] } }),
    counted("search a common character", { search: common }),
    desk("most urgent", {}, "complaint_open_urgency_index"),
    desk("second page", { after: sample.deskCursor }, "complaint_open_urgency_index"),
    desk("newest", { orderBy: "NEWEST", filter: { open: null } }, "complaint_filed_index"),
    desk("newest open", { orderBy: "NEWEST" }),
    desk("mine", { filter: { scope: "MINE" } }, "complaint_open_assignee_index"),
    desk("my team's", { filter: { scope: "MY_TEAM" } }),
    desk("nobody's", { filter: { scope: "UNASSIGNED" } }, "complaint_open_unassigned_index"),
    desk("critical", { filter: { severities: ["CRITICAL"] } }, "complaint_open_urgency_index"),
    desk("of a category", { filter: { categories: ["PRODUCT_QUALITY"] } }),
    desk("of a status", { filter: { statuses: ["ANALYSED"] } }),
    desk("closed", { filter: { open: false } }),
    desk("search number", { search: sample.complaintNumber }),
    desk("search customer", { search: two }),
    {
      name: "inbox with events",
      document: INBOX,
      variables: {},
      indexes: ["complaint_open_urgency_index", "complaint_event_complaint_index"],
    },
    {
      name: "desk page of the console",
      document: consoleDocument("ComplaintDesk"),
      variables: { filter: { open: true }, orderBy: "URGENCY", first: 50, firstPage: true, teams: true },
      indexes: ["complaint_open_urgency_index"],
    },
    {
      name: "customer card",
      document: CARD,
      variables: { number: customer?.number },
      indexes: ["customer_number_unique", "customer_order_customer_index", "complaint_customer_index"],
    },
    {
      name: "customer card of the console",
      document: consoleDocument("CustomerCard"),
      variables: {
        number: customer?.number,
        timeline: true,
        orders: true,
        notes: true,
        complaints: true,
        history: true,
      },
      indexes: [
        "customer_number_unique",
        "timeline_entry_customer_index",
        "note_customer_index",
        "change_record_index",
      ],
    },
  ];
}
