import { Ctx, Query, Resolver } from "type-graphql";
import { Can } from "../../platform/authz.ts";
import type { RequestContext } from "../../platform/request.ts";
import type { NowOrSoon } from "../../platform/reference.ts";
import { ChannelType, listChannels } from "./channel.queries.ts";

@Resolver()
export class ChannelResolver {
  @Can("channel:list")
  @Query(() => [ChannelType], { description: "Every channel that customers come through 渠道列表." })
  channels(@Ctx() context: RequestContext): NowOrSoon<readonly ChannelType[]> {
    return listChannels(context);
  }
}
