import { Arg, Ctx, Mutation, Query, Resolver } from "type-graphql";
import { Can, Creates, Sensitive, StepUp } from "../../platform/authz.ts";
import { mutate, type MutationOutcome } from "../../platform/mutate.ts";
import type { RequestContext } from "../../platform/request.ts";
import { ArchiveSection } from "./archive-field.ts";
import { showCustomField, listShownCustomFields } from "./custom-field-shown.queries.ts";
import {
  ArchiveCustomFieldInput,
  ChangeCustomFieldInput,
  CreateCustomFieldInput,
  CustomFieldPayload,
  CustomFieldType,
  MoveCustomFieldInput,
  RestoreCustomFieldInput,
} from "./custom-field.types.ts";
import { archiveCustomField, restoreCustomField } from "./commands/archive-custom-field.ts";
import { changeCustomField } from "./commands/change-custom-field.ts";
import { createCustomField } from "./commands/create-custom-field.ts";
import { moveCustomField } from "./commands/move-custom-field.ts";

@Resolver()
export class CustomFieldResolver {
  @Can("customer:list")
  @Query(() => [CustomFieldType], {
    description:
      "The fields of the archive that the firm made itself 自定义字段, in their order; at most 200 are in use at a time.",
  })
  customFields(
    @Ctx() context: RequestContext,
    @Arg("section", () => ArchiveSection, { nullable: true, description: "Only those of this section 分区." })
    section: ArchiveSection | null | undefined,
    @Arg("withArchived", () => Boolean, {
      defaultValue: false,
      description: "Those that are used no more as well 包括已停用的.",
    })
    withArchived: boolean,
  ): Promise<CustomFieldType[]> {
    return listShownCustomFields(context, { section: section ?? null, withArchived });
  }

  @Creates()
  @Can("customField:create")
  @Mutation(() => CustomFieldPayload, {
    description: "Makes a field of the archive 新建自定义字段. It is in use at once, for every server.",
  })
  async createCustomField(
    @Ctx() context: RequestContext,
    @Arg("input", () => CreateCustomFieldInput, { description: "The field 字段." })
    input: CreateCustomFieldInput,
  ): Promise<CustomFieldPayload> {
    const { idempotencyKey } = input;
    const request = { operation: "createCustomField", input, idempotencyKey };
    return payload(context, await mutate(context, request, (scope) => createCustomField(scope, input)));
  }

  @Sensitive()
  @Can("customField:change")
  @StepUp()
  @Mutation(() => CustomFieldPayload, {
    description: "Changes a custom field's names, purpose, choices and rights 修改自定义字段.",
  })
  async changeCustomField(
    @Ctx() context: RequestContext,
    @Arg("input", () => ChangeCustomFieldInput, { description: "What to change 修改内容." })
    input: ChangeCustomFieldInput,
  ): Promise<CustomFieldPayload> {
    const request = { operation: "changeCustomField" };
    return payload(context, await mutate(context, request, (scope) => changeCustomField(scope, input)));
  }

  @Can("customField:move")
  @Mutation(() => CustomFieldPayload, {
    description: "Puts a custom field at another place of its section 调整自定义字段的顺序.",
  })
  async moveCustomField(
    @Ctx() context: RequestContext,
    @Arg("input", () => MoveCustomFieldInput, { description: "The field and its place 字段与位置." })
    input: MoveCustomFieldInput,
  ): Promise<CustomFieldPayload> {
    const request = { operation: "moveCustomField" };
    return payload(context, await mutate(context, request, (scope) => moveCustomField(scope, input)));
  }

  @Can("customField:archive")
  @Mutation(() => CustomFieldPayload, {
    description: "Takes a custom field out of use 停用自定义字段. Its values stay and come back with it.",
  })
  async archiveCustomField(
    @Ctx() context: RequestContext,
    @Arg("input", () => ArchiveCustomFieldInput, { description: "The field 字段." })
    input: ArchiveCustomFieldInput,
  ): Promise<CustomFieldPayload> {
    const request = { operation: "archiveCustomField" };
    return payload(context, await mutate(context, request, (scope) => archiveCustomField(scope, input)));
  }

  @Can("customField:restore")
  @Mutation(() => CustomFieldPayload, {
    description: "Takes a custom field into use again 恢复自定义字段, with the values it had.",
  })
  async restoreCustomField(
    @Ctx() context: RequestContext,
    @Arg("input", () => RestoreCustomFieldInput, { description: "The field 字段." })
    input: RestoreCustomFieldInput,
  ): Promise<CustomFieldPayload> {
    const request = { operation: "restoreCustomField" };
    return payload(context, await mutate(context, request, (scope) => restoreCustomField(scope, input)));
  }
}

async function payload(
  context: RequestContext,
  outcome: MutationOutcome<string>,
): Promise<CustomFieldPayload> {
  const id = outcome.done ? outcome.answer : (outcome.stale?.recordId ?? null);
  return { customField: id ? await showCustomField(context, id) : null, errors: outcome.errors };
}
