import { Arg, Ctx, FieldResolver, Mutation, Resolver, Root } from "type-graphql";
import { Can } from "../../platform/authz.ts";
import { mutate } from "../../platform/mutate.ts";
import type { NowOrSoon } from "../../platform/reference.ts";
import type { RequestContext } from "../../platform/request.ts";
import { findStaff } from "../access/staff.queries.ts";
import { StaffMemberType } from "../access/staff.types.ts";
import { addComplaintPhotographs } from "./commands/add-complaint-photographs.ts";
import { removeComplaintPhotograph } from "./commands/remove-complaint-photograph.ts";
import { complaintPayload } from "./complaint-payload.ts";
import { listPhotographs } from "./complaint-photograph.queries.ts";
import {
  AddComplaintPhotographsInput,
  ComplaintPhotographType,
  RemoveComplaintPhotographInput,
} from "./complaint-photograph.types.ts";
import { ComplaintPayload, ComplaintType } from "./complaint.types.ts";

@Resolver(() => ComplaintType)
export class ComplaintPhotographsResolver {
  @FieldResolver(() => [ComplaintPhotographType], {
    description: "Photographs of what it is about 照片, in the order added; removed ones are not among them.",
  })
  photographs(
    @Ctx() context: RequestContext,
    @Root() complaint: ComplaintType,
  ): Promise<ComplaintPhotographType[]> {
    return listPhotographs(context, complaint.recordId);
  }

  @Can("complaint:addPhotographs")
  @Mutation(() => ComplaintPayload, {
    description:
      "Adds uploaded photographs to an open complaint 添加照片. Sent again it has no further effect.",
  })
  async addComplaintPhotographs(
    @Ctx() context: RequestContext,
    @Arg("input", () => AddComplaintPhotographsInput, {
      description: "Complaint and photographs 投诉与照片.",
    })
    input: AddComplaintPhotographsInput,
  ): Promise<ComplaintPayload> {
    const request = { operation: "addComplaintPhotographs" };
    return complaintPayload(
      context,
      await mutate(context, request, (scope) => addComplaintPhotographs(scope, input)),
    );
  }

  @Can("complaint:removePhotograph")
  @Mutation(() => ComplaintPayload, {
    description: "Takes a photograph off an open complaint 移除照片; it is hidden from everybody, and kept.",
  })
  async removeComplaintPhotograph(
    @Ctx() context: RequestContext,
    @Arg("input", () => RemoveComplaintPhotographInput, {
      description: "Complaint and photograph 投诉与照片.",
    })
    input: RemoveComplaintPhotographInput,
  ): Promise<ComplaintPayload> {
    const request = { operation: "removeComplaintPhotograph" };
    return complaintPayload(
      context,
      await mutate(context, request, (scope) => removeComplaintPhotograph(scope, input)),
    );
  }
}

@Resolver(() => ComplaintPhotographType)
export class ComplaintPhotographResolver {
  @FieldResolver(() => StaffMemberType, { nullable: true, description: "Who uploaded it 上传人." })
  uploadedBy(
    @Ctx() context: RequestContext,
    @Root() photograph: ComplaintPhotographType,
  ): NowOrSoon<StaffMemberType | null> {
    return findStaff(context, photograph.uploadedById);
  }
}
