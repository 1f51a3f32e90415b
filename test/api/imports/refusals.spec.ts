import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { startTestServer, type TestServer } from "../../support/server.ts";
import { writeZip } from "../../support/spreadsheets/zip-writer.ts";
import { check, finish, HEADER, importIn, importNow, sheet, takeStep, upload } from "./import-calls.ts";

const ROW = "小鱼,金卡,于小鱼,fish@example.cn,13800138001,杭州市西湖区1号,2026-01-02,碧螺春,100.00";

let server: TestServer;
beforeAll(async () => {
  server = await startTestServer();
});
afterAll(() => server.stop());

describe("T31 a file that is no spreadsheet is refused while its sender waits, and leaves nothing behind", () => {
  test.each([
    ["nothing at all", Buffer.alloc(0), "EMPTY_FILE"],
    ["a picture", Buffer.from([0x89, 0x50, 0x4e, 0x47, 1, 2, 3]), "NOT_A_SPREADSHEET"],
    ["a web page", Buffer.from("<html><table></table></html>"), "WEB_PAGE"],
    ["a zip that is no workbook", writeZip([{ name: "a.txt", data: "hello" }]), "NOT_A_SPREADSHEET"],
    ["a text without a header", Buffer.from("hello\nworld\n"), "NO_HEADER"],
    ["a header without rows", Buffer.from(`${HEADER}\n`), "NO_ROWS"],
  ])("%s", async (_, bytes, code) => {
    const client = await server.as("AGENT");
    const answer = await upload(client, bytes);
    expect(answer).toMatchObject({ status: 422, code });
    expect(answer.message).toMatch(/[\u4e00-\u9fff]/);
    expect(await server.database.query("select from import")).toEqual([]);
  });

  test("in the language of whoever sent it", async () => {
    const client = await server.as("AGENT", "en");
    expect((await upload(client, Buffer.alloc(0))).message).toMatch(/^This file is empty/);
  });
});

test("T33 a CSV file in GB18030 is read, and its encoding shown", async () => {
  const client = await server.as("AGENT");
  // 客户ID,真实姓名 / 张三,张三 in GB18030.
  const bytes = Buffer.from(
    "bfcdbba74944 2c d5e6cab5d0d5c3fb 0a d5c5c8fd 2c d5c5c8fd 0a".replaceAll(" ", ""),
    "hex",
  );
  const checked = await check(client, bytes);
  const { import: one } = await client.query<{ import: { encoding: string; format: string } }>(
    `query ($number: String!) { import(number: $number) { encoding format } }`,
    { number: checked.number },
  );
  expect(one).toEqual({ encoding: "GB18030", format: "CSV" });
  expect(checked.counts).toMatchObject({ newCustomers: 1, potentialCustomers: 1 });
});

describe("who may", () => {
  test("DOS-2.3 a stranger is refused before the file is read, a viewer as well", async () => {
    expect(await upload(server.visitor(), sheet(ROW))).toMatchObject({
      status: 401,
      code: "UNAUTHENTICATED",
    });
    const viewer = await server.as("VIEWER");
    expect(await upload(viewer, sheet(ROW))).toMatchObject({ status: 403, code: "FORBIDDEN" });
    const { errors } = await viewer.send("{ imports(first: 1) { nodes { id } } }");
    expect(errors.map(({ extensions }) => extensions?.["code"])).toEqual(["FORBIDDEN"]);
    const download = await viewer.request("/files/imports/DR-000001/problems.xlsx");
    expect(download.status).toBe(403);
  });

  test("DOS-2.3 an agent takes in but does not revert; the buttons say so beforehand", async () => {
    const agent = await server.as("AGENT");
    const done = await finish(agent, await check(agent, sheet(ROW)));
    const { import: one } = await agent.query<{ import: Record<string, boolean> }>(
      `query ($number: String!) { import(number: $number) { viewerCanRevert viewerCanMend viewerCanStart } }`,
      { number: done.number },
    );
    expect(one).toEqual({ viewerCanRevert: false, viewerCanMend: true, viewerCanStart: false });
    const { errors } = await agent.send(
      `mutation ($input: RevertImportInput!) { revertImport(input: $input) { errors { code } } }`,
      { input: { importId: done.id, expectedVersion: done.version } },
    );
    expect(errors.map(({ extensions }) => extensions?.["code"])).toEqual(["FORBIDDEN"]);
  });
});

describe("DOS-2.4 a step", () => {
  test("of somebody who read an older version is answered by a conflict, one out of turn by its state", async () => {
    const agent = await server.as("AGENT");
    const checked = await check(agent, sheet(ROW.replace("小鱼", "小虾")));
    expect(await takeStep(agent, "startImport", { ...checked, version: checked.version - 1 })).toMatchObject([
      { code: "CONFLICT" },
    ]);
    expect(await takeStep(agent, "discardImport", checked)).toEqual([]);
    const discarded = await importNow(agent, checked.number);
    expect(discarded.state).toBe("DISCARDED");
    expect(await takeStep(agent, "startImport", discarded)).toMatchObject([{ code: "WRONG_STATE" }]);
    expect(
      await server.database.query("select from import_batch where import_id = $1", [idOf(checked.id)]),
    ).toEqual([]);
  });

  test("that maps columns otherwise makes the dry run again", async () => {
    const agent = await server.as("AGENT");
    const checked = await check(agent, "会员,姓名,电话\n老张,张老,13500135001\n");
    const data = await agent.query<{ mapImportColumns: { import: { state: string }; errors: unknown[] } }>(
      `mutation ($input: MapImportColumnsInput!) { mapImportColumns(input: $input) { import { state } errors { message } } }`,
      {
        input: {
          importId: checked.id,
          expectedVersion: checked.version,
          columns: [{ position: 0, target: "CUSTOMER_ID" }],
        },
      },
    );
    expect(data.mapImportColumns.errors).toEqual([]);
    const done = await finish(agent, await importIn(agent, checked.number, "READY"));
    expect(done.counts).toMatchObject({ newCustomers: 1 });
    expect(
      await server.database.query("select external_id from external_ref where external_id = '老张'"),
    ).toHaveLength(1);
  });
});

test("DOS-2.4 the rows that were not taken in are downloaded with their reasons, and the look is kept", async () => {
  const agent = await server.as("AGENT");
  const checked = await check(agent, sheet(ROW.replace("小鱼", "小蟹").replace("2026-01-02", "上周")));
  await agent.stepUp();
  const response = await agent.request(`/files/imports/${checked.number}/problems.xlsx`);
  expect(response.status).toBe(200);
  expect(response.headers.get("content-disposition")).toContain("attachment");
  expect(
    Buffer.from(await response.arrayBuffer())
      .subarray(0, 2)
      .toString(),
  ).toBe("PK");
  expect(
    await server.database.query("select from change where operation = 'downloadImportProblems'"),
  ).toHaveLength(1);
});

const idOf = (global: string): string => global.slice(global.indexOf("_") + 1);
