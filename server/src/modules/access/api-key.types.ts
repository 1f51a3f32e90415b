import { Field, ID, InputType, ObjectType, registerEnumType } from "type-graphql";
import { UserError } from "../../platform/errors.ts";
import { DateTimeScalar, Node } from "../../platform/scalars.ts";
import type { Moment } from "../../platform/tables.ts";
import { ApiKeyState } from "./api-key-rights.ts";
import { StaffRole } from "./permissions.ts";

registerEnumType(ApiKeyState, {
  name: "ApiKeyState",
  description: "Whether an API key works right now API 密钥状态.",
  valuesConfig: {
    ACTIVE: { description: "It works 可用." },
    EXPIRED: { description: "Its last day has passed 已过期." },
    REVOKED: { description: "Somebody revoked it, for good 已吊销." },
    CREATOR_LACKS_RIGHTS: {
      description: "Refused, because its creator was disabled 创建人已停用; works again when that changes.",
    },
  },
});

@ObjectType("ApiKey", {
  implements: Node,
  simpleResolvers: true,
  description:
    "Lets a program ask in a role of its own API 密钥: `Authorization: Bearer <secret>`. Whatever its role, a key never touches staff, passwords, teams or keys.",
})
export class ApiKeyType extends Node {
  readonly __typename!: "ApiKey";
  createdById!: string;
  revokedById!: string | null;
  roleId!: string;
  teamId!: string | null;

  @Field(() => String, {
    description: "What the program is called 名称; stands in the history beside what it changed.",
  })
  name!: string;

  @Field(() => String, {
    description: "First characters, to tell keys apart 前缀; never enough to ask anything.",
  })
  prefix!: string;

  @Field(() => StaffRole, {
    description: "The role it asks in 角色; of an own role the one it was made from, see `heldRole`.",
  })
  role!: StaffRole;

  @Field(() => Boolean, { description: "Whether it may introspect the schema 可否读取接口定义." })
  readsSchema!: boolean;

  @Field(() => DateTimeScalar, { description: "When it was made 创建时间." })
  createdAt!: Moment;

  @Field(() => DateTimeScalar, {
    nullable: true,
    description: "When it stops to work 到期时间; null when it does not.",
  })
  expiresAt!: Moment | null;

  @Field(() => DateTimeScalar, {
    nullable: true,
    description: "When it was last used 上次使用时间, to the minute; null when it never was.",
  })
  lastUsedAt!: Moment | null;

  @Field(() => DateTimeScalar, {
    nullable: true,
    description: "When it was revoked 吊销时间; null when it was not.",
  })
  revokedAt!: Moment | null;

  @Field(() => ApiKeyState, { description: "Whether it works right now 状态." })
  state!: ApiKeyState;
}

@InputType({ description: "An API key to make 新建 API 密钥." })
export class CreateApiKeyInput {
  @Field(() => String, {
    description: "What the program is called 名称, at most 100 characters, e.g. 官网下单程序.",
  })
  name!: string;

  @Field(() => StaffRole, {
    nullable: true,
    description: "A role from the start to ask in 内置角色. Give either `role` or `roleId`.",
  })
  role?: StaffRole | null;

  @Field(() => ID, {
    nullable: true,
    description: "The role to ask in, of any kind 角色; never more than the creator's own.",
  })
  roleId?: string | null;

  @Field(() => ID, {
    nullable: true,
    description: "The team whose records it reaches 小组; needed when the role does not reach all.",
  })
  teamId?: string | null;

  @Field(() => Boolean, {
    defaultValue: false,
    description: "Whether it may introspect the schema 可否读取接口定义.",
  })
  readsSchema!: boolean;

  @Field(() => DateTimeScalar, {
    nullable: true,
    description: "When it stops to work 到期时间; omitted: it does not.",
  })
  expiresAt?: string | null;

  @Field(() => String, {
    nullable: true,
    description: "Makes a repeated request have one effect 幂等键, at most 200 characters.",
  })
  idempotencyKey?: string | null;
}

@InputType({ description: "An API key to revoke 吊销 API 密钥." })
export class RevokeApiKeyInput {
  @Field(() => ID, { description: "The key 密钥." })
  apiKeyId!: string;
}

@ObjectType({ simpleResolvers: true, description: "A new API key with its secret 新密钥." })
export class CreateApiKeyPayload {
  @Field(() => ApiKeyType, { nullable: true, description: "The key that was made 密钥; null when refused." })
  apiKey!: ApiKeyType | null;

  @Field(() => String, {
    nullable: true,
    description: "What the program asks with, shown this once 密钥全文; null when refused or asked again.",
  })
  secret!: string | null;

  @Field(() => [UserError], { description: "Why nothing was made 错误; empty when it was." })
  errors!: UserError[];
}

@ObjectType({ simpleResolvers: true, description: "What came of revoking an API key 吊销结果." })
export class RevokeApiKeyPayload {
  @Field(() => ApiKeyType, { nullable: true, description: "The key as of now 密钥." })
  apiKey!: ApiKeyType | null;

  @Field(() => [UserError], { description: "Why nothing was changed 错误; empty when it was." })
  errors!: UserError[];
}
