import { DomainError, UserErrorCode } from "../../platform/errors.ts";
import { text, type Text } from "../../platform/language.ts";
import { STATUS_TEXTS } from "./complaint-texts.ts";
import {
  allowedTransitions,
  ComplaintEvidence,
  isReopening,
  type ComplaintStatus,
  type Transition,
} from "./complaint-status.ts";
import type { ComplaintMedium, HandlingSatisfaction } from "./complaint-words.types.ts";

/** What was given with a step; null where nothing was. */
export interface StepEvidence {
  readonly acknowledgedThrough: ComplaintMedium | null;
  readonly cause: string | null;
  readonly solution: string | null;
  readonly reaction: string | null;
  readonly satisfaction: HandlingSatisfaction | null;
  readonly reason: string | null;
}

interface Asked {
  readonly field: keyof StepEvidence;
  readonly name: Text;
  /** What to do when it is missing. */
  readonly missing: Text;
}

export const EVIDENCE: Readonly<Record<ComplaintEvidence, Asked>> = {
  [ComplaintEvidence.ACKNOWLEDGED_THROUGH]: {
    field: "acknowledgedThrough",
    name: text("联系方式", "How the customer was told"),
    missing: text(
      "请选择是通过什么方式联系客户、告知已受理的。",
      "Say how you told the customer that the complaint has arrived.",
    ),
  },
  [ComplaintEvidence.CAUSE]: {
    field: "cause",
    name: text("原因分析", "The cause"),
    missing: text(
      "请填写原因分析：问题出在哪里、为什么会发生。",
      "Write down the cause: what went wrong, and why.",
    ),
  },
  [ComplaintEvidence.SOLUTION]: {
    field: "solution",
    name: text("解决方案", "The solution"),
    missing: text(
      "请填写解决方案：为客户做了什么。",
      "Write down the solution: what was done for the customer.",
    ),
  },
  [ComplaintEvidence.REACTION]: {
    field: "reaction",
    name: text("客户反映", "The customer's reaction"),
    missing: text(
      "请填写客户反映：回访时客户对处理结果怎么说。",
      "Write down the customer's reaction: what they said of how it was handled.",
    ),
  },
  [ComplaintEvidence.SATISFACTION]: {
    field: "satisfaction",
    name: text("满意度", "The satisfaction"),
    missing: text(
      "请选择客户对处理结果的满意度。",
      "Choose how satisfied the customer is with the handling.",
    ),
  },
  [ComplaintEvidence.REASON]: {
    field: "reason",
    name: text("理由", "The reason"),
    missing: text(
      "请填写理由：为什么撤诉或重新处理。",
      "Write down the reason: why it is withdrawn or reopened.",
    ),
  },
};

/** Everything that is wrong with what was given for a step: one refusal for each field. */
export function evidenceErrors(transition: Transition, given: StepEvidence): DomainError[] {
  return Object.values(ComplaintEvidence).flatMap((evidence) => {
    const { field, name, missing } = EVIDENCE[evidence];
    const asked = transition.requires.includes(evidence);
    const there = given[field] !== null;
    if (asked === there) return [];
    if (asked) return [new DomainError(UserErrorCode.REQUIRED, missing, [field])];
    const to = STATUS_TEXTS[transition.to];
    return [
      new DomainError(
        UserErrorCode.INVALID_VALUE,
        text(
          `改为“${to.zh}”时不需要填写${name.zh}，请去掉；其他情况可以写成备注。`,
          `${name.en} is not asked for when a complaint becomes ${to.en}. Leave it out, or write it as a note.`,
        ),
        [field],
      ),
    ];
  });
}

/** The step is not one of the table: says where the complaint stands and what is possible from there. */
export function wrongStep(from: ComplaintStatus, to: ComplaintStatus): DomainError {
  const possible = allowedTransitions(from);
  const zh = possible.map(
    (step) => `“${STATUS_TEXTS[step.to].zh}”${isReopening(step) ? "（重新处理）" : ""}`,
  );
  const en = possible.map((step) => `${STATUS_TEXTS[step.to].en}${isReopening(step) ? " (reopened)" : ""}`);
  return new DomainError(
    UserErrorCode.WRONG_STATE,
    text(
      `投诉目前为“${STATUS_TEXTS[from].zh}”，不能直接改为“${STATUS_TEXTS[to].zh}”。现在可以改为：${zh.join("、")}。`,
      `The complaint is ${STATUS_TEXTS[from].en} and cannot become ${STATUS_TEXTS[to].en} from there. It can become: ${en.join(", ")}.`,
    ),
    ["status"],
  );
}

/** What is done with stays as it is until it is reopened. */
export function closedAlready(status: ComplaintStatus): DomainError {
  return new DomainError(
    UserErrorCode.WRONG_STATE,
    text(
      `投诉${STATUS_TEXTS[status].zh}，不能再修改。需要修改时请先重新处理；备注随时可以写。`,
      `The complaint is ${STATUS_TEXTS[status].en} and cannot be changed. Reopen it first; notes can be written at any time.`,
    ),
  );
}
