import { businessDay } from "../../platform/clock.ts";
import { text, type Text } from "../../platform/language.ts";
import type { RequestContext } from "../../platform/request.ts";
import type { CellToWrite } from "../../platform/spreadsheets/cells.ts";
import { findStaff } from "../access/staff.queries.ts";
import { findTeam } from "../access/team.queries.ts";
import { findChannel } from "../channels/channel.queries.ts";
import type { ExportedCustomer } from "../customers/exported-customers.queries.ts";
import { customerField, type CustomerField } from "../customers/fields.ts";
import { isCustomField, type SealedFieldName } from "../../platform/custom-fields.ts";
import { isPersonalField } from "../../platform/personal-fields.ts";
import { archiveColumns } from "./archive-columns.ts";
import { findMemberLevel } from "../customers/member-level.queries.ts";
import { mayKnow } from "../customers/personal.queries.ts";
import type { ExportedOrder } from "../orders/exported-orders.queries.ts";
import { ExportProfile } from "./export.entity.ts";

/** What one row of an export tells of. */
export interface ExportedRow {
  readonly customer: ExportedCustomer;
  /** Of a list with a row for each deal: the deal; null for a customer without any. */
  readonly order: ExportedOrder | null;
  /** A personal value as this reader gets it: whole, masked, or nothing at all. */
  readonly personal: (field: SealedFieldName) => string | null;
  /** A plain value beside the customer's own columns; null where the reader may not know of it. */
  readonly plain: (field: string) => string | null;
}

export type ColumnKind = "TEXT" | "DAY" | "MONEY" | "COUNT";

/** A column of an export: what it is called and how it is read from a row. A new field of the customer is one line below. */
export interface ExportColumn {
  readonly name: string;
  readonly label: Text;
  readonly kind: ColumnKind;
  /** Its values are masked unless the reader may have them in clear. */
  readonly personal: SealedFieldName | null;
  /** The plain field of the sections that it tells, read from beside the customer. */
  readonly beside?: string | null;
  /** In characters; Chinese ones count twice. */
  readonly width?: number;
  /** Needed beside the right to export. */
  readonly permission?: "complaint:list";
  readonly read: (row: ExportedRow, context: RequestContext) => CellToWrite | Promise<CellToWrite>;
}

const LIFECYCLES = {
  POTENTIAL: text("潜在客户", "Potential"),
  EXISTING: text("现有客户", "Existing"),
  LOST: text("流失客户", "Lost"),
};
const TIERS = {
  IMPORTANT: text("重要客户", "Important"),
  SECONDARY: text("次要客户", "Secondary"),
  ORDINARY: text("普通客户", "Ordinary"),
  SMALL: text("小客户", "Small"),
};
const KINDS = { INDIVIDUAL: text("个人客户", "Individual"), COMPANY: text("企业客户", "Company") };

function plain(
  name: string,
  label: Text,
  read: ExportColumn["read"],
  more: Partial<ExportColumn> = {},
): ExportColumn {
  return { name, label, kind: "TEXT", personal: null, read, ...more };
}

/** A field of the archive, under its own words. */
function field(name: CustomerField["name"], width: number): ExportColumn {
  const { label } = customerField(name);
  return isPersonalField(name)
    ? { name, label, kind: "TEXT", personal: name, width, read: (row) => row.personal(name) }
    : plain(name, label, ({ customer }) => customer[name], { width });
}

type Named = { readonly name: string } | null;

/** At once where the name is known: a promise for each cell is what a long list would wait for. */
function nameOf(found: Named | Promise<Named>): string | null | Promise<string | null> {
  return found instanceof Promise ? found.then((one) => one?.name ?? null) : (found?.name ?? null);
}

const dayOf = (day: string | null): CellToWrite => day && { day };

