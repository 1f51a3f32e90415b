import { Ctx, Query, Resolver } from "type-graphql";
import { Can } from "../../platform/authz.ts";
import type { RequestContext } from "../../platform/request.ts";
import { findKeyRotation, listDataKeys } from "./data-key.queries.ts";
import { DataKeyType, KeyRotationType } from "./data-key.types.ts";

@Resolver()
export class DataKeyResolver {
  @Can("key:list")
  @Query(() => [DataKeyType], { description: "Every data key, the newest first 数据密钥列表." })
  keys(@Ctx() context: RequestContext): Promise<DataKeyType[]> {
    return listDataKeys(context);
  }

  @Can("key:list")
  @Query(() => KeyRotationType, {
    nullable: true,
    description: "The latest rotation of keys 最近一次密钥更换; null when there never was one.",
  })
  rotation(@Ctx() context: RequestContext): Promise<KeyRotationType | null> {
    return findKeyRotation(context);
  }
}
