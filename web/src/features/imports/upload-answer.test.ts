import { describe, expect, it } from "vitest";
import { readUploadAnswer } from "./upload-answer.ts";

const errors = (message: string, extensions: Record<string, unknown>): string =>
  JSON.stringify({ errors: [{ message, extensions }] });

describe("DOS-2.4 what the server says to a dropped file", () => {
  it("is the import's number when it is taken", () => {
    expect(readUploadAnswer(201, '{"import":{"id":"x","number":"DR-000007"}}')).toEqual({
      kind: "taken",
      number: "DR-000007",
    });
  });

  it("names the earlier import when the file was taken in before", () => {
    const body = errors("以前导入过", { code: "DUPLICATE_IMPORT", import: { id: "x", number: "DR-000003" } });
    expect(readUploadAnswer(409, body)).toEqual({
      kind: "duplicate",
      number: "DR-000003",
      message: "以前导入过",
    });
  });

  it("is the server's own words when the file is at fault", () => {
    expect(readUploadAnswer(422, errors("这不是表格文件。", { code: "NOT_A_SPREADSHEET" }))).toEqual({
      kind: "refused",
      message: "这不是表格文件。",
    });
  });

  it("never blames the file for an outage, a session that ended or a missing right", () => {
    expect(readUploadAnswer(503, errors("down", { code: "UNAVAILABLE" })).kind).toBe("unreachable");
    expect(readUploadAnswer(502, "<html>Bad gateway</html>").kind).toBe("unreachable");
    expect(readUploadAnswer(401, errors("sign in", { code: "UNAUTHENTICATED" })).kind).toBe("signedOut");
    expect(readUploadAnswer(403, errors("no", { code: "FORBIDDEN" })).kind).toBe("forbidden");
    expect(readUploadAnswer(500, errors("oops", { code: "INTERNAL", requestId: "r1" }))).toEqual({
      kind: "failed",
      requestId: "r1",
    });
  });

  it("understands a proxy's limit, and an answer that makes no sense", () => {
    expect(readUploadAnswer(413, "<html>too large</html>").kind).toBe("tooLarge");
    expect(readUploadAnswer(413, errors("too large", { code: "BAD_USER_INPUT" })).kind).toBe("tooLarge");
    expect(readUploadAnswer(201, "null").kind).toBe("failed");
  });
});
