import { ArgsType, Field, ID, InputType, Int, ObjectType } from "type-graphql";
import { connectionOf, PageArguments } from "../../platform/connection.ts";
import { DateScalar, DateTimeScalar, type CappedCount } from "../../platform/scalars.ts";
import type { Moment } from "../../platform/tables.ts";
import { ArchiveSection } from "./archive-field.ts";

@ObjectType({
  simpleResolvers: true,
  description: "How fresh a section of an archive is 分区的时效.",
})
export class SectionFreshness {
  /** Not in the graph. */
  verifiedById!: string | null;

  @Field(() => ArchiveSection, { description: "The section 分区." })
  section!: ArchiveSection;

  @Field(() => String, { description: "What it is called 名称, in the caller's language." })
  label!: string;

  @Field(() => DateTimeScalar, {
    nullable: true,
    description:
      "When a person last changed something in it or confirmed it 最近核对时间; null when nobody did.",
  })
  lastVerifiedAt!: Moment | null;

  @Field(() => Boolean, {
    description:
      "Whether it was confirmed as it stood 是否为一键确认: that can be undone by `undoConfirmSection`.",
  })
  confirmed!: boolean;

  @Field(() => DateScalar, {
    nullable: true,
    description: "The day from which on it is to be checked again 应核对日期; null: it is never due.",
  })
  dueOn!: string | null;

  @Field(() => Boolean, { description: "Whether that day has come 是否该核对了." })
  due!: boolean;
}

@ObjectType("DueArchive", {
  simpleResolvers: true,
  description: "An archive that is due for a check 待核对的档案.",
})
export class DueArchiveType {
  /** Not in the graph: the customer's id in the database. */
  customerId!: string;

  @Field(() => ArchiveSection, { description: "The section that is due first 最先到期的分区." })
  section!: ArchiveSection;

  @Field(() => DateScalar, { description: "Since when it is due 到期日." })
  dueOn!: string;
}

@ObjectType({ simpleResolvers: true, description: "A page of the archives that are due 待核对档案的一页." })
export class DueArchiveConnection extends connectionOf(DueArchiveType, "DueArchive", "待核对的档案") {
  /** Not in the graph: counts the whole list when asked. */
  count!: () => Promise<CappedCount>;
}

@ArgsType()
export class DueArchiveArguments extends PageArguments {
  @Field(() => ArchiveSection, {
    nullable: true,
    description: "Only archives of which this section is due first 分区.",
  })
  section?: ArchiveSection | null;

  @Field(() => [ID], { nullable: true, description: "Only customers of these owners 负责人, at most 100." })
  ownerIds?: string[] | null;
}

@InputType({ description: "A section of a customer's archive that is right as it stands 确认分区无误." })
export class ConfirmSectionInput {
  @Field(() => ID, { description: "The customer 客户." })
  customerId!: string;

  @Field(() => ArchiveSection, { description: "The section 分区, of the customer's kind." })
  section!: ArchiveSection;

  @Field(() => Int, {
    nullable: true,
    description:
      "The version last read 读取时的版本号: with it another one answers CONFLICT, as what was looked at is not what stands there.",
  })
  expectedVersion?: number | null;
}

@InputType({ description: "A confirmation to take back 撤销确认." })
export class UndoConfirmSectionInput {
  @Field(() => ID, { description: "The customer 客户." })
  customerId!: string;

  @Field(() => ArchiveSection, { description: "The section 分区." })
  section!: ArchiveSection;
}
