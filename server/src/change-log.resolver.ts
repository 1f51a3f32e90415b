import { Args, Ctx, FieldResolver, Query, Resolver, Root } from "type-graphql";
import { fieldRowsOf, labelOf, listChangeLog, listSeals } from "./change-log.queries.ts";
import {
  ChangeLogArguments,
  ChangeLogConnection,
  ChangeLogEntry,
  ChangeLogSealConnection,
  FieldChangeShown,
  RevealArguments,
  SealState,
} from "./change-log.types.ts";
import { findStaff } from "./modules/access/staff.queries.ts";
import { StaffMemberType } from "./modules/access/staff.types.ts";
import { showChange } from "./modules/customers/customer-history.queries.ts";
import { findImport } from "./modules/imports/import.queries.ts";
import { ImportType } from "./modules/imports/import.types.ts";
import { NODE_FINDERS } from "./node.resolver.ts";
import { Can } from "./platform/authz.ts";
import { ChangeKind } from "./platform/changes.ts";
import { PageArguments } from "./platform/connection.ts";
import { recordId } from "./platform/ids.ts";
import { openChanges } from "./platform/record-keys.ts";
import type { NowOrSoon } from "./platform/reference.ts";
import type { RequestContext } from "./platform/request.ts";
import { Node } from "./platform/scalars.ts";

/** Here and not in a slice: it shows the records of all of them. */
@Resolver(() => ChangeLogEntry)
export class ChangeLogResolver {
  @Can("change:list")
  @Query(() => ChangeLogConnection, {
    description: "The change log 变更日志: who did, looked at or was refused what, the newest first.",
  })
  changeLog(
    @Ctx() context: RequestContext,
    @Args(() => ChangeLogArguments) list: ChangeLogArguments,
  ): Promise<ChangeLogConnection> {
    return listChangeLog(context, list, list.filter ?? {});
  }

  @Can("change:listReveals")
  @Query(() => ChangeLogConnection, {
    description:
      "Every look at a personal value in clear 查看记录, the newest first, with who, when and why.",
  })
  reveals(
    @Ctx() context: RequestContext,
    @Args(() => RevealArguments) list: RevealArguments,
  ): Promise<ChangeLogConnection> {
    return listChangeLog(context, list, { ...list.filter, kinds: [ChangeKind.REVEAL] });
  }

  @Can("change:list")
  @Query(() => ChangeLogSealConnection, {
    description: "The chain that the change log is sealed into 封存记录, the newest link first.",
  })
  changeLogSeals(
    @Ctx() context: RequestContext,
    @Args(() => PageArguments) page: PageArguments,
  ): Promise<ChangeLogSealConnection> {
    return listSeals(context, page);
  }

  @FieldResolver(() => StaffMemberType, {
    nullable: true,
    description: "Who did it 操作人; null for the system and for somebody not signed in.",
  })
  actor(@Ctx() context: RequestContext, @Root() entry: ChangeLogEntry): NowOrSoon<StaffMemberType | null> {
    return findStaff(context, entry.actorId);
  }

  @FieldResolver(() => String, {
    nullable: true,
    description: "Name of the API key 密钥名称; null for none.",
  })
  keyName(@Ctx() context: RequestContext, @Root() entry: ChangeLogEntry): Promise<string | null> {
    return labelOf(context, "ApiKey", entry.keyId && recordId("ApiKey", entry.keyId));
  }

  @FieldResolver(() => Node, {
    nullable: true,
    description: "The record as it is now 记录; null when it is gone or the reader may not see it.",
  })
  async record(@Ctx() context: RequestContext, @Root() entry: ChangeLogEntry): Promise<Node | null> {
    const { recordType, recordUuid } = entry;
    if (recordType === null || recordUuid === null || !Object.hasOwn(NODE_FINDERS, recordType)) return null;
    return NODE_FINDERS[recordType]?.(context, recordUuid) ?? null;
  }

  @FieldResolver(() => String, {
    nullable: true,
    description:
      "What people call the record 记录名称: its number or name; null when it is gone or has none.",
  })
  recordLabel(@Ctx() context: RequestContext, @Root() entry: ChangeLogEntry): Promise<string | null> {
    return labelOf(context, entry.recordType, entry.recordUuid);
  }

  @FieldResolver(() => [FieldChangeShown], {
    description:
      "What changed in each field that the reader has a right to 各字段的变化; of a look, which field was looked at.",
  })
  async changes(@Ctx() context: RequestContext, @Root() entry: ChangeLogEntry): Promise<FieldChangeShown[]> {
    const rows = await fieldRowsOf(context, entry.id);
    const sealed = await openChanges(context, rows);
    return rows.map((row) => {
      const { field, old, new: value } = showChange(context, row, sealed.get(row.id));
      return { field: field ?? "", old, new: value };
    });
  }

  @FieldResolver(() => ImportType, {
    nullable: true,
    description: "The import it came with 来自的导入; null for none, or when the caller may not see imports.",
  })
  import(@Ctx() context: RequestContext, @Root() entry: ChangeLogEntry): Promise<ImportType | null> {
    return findImport(context, { id: entry.importId });
  }

  @FieldResolver(() => SealState, { description: "Whether it is tied into the chain yet 封存状态." })
  async sealed(@Root() entry: ChangeLogEntry): Promise<SealState> {
    return (await entry.isSealed()) ? SealState.SEALED : SealState.WAITING;
  }
}
