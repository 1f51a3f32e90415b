import { describe, expect, it } from "vitest";
import { relativeDay, relativeTime } from "./relative-time.ts";

const now = new Date(2026, 10, 22, 9, 0, 0).getTime();
const ago = (seconds: number): string => new Date(now - seconds * 1000).toISOString();

describe("DOS-2.6 how long ago something happened", () => {
  it("is said in the largest unit that fits", () => {
    expect(relativeTime("en", ago(5), now)).toBe("just now");
    expect(relativeTime("zh-CN", ago(5), now)).toBe("刚刚");
    expect(relativeTime("en", ago(125), now)).toBe("2 minutes ago");
    expect(relativeTime("zh-CN", ago(3 * 3600), now)).toBe("3小时前");
    expect(relativeTime("zh-CN", ago(86_400), now)).toBe("昨天");
    expect(relativeTime("en", ago(800 * 86_400), now)).toBe("2 years ago");
  });

  it("counts calendar days, not hours", () => {
    expect(relativeDay("zh-CN", "2026-11-22", now)).toBe("今天");
    expect(relativeDay("zh-CN", "2026-11-21", now)).toBe("昨天");
    expect(relativeDay("en", "2026-10-10", now)).toBe("last month");
    expect(relativeDay("en", "2026-11-25", now)).toBe("in 3 days");
  });
});
