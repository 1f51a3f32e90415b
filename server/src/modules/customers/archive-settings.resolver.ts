import { Arg, Ctx, FieldResolver, Int, Mutation, Query, Resolver, Root } from "type-graphql";
import { Can } from "../../platform/authz.ts";
import { businessDay, now } from "../../platform/clock.ts";
import { mutate } from "../../platform/mutate.ts";
import type { RequestContext } from "../../platform/request.ts";
import { ALL_SECTIONS, SECTIONS } from "./archive-field.ts";
import { findArchiveSettings } from "./archive-settings.queries.ts";
import {
  ArchiveSettingsPayload,
  ArchiveSettingsType,
  ChangeArchiveSettingsInput,
  FieldWeight,
  LifecycleForecast,
  SectionCheck,
} from "./archive-settings.types.ts";
import { changeArchiveSettings } from "./commands/change-archive-settings.ts";
import { counts, weightOf } from "./completeness.ts";
import { ARCHIVE_FIELDS } from "./fields.ts";
import { monthsOf } from "./freshness.ts";
import { askForLifecycleRule } from "./lifecycle-work.ts";
import { forecastLifecycles } from "./lifecycle-rule.queries.ts";
import { askForUpkeep } from "./upkeep-work.ts";

@Resolver(() => ArchiveSettingsType)
export class ArchiveSettingsResolver {
  @FieldResolver(() => [FieldWeight], {
    description: "How much each field counts for completeness 完整度权重; sensitive ones never do.",
  })
  completenessWeights(
    @Ctx() { language }: RequestContext,
    @Root() settings: ArchiveSettingsType,
  ): FieldWeight[] {
    return ARCHIVE_FIELDS.filter(counts).map((field) => ({
      field: field.name,
      label: field.label[language],
      weight: weightOf(field, settings),
      usual: field.weight,
    }));
  }

  @FieldResolver(() => [SectionCheck], { description: "How often each section is to be checked 核对周期." })
  checkEvery(@Ctx() { language }: RequestContext, @Root() settings: ArchiveSettingsType): SectionCheck[] {
    return ALL_SECTIONS.map((section) => ({
      section,
      label: SECTIONS[section].label[language],
      months: monthsOf(section, settings.checkEvery),
    }));
  }

  @Can("customer:list")
  @Query(() => ArchiveSettingsType, { description: "What the firm decides once for all archives 档案设置." })
  archiveSettings(@Ctx() context: RequestContext): Promise<ArchiveSettingsType> {
    return findArchiveSettings(context);
  }

  @Can("archiveSettings:change")
  @Query(() => LifecycleForecast, {
    description: "How many customers a rule would move 规则试算, before it is made.",
  })
  lifecycleForecast(
    @Ctx() context: RequestContext,
    @Arg("lostAfterMonths", () => Int, {
      nullable: true,
      description: "Months without a deal 未成交月数, 1 to 120; null: no rule.",
    })
    lostAfterMonths: number | null,
  ): Promise<LifecycleForecast> {
    const months = lostAfterMonths ? Math.min(Math.max(lostAfterMonths, 1), 120) : null;
    return forecastLifecycles(context, months, businessDay(now(), context.timeZone));
  }

  @Can("archiveSettings:change")
  @Mutation(() => ArchiveSettingsPayload, {
    description:
      "Changes the firm's settings of the archive 修改档案设置. A new rule is applied within minutes.",
  })
  async changeArchiveSettings(
    @Ctx() context: RequestContext,
    @Arg("input", () => ChangeArchiveSettingsInput, { description: "What to change 修改内容." })
    input: ChangeArchiveSettingsInput,
  ): Promise<ArchiveSettingsPayload> {
    const outcome = await mutate(context, { operation: "changeArchiveSettings" }, (scope) =>
      changeArchiveSettings(scope, input),
    );
    if (outcome.done) {
      context.reference.forget();
      await askForLifecycleRule(context);
      await askForUpkeep(context);
    }
    return { settings: await findArchiveSettings(context), errors: outcome.errors };
  }
}
