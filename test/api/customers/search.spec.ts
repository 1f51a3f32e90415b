import { afterAll, beforeAll, describe, expect, test } from "vitest";
import type { Client } from "../../support/client.ts";
import { startTestServer, type TestServer } from "../../support/server.ts";
import { created, found } from "./customer-calls.ts";

let server: TestServer;
let agent: Client;
beforeAll(async () => {
  server = await startTestServer();
  agent = await server.as("AGENT");
});
afterAll(() => server.stop());

describe("DOS-2.5 the search box finds", () => {
  beforeAll(async () => {
    for (const name of ["王小明", "单雄信", "仇英", "曾国藩", "吕布", "欧阳娜娜", "王大锤"])
      await created(agent, { name });
    await created(agent, {
      name: "赵敏",
      nickname: "tb_504471",
      phone: "13812344321",
      email: "zhaomin@example.cn",
    });
    await created(agent, { name: "O'Brien Wang", nickname: "Überkunde" });
  });

  test.each([
    ["王", ["王小明", "王大锤"]],
    ["小明", ["王小明"]],
    ["wangxm", ["王小明"]],
    ["wxm", ["王小明"]],
    ["wangxiaoming", ["王小明"]],
    ["xiaoming", ["王小明"]],
    ["WangX", ["王小明"]],
    ["王xm", ["王小明"]],
    ["shan", ["单雄信"]],
    ["qiu", ["仇英"]],
    ["zenggf", ["曾国藩"]],
    ["lv", ["吕布"]],
    ["lubu", ["吕布"]],
    ["ouyang", ["欧阳娜娜"]],
    ["oynn", ["欧阳娜娜"]],
    ["tb_504", ["赵敏"]],
    ["504471", ["赵敏"]],
    ["4321", ["赵敏"]],
    ["13812344321", ["赵敏"]],
    ["+86 138-1234-4321", ["赵敏"]],
    ["ZhaoMin@example.cn", ["赵敏"]],
    ["  小明 ", ["王小明"]],
    ["没有这个人", []],
    ["%", []],
    ["\\", []],
    ["'; drop table customer; --", []],
  ])("by %s", async (search, expected) => {
    const names = await found(agent, search);
    expect(names.sort()).toEqual([...expected].sort());
  });

  test("a customer by number", async () => {
    const customer = await created(agent, { name: "按编号" });
    expect(await found(agent, customer.number.toLowerCase())).toEqual(["按编号"]);
  });

  test("T16 nothing by contact data for a viewer, who may not match it", async () => {
    const viewer = await server.as("VIEWER");
    for (const search of ["4321", "13812344321", "zhaomin@example.cn"])
      expect(await found(viewer, search)).toEqual([]);
    expect(await found(viewer, "赵敏")).toEqual(["赵敏"]);
  });

  test("and refuses a search of more than 100 characters", async () => {
    const answer = await agent.send(
      `{ customers(first: 1, search: "${"长".repeat(101)}") { nodes { id } } }`,
    );
    expect(answer).toMatchObject({ status: 400, errors: [{ extensions: { code: "BAD_USER_INPUT" } }] });
  });
});
