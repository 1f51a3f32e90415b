import { recordCreation } from "../../../platform/changes.ts";
import { now } from "../../../platform/clock.ts";
import { DomainError, DomainErrors, notFound, UserErrorCode } from "../../../platform/errors.ts";
import { newId, recordId } from "../../../platform/ids.ts";
import { text } from "../../../platform/language.ts";
import type { RequestContext } from "../../../platform/request.ts";
import { mayHandleComplaints } from "../../access/assignees.queries.ts";
import { checkRemark } from "../../access/commands/check-name.ts";
import { StaffMember } from "../../access/staff-member.entity.ts";
import { findCustomerOwner } from "../../customers/commands/assign-customer-owner.ts";
import { HandOver, HandOverKind, HandOverState } from "../hand-over.entity.ts";
import { checkReceiverSees } from "./check-receiver-sees.ts";
import { handOverBatch, operationOf } from "./hand-over-batch.ts";

export interface HandOverWish {
  readonly fromStaffId?: string | null | undefined;
  readonly toStaffId?: string | null | undefined;
  readonly toTeamId?: string | null | undefined;
  readonly note: string;
  readonly customers: boolean;
  readonly complaints: boolean;
}

/** Hands one's customers and open complaints over to another or to a team: the first at once, the rest by a job. */
export async function handOverRecords(context: RequestContext, input: HandOverWish): Promise<string> {
  const errors: DomainError[] = [];
  const refuse = (field: string, code: UserErrorCode, zh: string, en: string): unknown =>
    errors.push(new DomainError(code, text(zh, en), [field]));
  const note = checkRemark(input.note, { field: "note", longest: 500 }, errors);
  if (note === null && errors.length === 0)
    refuse(
      "note",
      UserErrorCode.REQUIRED,
      "请写明交接说明，例如“离职交接”。",
      "Write a note, such as: leaves the company.",
    );
  if (Boolean(input.toStaffId) === Boolean(input.toTeamId))
    refuse(
      "toStaffId",
      UserErrorCode.REQUIRED,
      "请选择交给谁：一位同事或一个小组。",
      "Choose to whom: one person or one team.",
    );
  if (!input.customers && !input.complaints)
    refuse(
      "customers",
      UserErrorCode.REQUIRED,
      "请至少选择客户或投诉中的一项。",
      "Choose customers, complaints, or both.",
    );
  if (errors.length > 0) throw new DomainErrors(errors);
  const fromId = input.fromStaffId ? await findPerson(context, input.fromStaffId) : null;
  const to = await findReceiver(context, input);
  const wish = {
    kind: HandOverKind.HAND_OVER,
    fromId,
    toId: to.ownerId,
    toTeamId: to.teamId,
    note,
    customers: input.customers,
    complaints: input.complaints,
  };
  await checkReceiverSees(context, wish);
  return beginHandOver(context, wish);
}

/** Writes down what is to go where, and does the first batch of it. Answers with the new record's id. */
export async function beginHandOver(
  context: RequestContext,
  wish: Pick<HandOver, "kind" | "fromId" | "toId" | "toTeamId" | "note" | "customers" | "complaints">,
): Promise<string> {
  const { actor } = context;
  if (!actor) throw new Error("a hand-over that nobody asks for");
  const at = now();
  const one = context.em.create(HandOver, {
    ...wish,
    id: newId(),
    askedById: actor.staffId,
    state: HandOverState.RUNNING,
    createdAt: at,
    workedAt: at,
  });
  await context.em.flush();
  await recordCreation(context, { type: "HandOver", id: one.id, version: 1, operation: operationOf(one) }, [
    "fromId",
    "toId",
    "toTeamId",
    "note",
  ]);
  await handOverBatch(context, one);
  return one.id;
}

/** Also somebody who was disabled. */
async function findPerson(context: RequestContext, graphId: string): Promise<string> {
  const id = recordId("StaffMember", graphId);
  const staff = id ? await context.em.findOne(StaffMember, id) : null;
  if (!staff || staff.program) throw notFound(["fromStaffId"]);
  return staff.id;
}

async function findReceiver(context: RequestContext, input: HandOverWish) {
  try {
    const to = await findCustomerOwner(context, { ownerId: input.toStaffId, teamId: input.toTeamId });
    if (to.ownerId && input.complaints) {
      const staff = await context.em.findOneOrFail(StaffMember, to.ownerId);
      if (!(await mayHandleComplaints(context, staff)))
        throw new DomainError(
          UserErrorCode.INVALID_VALUE,
          text(
            "该员工只能查看，不能处理投诉，请选择其他同事，或只交接客户。",
            "This person cannot handle complaints. Choose somebody else, or hand customers over only.",
          ),
          ["ownerId"],
        );
    }
    return to;
  } catch (error) {
    if (!(error instanceof DomainError)) throw error;
    throw new DomainError(error.code, error.text, [input.toStaffId ? "toStaffId" : "toTeamId"]);
  }
}
