import { buildSchema } from "graphql";
import { describe, expect, test } from "vitest";
import {
  differences,
  printContract,
  staleApprovals,
  unapprovedBreaks,
  undescribed,
} from "../../schema/contract.ts";

const good = `
"A customer, 客户."
type Customer {
  "Its name, 姓名."
  name(
    "How many characters at most."
    length: Int
  ): String!
  "Its channel, 渠道."
  channel: Channel!
}
"Where an order came from, 渠道."
enum Channel {
  "WeChat, 微信."
  WECHAT
}
"What a new customer is made of, 新客户."
input NewCustomer {
  "Its name, 姓名."
  name: String!
}
"A moment in UTC."
scalar DateTime
type Query {
  "One customer, 客户."
  customer(
    "What it is known by."
    id: ID!
  ): Customer
}`;
const without = (text: string, replacement = "") => {
  expect(good).toContain(text);
  return buildSchema(good.replace(text, replacement));
};

describe("DOS-2.7 the committed schema", () => {
  test("is current when it was printed from the same schema, whatever its order", () => {
    const reordered = buildSchema(printContract(buildSchema(good)));
    expect(differences(printContract(buildSchema(good)), printContract(reordered))).toEqual([]);
  });

  test("is not current when a field was added, and the report names its type", () => {
    const grown = without("channel: Channel!", `channel: Channel!\n"Notes, 备注."\nnotes: String`);
    expect(differences(printContract(buildSchema(good)), printContract(grown))).toContain(
      "+ Customer: notes: String",
    );
  });

  test("is not current when only blank lines differ", () => {
    const text = printContract(buildSchema(good));
    expect(differences(`${text}\n`, text)).toHaveLength(1);
  });
});

describe("DOS-2.7 a break of the released schema", () => {
  const shrunk = without("channel: Channel!", "channel: Channel");

  test("is refused when nobody approved it", () => {
    expect(unapprovedBreaks(good, shrunk, "")).toEqual([
      "FIELD_CHANGED_KIND: Customer.channel changed type from Channel! to Channel.",
    ]);
  });

  test("passes when its line is approved", () => {
    const approved =
      "# decided in May\n\nFIELD_CHANGED_KIND: Customer.channel changed type from Channel! to Channel.\n";
    expect(unapprovedBreaks(good, shrunk, approved)).toEqual([]);
    expect(staleApprovals(good, shrunk, approved)).toEqual([]);
  });

  test("leaves no approval behind once it is gone", () => {
    expect(staleApprovals(good, buildSchema(good), "FIELD_REMOVED: Customer.age was removed.")).toHaveLength(
      1,
    );
  });

  test("is not seen in an addition", () => {
    const grown = without("channel: Channel!", `channel: Channel!\n"Notes, 备注."\nnotes: String`);
    expect(unapprovedBreaks(good, grown, "")).toEqual([]);
  });
});

describe("DOS-2.7 the descriptions", () => {
  test("are complete when everything is told in English with the Chinese term", () => {
    expect(undescribed(buildSchema(good))).toEqual([]);
  });

  test.each([
    [`"A customer, 客户."`, "", "Customer: no description"],
    [`"Its channel, 渠道."`, "", "Customer.channel: no description"],
    [`"Its channel, 渠道."`, `"Its channel."`, "Customer.channel: no Chinese term in “Its channel.”"],
    [`"Its channel, 渠道."`, `"渠道"`, "Customer.channel: no English in “渠道”"],
    [`"How many characters at most."`, "", "Customer.name(length): no description"],
    [`"WeChat, 微信."`, "", "Channel.WECHAT: no description"],
    [`"WeChat, 微信."`, `"WeChat."`, "Channel.WECHAT: no Chinese term in “WeChat.”"],
    [`"What a new customer is made of, 新客户."`, "", "NewCustomer: no description"],
    [`"A moment in UTC."`, "", "DateTime: no description"],
    [`"One customer, 客户."`, "", "Query.customer: no description"],
    [`"What it is known by."`, "", "Query.customer(id): no description"],
  ])("fail when %s becomes “%s”", (text, replacement, finding) => {
    expect(undescribed(without(text, replacement))).toEqual([finding]);
  });

  test("fail when an input's field has none", () => {
    const schema = without(`input NewCustomer {\n  "Its name, 姓名."`, "input NewCustomer {");
    expect(undescribed(schema)).toEqual(["NewCustomer.name: no description"]);
  });
});
