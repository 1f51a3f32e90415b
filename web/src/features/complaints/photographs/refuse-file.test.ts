import { describe, expect, it } from "vitest";
import { refuseFile } from "./refuse-file.ts";
import { readAnswer } from "./upload-photograph.ts";

const file = (name: string, type: string, size = 1000) => ({ name, type, size });

describe("DOS-3.1 a file that is no photograph is refused before it is sent", () => {
  it.each([
    [file("IMG_1.jpg", "image/jpeg"), undefined],
    [file("截图.png", "image/png"), undefined],
    [file("a.webp", "image/webp"), undefined],
    [file("大照片.jpg", "image/jpeg", 30 * 1024 * 1024), undefined],
    [file("空.jpg", "image/jpeg", 0), "EMPTY_FILE"],
    [file("巨大.jpg", "image/jpeg", 65 * 1024 * 1024), "TOO_LARGE"],
    [file("动图.gif", "image/gif"), "ANIMATED"],
    [file("矢量.svg", "image/svg+xml"), "WEB_PAGE"],
    [file("网页.html", "text/html"), "WEB_PAGE"],
    [file("视频.mov", "video/quicktime"), "VIDEO"],
    [file("发票.pdf", "application/pdf"), "DOCUMENT"],
    [file("表.xlsx", "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"), "DOCUMENT"],
    [file("什么", ""), "NOT_A_PHOTOGRAPH"],
  ])("%o: %s", (given, code) => {
    expect(refuseFile(given)).toBe(code);
  });

  it("a HEIC goes on: some browsers can turn it into a JPEG, and the others say what to do", () => {
    expect(refuseFile(file("IMG_1.HEIC", ""))).toBeUndefined();
    expect(refuseFile(file("IMG_1", "image/heic"))).toBeUndefined();
  });
});

describe("what the server answers to a photograph", () => {
  const photograph = {
    id: "ComplaintPhotograph_1",
    url: "/files/complaint-photographs/1",
    fileName: "a.jpg",
  };
  const error = (code: string) => JSON.stringify({ errors: [{ message: "说明", extensions: { code } }] });
  it.each([
    [201, JSON.stringify({ photograph }), { kind: "taken", photograph }],
    [415, error("HEIC"), { kind: "refused", message: "说明" }],
    [401, error("UNAUTHENTICATED"), { kind: "signedOut" }],
    [403, error("FORBIDDEN"), { kind: "forbidden" }],
    [503, error("UNAVAILABLE"), { kind: "unreachable" }],
    [502, "<html>", { kind: "unreachable" }],
    [500, error("INTERNAL"), { kind: "failed" }],
    [200, "null", { kind: "failed" }],
  ])("%i %s", (status, body, answer) => {
    expect(readAnswer(status, body)).toEqual(answer);
  });
});
