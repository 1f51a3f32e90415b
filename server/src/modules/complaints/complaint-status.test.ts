import { describe, expect, test } from "vitest";
import { DomainErrors, UserErrorCode, type DomainError } from "../../platform/errors.ts";
import { EVIDENCE, evidenceErrors, wrongStep, type StepEvidence } from "./complaint-evidence.ts";
import {
  allowedTransitions,
  ComplaintEvidence,
  ComplaintStatus,
  findTransition,
  isOpen,
  isReopening,
  TRANSITIONS,
} from "./complaint-status.ts";
import { urgencyOf, urgencyRange } from "./complaint-urgency.ts";
import { ComplaintCategory, ComplaintMedium, ComplaintSeverity, subjectOf } from "./complaint-words.types.ts";
import { Complaint } from "./complaint.entity.ts";

const statuses = Object.values(ComplaintStatus);
const nothing: StepEvidence = {
  acknowledgedThrough: null,
  cause: null,
  solution: null,
  reaction: null,
  satisfaction: null,
  reason: null,
};

function complaintIn(status: ComplaintStatus): Complaint {
  return Object.assign(new Complaint(), {
    status,
    severity: ComplaintSeverity.NORMAL,
    filedAt: new Date("2026-03-08T06:00:00Z"),
    cause: "包装太薄",
    solution: "补发一条",
    reaction: "表示满意",
  });
}

function refusalsOf(run: () => unknown): readonly DomainError[] {
  try {
    run();
  } catch (error) {
    if (error instanceof DomainErrors) return error.errors;
    return [error as DomainError];
  }
  return [];
}

describe("CMP-10 CMP-12 CMP-14 the table of steps", () => {
  test("leads from filing to the end, each step with its evidence", () => {
    const path = ["RECEIVED", "ACKNOWLEDGED", "ANALYSED", "RESOLVED", "FOLLOWED_UP", "CLOSED"];
    const asked = path
      .slice(1)
      .map((to, index) => findTransition(path[index] as ComplaintStatus, to as ComplaintStatus)?.requires);
    expect(asked).toEqual([
      ["ACKNOWLEDGED_THROUGH"],
      ["CAUSE"],
      ["SOLUTION"],
      ["REACTION", "SATISFACTION"],
      [],
    ]);
  });

  test("has each step once, none to itself, and a way out of every status", () => {
    const steps = TRANSITIONS.map(({ from, to }) => `${from} ${to}`);
    expect(new Set(steps).size).toBe(steps.length);
    expect(TRANSITIONS.filter(({ from, to }) => from === to)).toEqual([]);
    expect(statuses.filter((status) => allowedTransitions(status).length === 0)).toEqual([]);
  });

  test("every way back or out asks for a reason", () => {
    const unreasoned = TRANSITIONS.filter(
      (step) => isReopening(step) || step.to === ComplaintStatus.WITHDRAWN,
    ).filter(({ requires }) => !requires.includes(ComplaintEvidence.REASON));
    expect(unreasoned).toEqual([]);
    expect(TRANSITIONS.filter(isReopening).map(({ from, to }) => `${from} ${to}`)).toEqual([
      "RESOLVED ACKNOWLEDGED",
      "FOLLOWED_UP ACKNOWLEDGED",
      "CLOSED ACKNOWLEDGED",
      "WITHDRAWN RECEIVED",
    ]);
  });

  test("only what is closed or withdrawn is not open", () => {
    expect(statuses.filter((status) => !isOpen(status))).toEqual(["CLOSED", "WITHDRAWN"]);
  });
});

