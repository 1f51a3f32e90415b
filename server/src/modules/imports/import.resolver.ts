import { Arg, Args, Ctx, FieldResolver, ID, Mutation, Query, Resolver, Root } from "type-graphql";
import type { Permission } from "../../platform/actor.ts";
import { Can, may } from "../../platform/authz.ts";
import { PageArguments } from "../../platform/connection.ts";
import { badUserInput } from "../../platform/errors.ts";
import { recordId } from "../../platform/ids.ts";
import { text } from "../../platform/language.ts";
import { mutate, type MutationOutcome } from "../../platform/mutate.ts";
import type { NowOrSoon } from "../../platform/reference.ts";
import type { RequestContext } from "../../platform/request.ts";
import { findStaff } from "../access/staff.queries.ts";
import { StaffMemberType } from "../access/staff.types.ts";
import { ChannelType, findChannel } from "../channels/channel.queries.ts";
import { discardImport } from "./commands/discard-import.ts";
import { mapImportColumns } from "./commands/map-import-columns.ts";
import { removeDemoArchive, repeatImport, revertImport } from "./commands/revert-import.ts";
import { startImport } from "./commands/start-import.ts";
import { failureText } from "./import-failure.ts";
import { ImportFieldType } from "./import-field.types.ts";
import { listImportFields } from "./import-fields.queries.ts";
import { listColumns } from "./import-samples.queries.ts";
import { allowedSteps, type ImportStep } from "./import-state.ts";
import { askForWorkOf } from "./import-work.ts";
import { findDemoArchive, findImport, listImports } from "./import.queries.ts";
import {
  DiscardImportInput,
  ImportColumnType,
  ImportConnection,
  ImportPayload,
  ImportType,
  MapImportColumnsInput,
  RemoveDemoArchivePayload,
  RepeatImportInput,
  RevertImportInput,
  StartImportInput,
} from "./import.types.ts";

@Resolver(() => ImportType)
export class ImportResolver {
  @Can("import:list")
  @Query(() => ImportConnection, { description: "The imports 导入列表, the newest first." })
  imports(
    @Ctx() context: RequestContext,
    @Args(() => PageArguments) page: PageArguments,
  ): Promise<ImportConnection> {
    return listImports(context, page);
  }

  @Can("import:list")
  @Query(() => ImportType, {
    nullable: true,
    description: "One import by id or number 查找导入; null when there is none.",
  })
  async import(
    @Ctx() context: RequestContext,
    @Arg("id", () => ID, { nullable: true, description: "Id in the graph 全局编号." })
    id: string | null,
    @Arg("number", () => String, { nullable: true, description: "Number for people 导入编号." })
    number: string | null,
  ): Promise<ImportType | null> {
    if ((id === null || id === undefined) === (number === null || number === undefined)) {
      throw badUserInput(text("请提供 id 或 number 其中之一。", "Give either `id` or `number`."));
    }
    return findImport(context, number ? { number } : { id: recordId("Import", id ?? "") });
  }

  @Can("import:list")
  @Query(() => ImportType, {
    nullable: true,
    description: "The demo archive's import while its customers are there 演示档案; null without one.",
  })
  demoArchive(@Ctx() context: RequestContext): Promise<ImportType | null> {
    return findDemoArchive(context);
  }

  @Can("import:list")
  @Query(() => [ImportFieldType], {
    description:
      "The fields that the caller may take columns in as 可导入的档案字段, section by section; a closed or archived one is not among them.",
  })
  importFields(@Ctx() context: RequestContext): Promise<ImportFieldType[]> {
    return listImportFields(context);
  }

  @Can("import:mapColumns")
  @Mutation(() => ImportPayload, {
    description: "Says what the columns mean 调整列的含义; the dry run is made again.",
  })
  async mapImportColumns(
    @Ctx() context: RequestContext,
    @Arg("input", () => MapImportColumnsInput, { description: "The columns 列的含义." })
    input: MapImportColumnsInput,
  ): Promise<ImportPayload> {
    return workedOn(
      context,
      await mutate(context, { operation: "mapImportColumns" }, (scope) => mapImportColumns(scope, input)),
    );
  }

  @Can("import:start")
  @Mutation(() => ImportPayload, { description: "Takes the rows in 开始导入." })
  async startImport(
    @Ctx() context: RequestContext,
    @Arg("input", () => StartImportInput, { description: "The import 导入." }) input: StartImportInput,
  ): Promise<ImportPayload> {
    return workedOn(
      context,
      await mutate(context, { operation: "startImport" }, (scope) => startImport(scope, input)),
    );
  }

  @Can("import:discard")
  @Mutation(() => ImportPayload, { description: "Throws a file away before it is taken in 放弃导入." })
  async discardImport(
    @Ctx() context: RequestContext,
    @Arg("input", () => DiscardImportInput, { description: "The import 导入." }) input: DiscardImportInput,
  ): Promise<ImportPayload> {
    return importPayload(
      context,
      await mutate(context, { operation: "discardImport" }, (scope) => discardImport(scope, input)),
    );
  }

