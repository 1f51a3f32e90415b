import { describe, expect, test } from "vitest";
import { mapColumns } from "../reading/columns.ts";
import { Known, type CustomerOnFile } from "./known.ts";
import type { Plan } from "./plan.ts";
import { planRows } from "./plan-rows.ts";
import { prepareRow } from "./prepare-row.ts";

const COLUMNS = mapColumns([
  "客户ID",
  "会员级别",
  "真实姓名",
  "电子邮箱",
  "联系方式",
  "收货地址",
  "交易日期",
  "购买商品",
  "成交金额",
  "订单号",
  "备注",
]);
const FISH: CustomerOnFile = {
  id: "fish",
  ours: false,
  hasOrders: false,
  fields: { nickname: "小鱼", name: "于小鱼", phone: "+8613800138001" },
};

/** Plans rows of text, the cells apart by commas. */
function plan(lines: readonly string[], known = new Known()): Plan {
  let made = 0;
  const rows = lines.map((line, index) =>
    prepareRow(
      { row: index + 2, cells: line.split(",") },
      {
        columns: COLUMNS,
        dates: { today: "2026-11-22", timeZone: "Asia/Shanghai" },
        channel: null,
        canonical: (_field, word) => word,
      },
    ),
  );
  return planRows(rows, { known, newId: () => `new-${(made += 1)}` });
}

function withFish(customer: Partial<CustomerOnFile> = {}): Known {
  const known = new Known();
  known.addOnFile({ ...FISH, ...customer }, [
    ["ref", "小鱼"],
    ["phone", "+8613800138001"],
  ]);
  return known;
}

describe("a customer", () => {
  test("on several rows is one, and the later rows fill what the first left empty", () => {
    const { newCustomers, newOrders, proposals } = plan([
      "小鱼,,于小鱼,,,,2026-01-02,茶,10",
      "小鱼,金卡,于小鱼,,13800138001,,2026-01-03,茶,10",
    ]);
    expect(newCustomers).toMatchObject([
      { externalId: "小鱼", fields: { name: "于小鱼", memberLevelId: "金卡", phone: "+8613800138001" } },
    ]);
    expect(newOrders).toHaveLength(2);
    expect(proposals).toEqual([]);
  });

  test("whose later row says otherwise keeps the first value, and the other is proposed once", () => {
    const { newCustomers, proposals } = plan([
      "小鱼,,于小鱼,,13800138001",
      "小鱼,,于小鱼,,13900139001",
      "小鱼,,于小鱼,,139 0013 9001",
    ]);
    expect(newCustomers).toMatchObject([{ fields: { phone: "+8613800138001" } }]);
    expect(proposals).toMatchObject([
      { row: 3, customerId: "new-1", field: "phone", value: "+8613900139001" },
    ]);
  });

  test("of whom only a nickname is known is made without an order", () => {
    const { newCustomers, newOrders, problems } = plan(["咦咦咦是你"]);
    expect(newCustomers).toMatchObject([{ fields: { nickname: "咦咦咦是你" } }]);
    expect([newOrders, problems]).toEqual([[], []]);
  });

  test("on file is filled where empty and questioned where different; empty cells say nothing", () => {
    const { newCustomers, fillings, filledFields, proposals } = plan(
      ["小鱼,,,yu@example.cn,13900139001", "小鱼"],
      withFish(),
    );
    expect(newCustomers).toEqual([]);
    expect([...fillings.values()]).toMatchObject([
      { customerId: "fish", fields: { email: "yu@example.cn" } },
    ]);
    expect(filledFields).toBe(1);
    expect(proposals).toMatchObject([{ field: "phone", value: "+8613900139001" }]);
  });

  test("without an ID is found by phone, although the name differs in its spaces only", () => {
    const { newCustomers, proposals } = plan([",,于 小鱼,,13800138001"], withFish());
    expect([newCustomers, proposals]).toEqual([[], []]);
  });

  test("without an ID is asked for when several have the phone and none or two of them the name", () => {
    const known = withFish();
    known.addOnFile({ ...FISH, id: "other", fields: { name: "于大鱼", phone: "+8613800138001" } }, [
      ["phone", "+8613800138001"],
    ]);
    const { problems, effects } = plan([",,于中鱼,,13800138001", ",,于大鱼,,13800138001"], known);
    expect(problems.map(({ row, issues }) => [row.source.row, issues[0]?.code])).toEqual([
      [2, "SEVERAL_CUSTOMERS"],
    ]);
    expect(effects.get(3)).toBe(0);
  });

  test("with neither ID nor contact is the same one for the same name and address", () => {
    const { newCustomers } = plan([",,王芳,,,杭州市 1号", ",,王芳,,,杭州市1号", ",,王芳,,,杭州市2号"]);
    expect(newCustomers.map(({ place }) => place)).toEqual(["王芳|杭州市1号", "王芳|杭州市2号"]);
  });
});

describe("an order", () => {
  test("without a number is told from one just like it by how many came before", () => {
    const { newOrders } = plan([
      "小鱼,,,,,,2026-01-02,碧螺春,10",
      "小鱼,,,,,,2026-01-02,碧 螺 春,10.00",
      "小鱼,,,,,,2026-01-02,碧螺春,11",
    ]);
    expect(newOrders.map(({ likeness }) => likeness)).toEqual([
      "new-1|2026-01-02|碧螺春|1000|1",
      "new-1|2026-01-02|碧螺春|1000|2",
      "new-1|2026-01-02|碧螺春|1100|1",
    ]);
  });

  test("counts its like over the whole file, not only over the rows at hand", () => {
    const times = new Map<number, number>();
    const row = "小鱼,,,,,,2026-01-02,茶,10";
    const ordinals = [1, 2].map(() => {
      const known = new Known(times);
      known.addOnFile(FISH, [["ref", "小鱼"]]);
      return plan([row], known).newOrders[0]?.likeness;
    });
    expect(ordinals).toEqual(["fish|2026-01-02|茶|1000|1", "fish|2026-01-02|茶|1000|2"]);
  });

  test("needs a day and an amount when anything of a deal is there", () => {
    const { problems } = plan([
      "小鱼,,,,,,,茶,10",
      "小鱼,,,,,,2026-01-02,茶,",
      ",,,,,,2026-01-02,茶,10",
      "小鱼,,,,,,2026-02-30,茶,abc",
    ]);
    expect(problems.map(({ issues }) => issues.map(({ code }) => code))).toEqual([
      ["DATE_MISSING"],
      ["AMOUNT_MISSING"],
      ["CUSTOMER_MISSING"],
      ["DATE_DOES_NOT_EXIST", "AMOUNT_NOT_VALID"],
    ]);
  });

  test("whose row has a problem is not taken in at all, nor is its customer", () => {
    const { newCustomers, newOrders } = plan(["小鱼,,,不是邮箱,,,2026-01-02,茶,10"]);
    expect([newCustomers, newOrders]).toEqual([[], []]);
  });

  test("with a number on file gives its row's other amount as a proposal, and no second order", () => {
    const known = withFish();
    known.lookAtOrders(
      new Map([
        [
          "T1",
          {
            id: "order",
            customerId: "fish",
            ours: false,
            orderedOn: "2026-01-02",
            amount: "50.00",
            lines: [{ goods: "壶", quantity: null, amount: null }],
          },
        ],
      ]),
    );
    const { newOrders, proposals } = plan(["小鱼,,,,,,2026-01-02,壶,60,T1"], known);
    expect(newOrders).toEqual([]);
    expect(proposals).toMatchObject([{ orderId: "order", field: "amount", value: "60.00" }]);
  });
});
