import { Field, ID, InputType, Int, ObjectType } from "type-graphql";
import { DateTimeScalar } from "../../platform/scalars.ts";
import type { Moment } from "../../platform/tables.ts";

@ObjectType("ComplaintPhotograph", {
  simpleResolvers: true,
  description: "A photograph of what a complaint is about 照片, without what it told of place and camera.",
})
export class ComplaintPhotographType {
  /** Not in the graph. */
  uploadedById!: string;

  @Field(() => ID, { description: "The photograph's id 照片编号, as its upload answered." })
  id!: string;

  @Field(() => String, { description: "Name of the file 文件名; its ending fits what it is." })
  fileName!: string;

  @Field(() => String, { description: "What it is 图片格式: image/jpeg, image/png or image/webp." })
  mediaType!: string;

  @Field(() => Int, { description: "Size in bytes 大小." })
  byteSize!: number;

  @Field(() => String, {
    description:
      "Address to show it from, for whoever may see the complaint 照片地址: /files/complaint-photographs/…",
  })
  url!: string;

  @Field(() => DateTimeScalar, { description: "When it was uploaded 上传时间." })
  uploadedAt!: Moment;
}

@InputType({ description: "Photographs to add to a complaint 添加照片." })
export class AddComplaintPhotographsInput {
  @Field(() => ID, { description: "The complaint 投诉; it has to be open." })
  complaintId!: string;

  @Field(() => [ID], {
    description:
      "Photographs 照片 that the caller uploaded by POST /files/complaint-photographs within the last day. A complaint has at most 9; one that it has already stays as it is.",
  })
  photographIds!: string[];
}

@InputType({ description: "A photograph to take off a complaint 移除照片." })
export class RemoveComplaintPhotographInput {
  @Field(() => ID, { description: "The complaint 投诉; it has to be open." })
  complaintId!: string;

  @Field(() => ID, { description: "The photograph 照片." })
  photographId!: string;
}
