import { Field, Int, ObjectType, registerEnumType } from "type-graphql";
import type { NowOrSoon } from "../../platform/reference.ts";
import { globalId } from "../../platform/ids.ts";
import type { RequestContext } from "../../platform/request.ts";
import { Node } from "../../platform/scalars.ts";
import type { TableOf } from "../../platform/tables.ts";
import { ChannelKind, type Channel } from "./channel.entity.ts";

registerEnumType(ChannelKind, {
  name: "ChannelKind",
  description: "Where a channel's information comes from 渠道类别.",
  valuesConfig: {
    DIRECT: { description: "Any contact between the customer and us 直接渠道." },
    INDIRECT: { description: "Public or bought information 间接渠道." },
  },
});

@ObjectType("Channel", {
  implements: Node,
  simpleResolvers: true,
  description: "A channel that customers come through 渠道.",
})
export class ChannelType extends Node {
  readonly __typename!: "Channel";
  recordId!: string;

  @Field(() => String, {
    nullable: true,
    description: "Fixed code 代码, e.g. SERVICE; null for a channel that an import brought.",
  })
  code!: string | null;

  @Field(() => ChannelKind, { description: "Direct or indirect 类别." })
  kind!: ChannelKind;

  @Field(() => String, { description: "Name 名称, in the caller's language." })
  name!: string;

  @Field(() => Int, { description: "Place in lists 排序." })
  position!: number;
}

type Tables = { channel: TableOf<Channel> };

/** Every channel, in the order of lists. */
export function listChannels(context: RequestContext): NowOrSoon<readonly ChannelType[]> {
  return context.reference.list(`channels ${context.language}`, () => readChannels(context));
}

export function findChannel(context: RequestContext, id: string | null): NowOrSoon<ChannelType | null> {
  return context.reference.find(`channels ${context.language}`, id, () => readChannels(context));
}

async function readChannels(context: RequestContext): Promise<ChannelType[]> {
  const rows = await context.em
    .getKysely<Tables>()
    .selectFrom("channel")
    .selectAll()
    .orderBy("position")
    .orderBy("name_zh")
    .execute();
  return rows.map((row) => showChannel(context, row));
}

function showChannel(context: RequestContext, row: TableOf<Channel>): ChannelType {
  return {
    __typename: "Channel",
    id: globalId("Channel", row.id),
    recordId: row.id,
    code: row.code,
    kind: row.kind,
    name: context.language === "zh" ? row.name_zh : row.name_en,
    position: row.position,
  };
}