/** Everything that a list of customers may tell, in the order in which it is offered. */
const OF_CUSTOMER: readonly ExportColumn[] = [
  plain("number", text("档案编号", "File number"), ({ customer }) => customer.number, { width: 13 }),
  plain(
    "displayName",
    text("客户", "Customer"),
    ({ customer }) => customer.name ?? customer.nickname ?? customer.number,
    { width: 20 },
  ),
  field("name", 20),
  field("nickname", 20),
  plain("kind", text("客户类型", "Kind"), ({ customer }, { language }) => KINDS[customer.kind][language]),
  plain(
    "lifecycle",
    text("客户状态", "Status"),
    ({ customer }, { language }) => LIFECYCLES[customer.lifecycle][language],
  ),
  plain(
    "tier",
    text("客户等级", "Tier"),
    ({ customer }, { language }) => customer.tier && TIERS[customer.tier][language],
  ),
  plain("memberLevel", text("会员级别", "Member level"), ({ customer }, context) =>
    nameOf(findMemberLevel(context, customer.memberLevelId)),
  ),
  plain("channel", text("来源渠道", "Channel"), ({ customer }, context) =>
    nameOf(findChannel(context, customer.channelId)),
  ),
  field("phone", 18),
  field("email", 26),
  field("address", 44),
  plain("owner", text("负责人", "Owner"), ({ customer }, context) =>
    nameOf(findStaff(context, customer.ownerId)),
  ),
  plain("team", text("所属小组", "Team"), ({ customer }, context) =>
    nameOf(findTeam(context, customer.teamId)),
  ),
  plain("totalSpent", text("成交总额", "Total spent"), ({ customer }) => ({ money: customer.totalSpent }), {
    kind: "MONEY",
    width: 14,
  }),
  plain("dealCount", text("成交次数", "Deals"), ({ customer }) => ({ count: customer.dealCount }), {
    kind: "COUNT",
  }),
  plain("firstDealOn", text("首次成交", "First deal"), ({ customer }) => dayOf(customer.firstDealOn), {
    kind: "DAY",
    width: 12,
  }),
  plain("lastDealOn", text("最近成交", "Last deal"), ({ customer }) => dayOf(customer.lastDealOn), {
    kind: "DAY",
    width: 12,
  }),
  plain(
    "openComplaintCount",
    text("未结投诉", "Open complaints"),
    ({ customer }) => ({ count: customer.openComplaintCount }),
    { kind: "COUNT", permission: "complaint:list" },
  ),
  plain(
    "createdAt",
    text("建档时间", "Added"),
    ({ customer }, { timeZone }) => ({ day: businessDay(customer.createdAt, timeZone) }),
    { kind: "DAY", width: 12 },
  ),
];

const OF_ORDER: readonly ExportColumn[] = [
  plain("orderedOn", text("交易日期", "Order date"), ({ order }) => dayOf(order?.orderedOn ?? null), {
    kind: "DAY",
    width: 12,
  }),
  plain("goods", text("购买商品", "Goods"), ({ order }) => order?.goods ?? null, { width: 36 }),
  plain("amount", text("成交金额", "Amount"), ({ order }) => order && { money: order.amount }, {
    kind: "MONEY",
    width: 12,
  }),
];

const ROSTER = [
  "number",
  "displayName",
  "nickname",
  "memberLevel",
  "phone",
  "address",
  "owner",
  "lastDealOn",
  "totalSpent",
];
/** The nine columns of the customer archive sheet, in its order. */
const CUSTOMER_SHEET = [
  "nickname",
  "memberLevel",
  "name",
  "email",
  "phone",
  "address",
  "orderedOn",
  "goods",
  "amount",
];

interface Profile {
  readonly title: Text;
  /** In this order; null where the person chooses. */
  readonly columns: readonly string[] | null;
  /** A row for each deal, else one for each customer. */
  readonly perDeal: boolean;
  /** Its words are Chinese whoever asks, because the file is a form. */
  readonly isForm: boolean;
}

export const PROFILES: Readonly<Record<ExportProfile, Profile>> = {
  [ExportProfile.ROSTER]: {
    title: text("客户名册", "Customer roster"),
    columns: ROSTER,
    perDeal: false,
    isForm: false,
  },
  [ExportProfile.CUSTOMER_SHEET]: {
    title: text("客户档案表", "客户档案表"),
    columns: CUSTOMER_SHEET,
    perDeal: true,
    isForm: true,
  },
  [ExportProfile.LEDGER]: {
    title: text("客户列表", "Customers"),
    columns: null,
    perDeal: false,
    isForm: false,
  },
};

const BY_NAME = new Map([...OF_CUSTOMER, ...OF_ORDER].map((column) => [column.name, column]));

/** The columns of these names; those of fields that are no more are left out. */
export async function columnsNamed(
  context: RequestContext,
  names: readonly string[],
): Promise<readonly ExportColumn[]> {
  const others = names.every((name) => BY_NAME.has(name)) ? [] : await archiveColumns(context);
  const byName = new Map(others.map((column) => [column.name, column]));
  return names.flatMap((name) => BY_NAME.get(name) ?? byName.get(name) ?? []);
}

/** The columns that a caller may choose from, or that the list always has. A form keeps those that stay empty for him. */
export async function columnsToOffer(
  context: RequestContext,
  profile: ExportProfile,
): Promise<readonly ExportColumn[]> {
  const { columns, isForm } = PROFILES[profile];
  const all = columns?.flatMap((name) => BY_NAME.get(name) ?? []) ?? [
    ...OF_CUSTOMER,
    ...(await archiveColumns(context)),
  ];
  return isForm ? all : all.filter((column) => mayHave(context, column));
}

/** A field of which the reader may not even know whether it is empty is no column for him. */
function mayHave(context: RequestContext, { name, personal, permission }: ExportColumn): boolean {
  if (personal && !mayKnow(context, personal)) return false;
  if (isCustomField(name) && !mayKnow(context, name)) return false;
  return !permission || (context.actor?.permissions.has(permission) ?? false);
}

/** What a column is called in a list of this kind. */
export function labelOf(
  { label }: ExportColumn,
  profile: ExportProfile,
  { language }: RequestContext,
): string {
  return label[PROFILES[profile].isForm ? "zh" : language];
}
