import { Arg, Ctx, ID, Mutation, Query, Resolver } from "type-graphql";
import { Alert, raiseAlert } from "../../platform/alerts.ts";
import { Can, Creates, StepUp } from "../../platform/authz.ts";
import { UserErrorCode } from "../../platform/errors.ts";
import { recordId } from "../../platform/ids.ts";
import { mutate } from "../../platform/mutate.ts";
import type { RequestContext } from "../../platform/request.ts";
import { CustomerFilter } from "../customers/customer-input.types.ts";
import { CustomerOrdering } from "../customers/customer-words.types.ts";
import { prepareExport } from "./commands/prepare-export.ts";
import { EXPORT_PATH, ticketOf } from "./export-question.ts";
import { ExportProfile } from "./export.entity.ts";
import { findExport, offerExport } from "./export.queries.ts";
import { ExportOffer, ExportType, PrepareExportInput, PrepareExportPayload } from "./export.types.ts";

@Resolver(() => ExportType)
export class ExportResolver {
  @Can("customer:export")
  @Query(() => ExportOffer, { description: "What an export would hold 导出预览; nothing is made by asking." })
  exportOffer(
    @Ctx() context: RequestContext,
    @Arg("profile", () => ExportProfile, { description: "Which list 名单." }) profile: ExportProfile,
    @Arg("search", () => String, { nullable: true, description: "What to look for 搜索, as in `customers`." })
    search: string | null,
    @Arg("filter", () => CustomerFilter, {
      nullable: true,
      description: "Which customers 筛选条件, as in `customers`.",
    })
    filter: CustomerFilter | null,
  ): Promise<ExportOffer> {
    return offerExport(context, profile, {
      search: search ?? null,
      filter: filter ?? null,
      orderBy: CustomerOrdering.NEWEST,
    });
  }

  @Can("customer:export")
  @Query(() => ExportType, {
    nullable: true,
    description: "An export that the caller asked for 自己的导出; null when there is none.",
  })
  export(
    @Ctx() context: RequestContext,
    @Arg("id", () => ID, { description: "Id in the graph 全局编号." }) id: string,
  ): Promise<ExportType | null> {
    return findExport(context, recordId("Export", id));
  }

  @Can("customer:export")
  @StepUp()
  @Creates()
  @Mutation(() => PrepareExportPayload, {
    description:
      "Makes a list of customers ready to be fetched once, within 60 seconds 导出客户. It is in the change log before a row leaves.",
  })
  async prepareExport(
    @Ctx() context: RequestContext,
    @Arg("input", () => PrepareExportInput, { description: "Which list, and of whom 名单与筛选." })
    input: PrepareExportInput,
  ): Promise<PrepareExportPayload> {
    const { idempotencyKey, search, filter, columns, clear, ...rest } = input;
    const wanted = {
      ...rest,
      search: search ?? null,
      filter: filter ?? null,
      columns: columns ?? null,
      clear: clear ?? null,
    };
    const outcome = await mutate(context, { operation: "prepareExport", input, idempotencyKey }, (scope) =>
      prepareExport(scope, wanted),
    );
    if (outcome.errors.some(({ code }) => code === UserErrorCode.QUOTA_EXCEEDED))
      await raiseAlert(context, Alert.REVEALS);
    if (!outcome.done) return { export: null, url: null, errors: outcome.errors };
    return {
      export: await findExport(context, outcome.answer),
      url: EXPORT_PATH + ticketOf(context.cipher, outcome.answer),
      errors: [],
    };
  }
}