  @Can("import:revert")
  @Mutation(() => ImportPayload, {
    description: "Takes an import back 撤销导入; what people changed since stays and is counted.",
  })
  async revertImport(
    @Ctx() context: RequestContext,
    @Arg("input", () => RevertImportInput, { description: "The import 导入." }) input: RevertImportInput,
  ): Promise<ImportPayload> {
    return workedOn(
      context,
      await mutate(context, { operation: "revertImport" }, (scope) => revertImport(scope, input)),
    );
  }

  @Can("import:repeat")
  @Mutation(() => ImportPayload, { description: "Takes a reverted import in again 重新导入." })
  async repeatImport(
    @Ctx() context: RequestContext,
    @Arg("input", () => RepeatImportInput, { description: "The import 导入." }) input: RepeatImportInput,
  ): Promise<ImportPayload> {
    return workedOn(
      context,
      await mutate(context, { operation: "repeatImport" }, (scope) => repeatImport(scope, input)),
    );
  }

  @Can("demoArchive:remove")
  @Mutation(() => RemoveDemoArchivePayload, {
    description: "Removes the invented customers and all that was added to them 移除演示档案.",
  })
  async removeDemoArchive(@Ctx() context: RequestContext): Promise<RemoveDemoArchivePayload> {
    return workedOn(
      context,
      await mutate(context, { operation: "removeDemoArchive" }, (scope) => removeDemoArchive(scope)),
    );
  }

  @FieldResolver(() => [ImportColumnType], { description: "The file's columns 文件的列." })
  columns(@Ctx() context: RequestContext, @Root() one: ImportType): Promise<ImportColumnType[]> {
    return listColumns(context, one);
  }

  @FieldResolver(() => String, {
    nullable: true,
    description: "Why it failed 失败原因, in the caller's language; null when it did not.",
  })
  failure(@Ctx() context: RequestContext, @Root() one: ImportType): string | null {
    return one.failed && failureText(one.failed, context.language);
  }

  @FieldResolver(() => ChannelType, {
    nullable: true,
    description: "The channel of customers whose row names none 默认渠道.",
  })
  channel(@Ctx() context: RequestContext, @Root() one: ImportType): NowOrSoon<ChannelType | null> {
    return findChannel(context, one.channelId);
  }

  @FieldResolver(() => ImportType, {
    nullable: true,
    description: "The import of the same file that was there before 之前的同一文件.",
  })
  duplicateOf(@Ctx() context: RequestContext, @Root() one: ImportType): Promise<ImportType | null> {
    return findImport(context, { id: one.duplicateOfId });
  }

  @FieldResolver(() => StaffMemberType, {
    nullable: true,
    description: "Who brought the file 上传人; null for the command line and the demo archive.",
  })
  createdBy(@Ctx() context: RequestContext, @Root() one: ImportType): NowOrSoon<StaffMemberType | null> {
    return findStaff(context, one.createdById);
  }

  @FieldResolver(() => Boolean, { description: "Whether the caller may start it now 可否开始." })
  viewerCanStart(@Ctx() context: RequestContext, @Root() one: ImportType): boolean {
    return mayStep(context, one, "start", "import:start");
  }

  @FieldResolver(() => Boolean, { description: "Whether the caller may take it back now 可否撤销." })
  viewerCanRevert(@Ctx() context: RequestContext, @Root() one: ImportType): boolean {
    return mayStep(context, one, "revert", "import:revert");
  }

  @FieldResolver(() => Boolean, { description: "Whether the caller may throw it away now 可否放弃." })
  viewerCanDiscard(@Ctx() context: RequestContext, @Root() one: ImportType): boolean {
    return mayStep(context, one, "discard", "import:discard");
  }

  @FieldResolver(() => Boolean, { description: "Whether the caller may take it in again 可否重新导入." })
  viewerCanRepeat(@Ctx() context: RequestContext, @Root() one: ImportType): boolean {
    return mayStep(context, one, "repeat", "import:repeat");
  }

  @FieldResolver(() => Boolean, { description: "Whether the caller may mend its rows now 可否修改问题行." })
  viewerCanMend(@Ctx() context: RequestContext, @Root() one: ImportType): boolean {
    return mayStep(context, one, "mend", "import:mendRow");
  }
}

function mayStep(
  context: RequestContext,
  one: ImportType,
  step: ImportStep,
  permission: Permission,
): boolean {
  return may(context, permission) && allowedSteps(one).includes(step);
}

/** The import after a step that needs work: it is asked for now that the step is committed. */
export async function workedOn(
  context: RequestContext,
  outcome: MutationOutcome<string>,
): Promise<ImportPayload> {
  if (outcome.done) await askForWorkOf(context, outcome.answer);
  return importPayload(context, outcome);
}

export async function importPayload(
  context: RequestContext,
  outcome: MutationOutcome<string>,
): Promise<ImportPayload> {
  const id = outcome.done ? outcome.answer : (outcome.stale?.recordId ?? null);
  return { import: await findImport(context, { id }), errors: outcome.errors };
}
