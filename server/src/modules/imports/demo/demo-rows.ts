import { mapColumns, type SpreadsheetColumn } from "../reading/columns.ts";
import type { SpreadsheetRow } from "../reading/spreadsheet-row.ts";
import { Dice, inventPerson, type DemoPerson } from "./demo-people.ts";

const HEADINGS = [
  "客户ID",
  "会员级别",
  "真实姓名",
  "电子邮箱",
  "联系方式",
  "收货地址",
  "交易日期",
  "购买商品",
  "成交金额",
  "支付方式",
  "渠道",
  "备注",
];
const CUSTOMERS = 500;
const SEED = 20_260_101;
const DAY = 86_400_000;

export interface Goods {
  readonly name: string;
  readonly price: number;
  /** The month in which most of it is sold, 0 for all the year round. */
  readonly month: number;
}

/** A shop of daily goods and the service station next door: what each customer buys stays in its kind. */
export const KINDS: readonly (readonly [readonly Goods[], number])[] = [
  [
    [
      { name: "真丝围巾", price: 268, month: 11 },
      { name: "羊毛毯", price: 459, month: 12 },
      { name: "羽绒服", price: 899, month: 12 },
      { name: "亚麻衬衫", price: 239, month: 6 },
      { name: "纯棉四件套", price: 369, month: 0 },
    ],
    3,
  ],
  [
    [
      { name: "碧螺春茶叶礼盒", price: 328, month: 4 },
      { name: "龙井新茶 250g", price: 298, month: 4 },
      { name: "中秋月饼礼盒", price: 198, month: 9 },
      { name: "年货坚果礼盒", price: 168, month: 1 },
      { name: "手工皂", price: 39, month: 0 },
    ],
    3,
  ],
  [
    [
      { name: "蓝牙耳机", price: 399, month: 11 },
      { name: "电热水壶", price: 159, month: 11 },
      { name: "儿童自行车", price: 469, month: 6 },
      { name: "保温杯", price: 89, month: 12 },
      { name: "行车记录仪", price: 529, month: 0 },
    ],
    2,
  ],
  [
    [
      { name: "机油保养套餐", price: 468, month: 0 },
      { name: "空调清洗与滤芯", price: 260, month: 6 },
      { name: "轮胎更换(两条)", price: 1180, month: 11 },
      { name: "刹车片更换", price: 620, month: 0 },
      { name: "四轮定位", price: 180, month: 0 },
    ],
    2,
  ],
];
export const CHANNELS: readonly (readonly [string, number])[] = [
  ["网店后台", 38],
  ["千牛平台", 18],
  ["终端门店", 16],
  ["服务过程", 10],
  ["营销活动", 8],
  ["博览会、展销会、洽谈会", 3],
  ["调查", 3],
  ["各种媒介", 4],
];
const PAID_ONLINE = [
  ["支付宝", 55],
  ["微信支付", 32],
  ["银行卡", 6],
  ["货到付款", 5],
  ["购物券", 2],
] as const;
const PAID_IN_SHOP = [
  ["微信支付", 48],
  ["支付宝", 24],
  ["现金", 18],
  ["银行卡", 10],
] as const;
const ONLINE_HOURS = [
  [10, 3],
  [13, 3],
  [16, 2],
  [20, 5],
  [22, 4],
] as const;
const SHOP_HOURS = [
  [10, 4],
  [11, 3],
  [15, 4],
  [17, 3],
  [19, 1],
] as const;
export const NOTES = [
  "对面料比较敏感，发货前请确认成分。",
  "希望下午三点以后送货。",
  "介绍过两位朋友来店里。",
  "喜欢礼盒包装，常送人。",
  "车子每五千公里来保养一次。",
  "对价格比较在意，有活动时通知一声。",
  "开票抬头已经记下。",
];

export interface DemoFile {
  readonly columns: SpreadsheetColumn[];
  readonly rows: SpreadsheetRow[];
}

