import type { GraphQLResolveInfo } from "graphql";
import { Arg, Args, Ctx, ID, Info, Mutation, Query, Resolver } from "type-graphql";
import { Can, Creates } from "../../platform/authz.ts";
import { badUserInput } from "../../platform/errors.ts";
import { recordId } from "../../platform/ids.ts";
import { text } from "../../platform/language.ts";
import { mutate } from "../../platform/mutate.ts";
import type { RequestContext } from "../../platform/request.ts";
import { selectedFields, selectedNodeFields } from "../../platform/selection.ts";
import { listAssignees } from "../access/assignees.queries.ts";
import { StaffMemberType } from "../access/staff.types.ts";
import { assignComplaint } from "./commands/assign-complaint.ts";
import { changeComplaintStatus } from "./commands/change-complaint-status.ts";
import { editComplaint } from "./commands/edit-complaint.ts";
import { fileComplaint } from "./commands/file-complaint.ts";
import { writeComplaintNote } from "./commands/write-complaint-note.ts";
import { countOpenComplaints, listComplaints } from "./complaint-list.queries.ts";
import { complaintPayload } from "./complaint-payload.ts";
import { findComplaint, findComplaintByNumber } from "./complaint.queries.ts";
import {
  AssignComplaintInput,
  ChangeComplaintStatusInput,
  ComplaintListArguments,
  EditComplaintInput,
  FileComplaintInput,
  WriteComplaintNoteInput,
} from "./complaint-input.types.ts";
import { ComplaintConnection, ComplaintCounts, ComplaintPayload, ComplaintType } from "./complaint.types.ts";

@Resolver(() => ComplaintType)
export class ComplaintResolver {
  @Can("complaint:list")
  @Query(() => ComplaintConnection, {
    description: "Complaints 投诉列表：searched, filtered, ordered, a page at a time.",
  })
  complaints(
    @Ctx() context: RequestContext,
    @Args(() => ComplaintListArguments) list: ComplaintListArguments,
    @Info() info: GraphQLResolveInfo,
  ): Promise<ComplaintConnection> {
    return listComplaints(context, list, selectedNodeFields(info));
  }

  @Can("complaint:list")
  @Query(() => ComplaintType, {
    nullable: true,
    description: "One complaint by id or number 投诉；null when there is none. Give exactly one.",
  })
  complaint(
    @Ctx() context: RequestContext,
    @Arg("id", () => ID, { nullable: true, description: "Id in the graph 全局编号." }) id: string | null,
    @Arg("number", () => String, {
      nullable: true,
      description: "Number for people 投诉编号，e.g. TS-2026-000045.",
    })
    number: string | null,
    @Info() info: GraphQLResolveInfo,
  ): Promise<ComplaintType | null> {
    if ((id === null || id === undefined) === (number === null || number === undefined)) {
      throw badUserInput(text("请提供 id 或 number 其中之一。", "Give either `id` or `number`."));
    }
    const selected = selectedFields(info, []);
    return number
      ? findComplaintByNumber(context, number, selected)
      : findComplaint(context, recordId("Complaint", id ?? ""), selected);
  }

  @Can("complaint:list")
  @Query(() => ComplaintCounts, {
    description:
      "How many open complaints are the caller's own, the caller's team's, nobody's, everybody's 未结投诉数量.",
  })
  complaintCounts(@Ctx() context: RequestContext): Promise<ComplaintCounts> {
    return countOpenComplaints(context);
  }

  @Can("complaint:list")
  @Query(() => [StaffMemberType], {
    description: "Active people whom a complaint can be assigned to 可分派的员工，by name.",
  })
  complaintAssignees(@Ctx() context: RequestContext): Promise<StaffMemberType[]> {
    return listAssignees(context);
  }

  @Creates()
  @Can("complaint:file")
  @Mutation(() => ComplaintPayload, { description: "Files a complaint of a customer 受理投诉." })
  async fileComplaint(
    @Ctx() context: RequestContext,
    @Arg("input", () => FileComplaintInput, { description: "The complaint 投诉信息." })
    input: FileComplaintInput,
  ): Promise<ComplaintPayload> {
    const request = { operation: "fileComplaint", input, idempotencyKey: input.idempotencyKey };
    return complaintPayload(context, await mutate(context, request, (scope) => fileComplaint(scope, input)));
  }

  @Can("complaint:changeStatus")
  @Mutation(() => ComplaintPayload, {
    description: "Takes a complaint one step onward, back (reopening) or out (withdrawal) 变更处理状态.",
  })
  async changeComplaintStatus(
    @Ctx() context: RequestContext,
    @Arg("input", () => ChangeComplaintStatusInput, {
      description: "Complaint, step and what the step asks for 投诉、步骤与依据.",
    })
    input: ChangeComplaintStatusInput,
  ): Promise<ComplaintPayload> {
    const request = { operation: "changeComplaintStatus" };
    return complaintPayload(
      context,
      await mutate(context, request, (scope) => changeComplaintStatus(scope, input)),
    );
  }

  @Can("complaint:assign")
  @Mutation(() => ComplaintPayload, {
    description: "Gives a complaint to a person, to a team's queue, or to nobody 分派投诉.",
  })
  async assignComplaint(
    @Ctx() context: RequestContext,
    @Arg("input", () => AssignComplaintInput, { description: "Complaint and owner 投诉与负责人." })
    input: AssignComplaintInput,
  ): Promise<ComplaintPayload> {
    const request = { operation: "assignComplaint" };
    return complaintPayload(
      context,
      await mutate(context, request, (scope) => assignComplaint(scope, input)),
    );
  }

  @Can("complaint:edit")
  @Mutation(() => ComplaintPayload, {
    description: "Changes what is given of an open complaint 修改投诉；its history keeps the old values.",
  })
  async editComplaint(
    @Ctx() context: RequestContext,
    @Arg("input", () => EditComplaintInput, { description: "Complaint and what to change 投诉与修改内容." })
    input: EditComplaintInput,
  ): Promise<ComplaintPayload> {
    const request = { operation: "editComplaint" };
    return complaintPayload(context, await mutate(context, request, (scope) => editComplaint(scope, input)));
  }

  @Creates()
  @Can("complaint:writeNote")
  @Mutation(() => ComplaintPayload, {
    description: "Writes a note on a complaint 写备注；never conflicts with anybody.",
  })
  async writeComplaintNote(
    @Ctx() context: RequestContext,
    @Arg("input", () => WriteComplaintNoteInput, { description: "Complaint and text 投诉与内容." })
    input: WriteComplaintNoteInput,
  ): Promise<ComplaintPayload> {
    const request = { operation: "writeComplaintNote", input, idempotencyKey: input.idempotencyKey };
    return complaintPayload(
      context,
      await mutate(context, request, (scope) => writeComplaintNote(scope, input)),
    );
  }
}
