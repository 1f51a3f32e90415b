import { createWriteStream } from "node:fs";
import { once } from "node:events";

const HEADINGS = "客户ID,会员级别,真实姓名,电子邮箱,联系方式,收货地址,交易日期,购买商品,成交金额,订单号";
const SURNAMES = [..."王李张刘陈杨黄赵吴周徐孙马朱胡郭何高林罗"];
const GIVEN = [..."伟芳娜敏静丽强磊军洋勇艳杰娟涛明超秀霞平刚桂文辉玉兰英华慧建红梅鑫斌宇浩凯健俊"];
const LEVELS = ["普通会员", "银卡会员", "金卡会员", "钻石会员"];
const CITIES = ["浙江省杭州市西湖区", "广东省深圳市南山区", "四川省成都市武侯区", "江苏省南京市鼓楼区"];
const GOODS = ["青瓷茶杯", "竹编收纳篮", "真丝围巾", "手工皂礼盒", "陶土花盆", "亚麻桌布"];
const ORDERS_PER_CUSTOMER = 2;

/** Writes a spreadsheet of invented orders, the same at every run: about half as many customers as rows. */
export async function writeInventedSheet(path: string, rows: number): Promise<void> {
  const file = createWriteStream(path);
  file.write(`\ufeff${HEADINGS}\n`);
  for (let row = 0; row < rows; row += 1) {
    const customer = Math.floor(row / ORDERS_PER_CUSTOMER);
    const take = numbersFrom(customer);
    const from = (list: readonly string[]) => list[take(list.length)] ?? "";
    const name = from(SURNAMES) + from(GIVEN) + (take(4) > 0 ? from(GIVEN) : "");
    const line = [
      `bench_${customer}`,
      from(LEVELS),
      name,
      `bench${customer}@dossier.example`,
      `1${3 + (customer % 7)}${String(take(1_000_000_000)).padStart(9, "0")}`,
      `${from(CITIES)}测试路${1 + take(900)}号${1 + take(30)}幢${1 + take(2000)}室`,
      day(row),
      GOODS[row % GOODS.length],
      `${1 + (row % 900)}.${String(row % 100).padStart(2, "0")}`,
      `B${String(row).padStart(10, "0")}`,
    ];
    if (!file.write(`${line.join(",")}\n`)) await once(file, "drain");
  }
  file.end();
  await once(file, "close");
}

/** Numbers that look like chance and are the same for the same seed (mulberry32). */
function numbersFrom(seed: number): (below: number) => number {
  let state = seed + 1;
  return (below) => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) % below;
  };
}

function day(row: number): string {
  return new Date(Date.UTC(2024, 0, 1) + (row % 900) * 86_400_000).toISOString().slice(0, 10);
}
