import { describe, expect, it } from "vitest";
import { changedDetails, detailsBefore, valuesOnFile, type CustomerOnFile } from "./customer-values.ts";

const onFile: CustomerOnFile = {
  id: "Customer_1",
  version: 3,
  kind: "INDIVIDUAL",
  lifecycle: "EXISTING",
  name: "王小明",
  nickname: null,
  phone: { state: "MASKED", text: "138****8000" },
  email: { state: "EMPTY" },
  address: { state: "HIDDEN" },
  channel: { id: "Channel_1", name: "千牛" },
  memberLevel: null,
};

describe("DOS-2.6 an edit of a customer", () => {
  it("sends nothing when nothing was changed", () => {
    expect(changedDetails(onFile, valuesOnFile(onFile))).toEqual({});
  });

  it("sends only what was changed, and null for what was emptied", () => {
    const typed = { ...valuesOnFile(onFile), name: " 王大明 ", channelId: null, nickname: "" };
    expect(changedDetails(onFile, typed)).toEqual({ name: "王大明", channelId: null });
  });

  it("keeps a masked value that was not touched, replaces one that was typed, empties one that was cleared", () => {
    const typed = { ...valuesOnFile(onFile), phone: undefined, email: "a@b.cn", address: null };
    expect(changedDetails(onFile, typed)).toEqual({ email: "a@b.cn", address: null });
  });

  it("does not take a text that was typed and deleted again for a wish to empty the field", () => {
    expect(changedDetails(onFile, { ...valuesOnFile(onFile), phone: "" })).toEqual({});
  });

  it("can be taken back but for personal values, which nobody here has seen", () => {
    const changes = { name: "王大明", memberLevelId: "MemberLevel_2", phone: "13900139000" };
    expect(detailsBefore(onFile, changes)).toEqual({ name: "王小明", memberLevelId: null });
  });
});
