import { describe, expect, test } from "vitest";
import { headingKey, mapColumns, matchHeading } from "./columns.ts";
import { IMPORT_TARGET_NAMES, IMPORT_TARGETS } from "./import-targets.ts";

/** heading → target, for the columns that are taken in. */
function mapped(...headings: string[]): Record<string, string> {
  const taken = mapColumns(headings).filter(({ target }) => target !== null);
  return Object.fromEntries(taken.map(({ heading, target }) => [heading, target ?? ""]));
}

function notTaken(...headings: string[]): [string, string][] {
  const left = mapColumns(headings).filter(({ target }) => target === null);
  return left.map(({ heading, reason }) => [heading, reason]);
}

describe("ARC-07 headings become columns of the archive", () => {
  test("the nine columns of the customer archive sheet", () => {
    const nine = [
      "客户ID",
      "会员级别",
      "真实姓名",
      "电子邮箱",
      "联系方式",
      "收货地址",
      "交易日期",
      "购买商品",
      "成交金额",
    ];
    expect(mapColumns(nine).map(({ target }) => target)).toEqual(IMPORT_TARGET_NAMES.slice(0, 9));
  });

  test("every heading in the list means its own target and no other", () => {
    for (const target of IMPORT_TARGET_NAMES) {
      for (const heading of IMPORT_TARGETS[target].headings) {
        expect([heading, matchHeading(heading)?.target]).toEqual([heading, target]);
      }
    }
  });

  test.each([
    "成交金额(元)",
    "成交金额（元）",
    "* 成交金额：",
    "成 交 金 额",
    "【成交金额】",
    "成交金额/元",
    "成交金额\n(RMB)",
    "成交金额（必填）",
  ])("%j is an amount", (heading) => {
    expect(matchHeading(heading)?.target).toBe("amount");
  });

  test.each([
    ["ＶＩＰ等级", "memberLevel"],
    ["Customer ID", "customerId"],
    ["E-MAIL", "email"],
    ["e-mail address", "email"],
    ["Phone No.", "phone"],
    ["Order Date", "orderedOn"],
    ["Total Price (CNY)", "amount"],
    ["收货人手机号码", "phone"],
    ["客户淘宝昵称", "customerId"],
    ["下单日期时间", "orderedOn"],
  ])("%s is a %s", (heading, target) => {
    expect(matchHeading(heading)?.target).toBe(target);
  });

  test.each([
    "客户档案表",
    "手机壳",
    "发货地址",
    "退款金额",
    "优惠金额",
    "发货时间",
    "出生日期",
    "公司电话",
    "物流单号",
    "商品编码",
    "13800138000",
    "状态",
  ])("%s is nothing that is taken in", (heading) => {
    expect(matchHeading(heading)).toBeUndefined();
  });

  test("a Taobao order export", () => {
    expect(
      mapped(
        "订单编号",
        "买家会员名",
        "买家实际支付金额",
        "收货人姓名",
        "收货地址",
        "联系手机",
        "订单创建时间",
        "订单付款时间",
        "宝贝标题",
        "宝贝总数量",
        "买家留言",
      ),
    ).toEqual({
      订单编号: "orderNumber",
      买家会员名: "customerId",
      买家实际支付金额: "amount",
      收货人姓名: "name",
      收货地址: "address",
      联系手机: "phone",
      订单付款时间: "orderedOn",
      宝贝标题: "goods",
      宝贝总数量: "quantity",
      买家留言: "note",
    });
  });

  test("a Pinduoduo order export, whose address stands in parts", () => {
    expect(
      mapped(
        "商品",
        "订单号",
        "商品总价(元)",
        "用户实付金额(元)",
        "商品数量(件)",
        "收货人",
        "手机",
        "省",
        "市",
        "区",
        "街道",
        "订单成交时间",
      ),
    ).toEqual({
      商品: "goods",
      订单号: "orderNumber",
      "用户实付金额(元)": "amount",
      "商品数量(件)": "quantity",
      收货人: "name",
      手机: "phone",
      省: "address",
      市: "address",
      区: "address",
      街道: "address",
      订单成交时间: "orderedOn",
    });
  });

  test("an English order list", () => {
    expect(
      mapped(
        "Customer",
        "Email Address",
        "Mobile",
        "Order No.",
        "Date of Purchase",
        "Product Name",
        "Qty",
        "Unit Price",
        "Total (CNY)",
      ),
    ).toEqual({
      Customer: "name",
      "Email Address": "email",
      Mobile: "phone",
      "Order No.": "orderNumber",
      "Date of Purchase": "orderedOn",
      "Product Name": "goods",
      Qty: "quantity",
      "Total (CNY)": "amount",
    });
  });

  test("of two columns for one target the better is taken, and the other is named", () => {
    expect(mapped("电话", "手机")).toEqual({ 手机: "phone" });
    expect(notTaken("电话", "手机", "星座")).toEqual([
      ["电话", "ANOTHER_IS_BETTER"],
      ["星座", "UNKNOWN"],
    ]);
  });

  test("an address in several columns is one address", () => {
    const columns = mapColumns(["省", "市", "区", "详细地址", "姓名"]);
    expect(columns.map(({ target, addressPart }) => [target, addressPart])).toEqual([
      ["address", 0],
      ["address", 1],
      ["address", 2],
      ["address", 4],
      ["name", undefined],
    ]);
  });

  test("beside a whole address its parts are not needed", () => {
    expect(mapped("省", "市", "收货地址")).toEqual({ 收货地址: "address" });
  });

  test("what a person says goes before every word", () => {
    const columns = mapColumns(["电话", "手机", "甲"], { 0: "phone", 2: "note" });
    expect(columns.map(({ target, reason }) => [target, reason])).toEqual([
      ["phone", "CHOSEN"],
      [null, "ANOTHER_IS_BETTER"],
      ["note", "CHOSEN"],
    ]);
  });

  test("no two headings in the lists collide", () => {
    const owners = new Map<string, string>();
    for (const target of IMPORT_TARGET_NAMES) {
      for (const heading of IMPORT_TARGETS[target].headings) {
        const key = headingKey(heading);
        expect([heading, owners.get(key) ?? target]).toEqual([heading, target]);
        owners.set(key, target);
      }
    }
  });
});
