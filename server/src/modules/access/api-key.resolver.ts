import { Arg, Ctx, FieldResolver, Mutation, Query, Resolver, Root } from "type-graphql";
import { Can, Creates, Sensitive, StepUp } from "../../platform/authz.ts";
import { recordId } from "../../platform/ids.ts";
import { mutate } from "../../platform/mutate.ts";
import type { NowOrSoon } from "../../platform/reference.ts";
import type { RequestContext } from "../../platform/request.ts";
import { newSecret } from "./api-key-secret.ts";
import { findApiKey, listApiKeys } from "./api-key.queries.ts";
import {
  ApiKeyType,
  CreateApiKeyInput,
  CreateApiKeyPayload,
  RevokeApiKeyInput,
  RevokeApiKeyPayload,
} from "./api-key.types.ts";
import { createApiKey } from "./commands/create-api-key.ts";
import { revokeApiKey } from "./commands/revoke-api-key.ts";
import { findStaff } from "./staff.queries.ts";
import { StaffMemberType } from "./staff.types.ts";
import { findTeam } from "./team.queries.ts";
import { TeamType } from "./team.types.ts";

@Resolver(() => ApiKeyType)
export class ApiKeyResolver {
  @Can("apiKey:list")
  @Query(() => [ApiKeyType], {
    description: "Every API key, those that count first API 密钥列表; at most 1,000.",
  })
  apiKeys(@Ctx() context: RequestContext): Promise<ApiKeyType[]> {
    return listApiKeys(context);
  }

  @FieldResolver(() => StaffMemberType, {
    description: "Who made it, and whose rights bound its own 创建人.",
  })
  createdBy(@Ctx() context: RequestContext, @Root() key: ApiKeyType): NowOrSoon<StaffMemberType | null> {
    return findStaff(context, key.createdById);
  }

  @FieldResolver(() => StaffMemberType, { nullable: true, description: "Who revoked it 吊销人." })
  revokedBy(@Ctx() context: RequestContext, @Root() key: ApiKeyType): NowOrSoon<StaffMemberType | null> {
    return findStaff(context, key.revokedById);
  }

  @FieldResolver(() => TeamType, {
    nullable: true,
    description: "The team whose records it reaches 小组; null for none in particular.",
  })
  team(@Ctx() context: RequestContext, @Root() key: ApiKeyType): NowOrSoon<TeamType | null> {
    return findTeam(context, key.teamId);
  }

  @Creates()
  @Sensitive()
  @Can("apiKey:create")
  @StepUp()
  @Mutation(() => CreateApiKeyPayload, {
    description: "Makes an API key and gives its secret, once 新建 API 密钥. Needs a step-up.",
  })
  async createApiKey(
    @Ctx() context: RequestContext,
    @Arg("input", () => CreateApiKeyInput, { description: "The key 密钥信息." }) input: CreateApiKeyInput,
  ): Promise<CreateApiKeyPayload> {
    const made = newSecret();
    let isMade = false;
    const outcome = await mutate(
      context,
      { operation: "createApiKey", input, idempotencyKey: input.idempotencyKey },
      (scope) => {
        isMade = true;
        return createApiKey(scope, input, made);
      },
    );
    // A repeated request finds the key, but its secret was shown to the first one and is not known any more.
    return {
      apiKey: outcome.done ? await findApiKey(context, outcome.answer) : null,
      secret: outcome.done && isMade ? made.secret : null,
      errors: outcome.errors,
    };
  }

  @Sensitive()
  @Can("apiKey:revoke")
  @Mutation(() => RevokeApiKeyPayload, {
    description: "Revokes an API key for good; its next request is refused 吊销 API 密钥.",
  })
  async revokeApiKey(
    @Ctx() context: RequestContext,
    @Arg("input", () => RevokeApiKeyInput, { description: "The key 密钥." }) input: RevokeApiKeyInput,
  ): Promise<RevokeApiKeyPayload> {
    const outcome = await mutate(context, { operation: "revokeApiKey" }, (scope) =>
      revokeApiKey(scope, input),
    );
    const id = recordId("ApiKey", input.apiKeyId);
    return { apiKey: id ? await findApiKey(context, id) : null, errors: outcome.errors };
  }
}