describe("DOS-3.2 a step", () => {
  test.each(TRANSITIONS)("from $from to $to is refused without its evidence, field by field", (step) => {
    const errors = evidenceErrors(step, nothing);
    expect(errors.map(({ code, path }) => [code, ...path])).toEqual(
      step.requires.map((evidence) => [UserErrorCode.REQUIRED, EVIDENCE[evidence].field]),
    );
    for (const { text } of errors)
      expect([text.zh, text.en]).toEqual([expect.any(String), expect.any(String)]);
  });

  test("with more than it asks for is refused, never silently cut short", () => {
    const complaint = complaintIn(ComplaintStatus.FOLLOWED_UP);
    const refusals = refusalsOf(() =>
      complaint.changeStatus(ComplaintStatus.CLOSED, { ...nothing, cause: "包装太薄" }),
    );
    expect(refusals.map(({ code, path }) => [code, path])).toEqual([
      [UserErrorCode.INVALID_VALUE, ["cause"]],
    ]);
    expect(complaint.status).toBe(ComplaintStatus.FOLLOWED_UP);
  });

  test("that is not in the table is refused, and the refusal names what is possible", () => {
    for (const from of statuses) {
      for (const to of statuses.filter((status) => findTransition(from, status) === null)) {
        const [refusal] = refusalsOf(() => complaintIn(from).changeStatus(to, nothing));
        expect([from, to, refusal?.code]).toEqual([from, to, UserErrorCode.WRONG_STATE]);
      }
    }
    const { text } = wrongStep(ComplaintStatus.CLOSED, ComplaintStatus.RESOLVED);
    expect(text.zh).toBe("投诉目前为“已结案”，不能直接改为“已解决”。现在可以改为：“已联系”（重新处理）。");
    expect(text.en).toBe(
      "The complaint is closed and cannot become resolved from there. It can become: acknowledged (reopened).",
    );
  });

  test("back takes back the solution and the customer's words on it, and leaves the cause", () => {
    const complaint = complaintIn(ComplaintStatus.CLOSED);
    const changes = complaint.changeStatus(ComplaintStatus.ACKNOWLEDGED, { ...nothing, reason: "又坏了" });
    expect(changes.map(({ field, new: value }) => [field, value])).toEqual([
      ["status", "ACKNOWLEDGED"],
      ["solution", null],
      ["reaction", null],
    ]);
    expect(complaint.cause).toBe("包装太薄");
  });

  test("nothing of a closed complaint is edited or assigned before it is reopened", () => {
    const closed = complaintIn(ComplaintStatus.CLOSED);
    for (const change of [
      () => closed.edit({ severity: ComplaintSeverity.HIGH }),
      () => closed.assign({ assigneeId: null, teamId: null }),
    ])
      expect(refusalsOf(change).map(({ code }) => code)).toEqual([UserErrorCode.WRONG_STATE]);
  });
});

describe("CMP-01 every category", () => {
  test("is about goods or about service", () => {
    expect(
      Object.fromEntries(Object.values(ComplaintCategory).map((each) => [each, subjectOf(each)])),
    ).toMatchObject({
      PRODUCT_QUALITY: "PRODUCT",
      WRONG_GOODS: "PRODUCT",
      DELIVERY: "SERVICE",
      STAFF_ATTITUDE: "SERVICE",
    });
  });
});

describe("DOS-3.3 urgency", () => {
  const early = new Date("2026-03-08T06:00:00.000Z");
  const late = new Date("2026-03-08T06:00:00.001Z");

  test("puts the graver first, then the longest waiting", () => {
    const inbox = [
      urgencyOf(ComplaintSeverity.CRITICAL, late),
      urgencyOf(ComplaintSeverity.HIGH, early),
      urgencyOf(ComplaintSeverity.HIGH, late),
      urgencyOf(ComplaintSeverity.NORMAL, early),
      urgencyOf(ComplaintSeverity.LOW, new Date("1990-01-01T00:00:00Z")),
    ];
    expect(inbox.toSorted((a, b) => Number(b) - Number(a))).toEqual(inbox);
    expect(inbox.every((urgency) => Number.isSafeInteger(Number(urgency)))).toBe(true);
  });

  test.each(Object.values(ComplaintSeverity))(
    "of %s lies in the range of that severity and no other",
    (one) => {
      const urgency = Number(urgencyOf(one, early));
      const within = Object.values(ComplaintSeverity).filter((severity) => {
        const { from, below } = urgencyRange([severity]);
        return urgency >= Number(from) && urgency < Number(below);
      });
      expect(within).toEqual([one]);
    },
  );

  test("of severities beside each other is one range, with a gap it is not", () => {
    expect(urgencyRange([ComplaintSeverity.HIGH, ComplaintSeverity.NORMAL])).toEqual({
      from: "10000000000000",
      below: "30000000000000",
      whole: true,
    });
    expect(urgencyRange([ComplaintSeverity.LOW, ComplaintSeverity.CRITICAL]).whole).toBe(false);
  });

  test("changes with the severity", () => {
    const complaint = complaintIn(ComplaintStatus.RECEIVED);
    complaint.edit({ severity: ComplaintSeverity.CRITICAL, medium: ComplaintMedium.QQ });
    expect(complaint.urgency).toBe(urgencyOf(ComplaintSeverity.CRITICAL, complaint.filedAt));
  });
});