/** Some five hundred invented customers with their deals up to today, as the rows of a sheet. */
export function inventDemoFile(today: string): DemoFile {
  const dice = new Dice(SEED);
  const habits = new Dice(SEED + 1);
  const lines: { readonly day: string; readonly cells: string[] }[] = [];
  for (let place = 0; place < CUSTOMERS; place += 1) {
    const person = inventPerson(dice, place);
    lines.push(...linesOf(dice, habits, person, today));
  }
  lines.sort((one, other) => (one.day < other.day ? -1 : one.day > other.day ? 1 : 0));
  return {
    columns: mapColumns(HEADINGS),
    rows: lines.map(({ cells }, index) => ({ row: index + 2, cells })),
  };
}

function linesOf(dice: Dice, habits: Dice, person: DemoPerson, today: string) {
  const channel = dice.weighted(CHANNELS);
  const note = dice.chance(0.12) ? dice.oneOf(NOTES) : "";
  const { customerId, name, email, phone, address } = person;
  // Some have only asked so far; of some the shop knows no more than what they call themselves.
  if (dice.chance(0.09)) {
    const cells = dice.chance(0.4)
      ? [customerId, "", "", "", "", "", "", "", "", "", channel, ""]
      : [customerId, "", name, "", phone, "", "", "", "", "", channel, note];
    return [{ day: "", cells }];
  }
  const generosity = Math.exp(dice.normal() * 0.55);
  const count = Math.min(12, 1 + Math.floor(Math.exp(dice.normal() * 0.75 + 0.6)));
  const kind = dice.weighted(KINDS);
  const known = {
    email: dice.chance(0.72) ? email : "",
    address: dice.chance(0.93) ? address : "",
  };
  const inShop = channel === "终端门店";
  const payment = habits.weighted(inShop ? PAID_IN_SHOP : PAID_ONLINE);
  const usualHour = habits.weighted(inShop ? SHOP_HOURS : ONLINE_HOURS);
  return Array.from({ length: count }, (_, index) => {
    const goods = dice.oneOf(kind);
    const day = dayOf(dice, goods, today);
    const pieces = dice.chance(0.15) ? dice.whole(2, 4) : 1;
    const amount = Math.max(9.9, goods.price * pieces * generosity * (0.9 + dice.next() * 0.2));
    const level = levelOf(generosity * count);
    return {
      day,
      cells: [
        customerId,
        level,
        name,
        known.email,
        phone,
        known.address,
        habits.chance(0.85) ? `${day} ${timeNear(habits, usualHour)}` : day,
        goods.name,
        amount.toFixed(2),
        habits.chance(0.8) ? payment : habits.weighted(PAID_ONLINE),
        channel,
        index === 0 ? note : "",
      ],
    };
  });
}

/** Within the last three years, most of what has a season in its season, and more of late than long ago. */
function dayOf(dice: Dice, { month }: Goods, today: string): string {
  const end = Date.parse(today);
  for (let attempt = 0; attempt < 8; attempt += 1) {
    const day = new Date(end - Math.floor(dice.next() ** 1.4 * 3 * 365) * DAY);
    const away = Math.abs(day.getUTCMonth() + 1 - month);
    const inSeason = month === 0 || Math.min(away, 12 - away) <= 1;
    if (inSeason || dice.chance(0.25)) return day.toISOString().slice(0, 10);
  }
  return new Date(end - dice.whole(0, 365) * DAY).toISOString().slice(0, 10);
}

/** Most people buy at much the same time of day. */
function timeNear(dice: Dice, hour: number): string {
  const at = (hour + dice.whole(-1, 1) + 24) % 24;
  return `${String(at).padStart(2, "0")}:${String(dice.whole(0, 59)).padStart(2, "0")}`;
}

function levelOf(worth: number): string {
  if (worth > 11) return "钻石会员";
  if (worth > 6) return "金卡会员";
  return worth > 2.5 ? "银卡会员" : "普通会员";
}
