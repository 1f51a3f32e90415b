import { Ctx, FieldResolver, Resolver, Root } from "type-graphql";
import type { RequestContext } from "../../platform/request.ts";
import { ChangeType } from "../customers/customer-change.types.ts";
import { TimelineEntryType } from "../interactions/interaction.types.ts";
import { findImport } from "./import.queries.ts";
import { ImportType } from "./import.types.ts";

@Resolver(() => ChangeType)
export class ChangeImportResolver {
  @FieldResolver(() => ImportType, {
    nullable: true,
    description: "The import it came with 来自的导入; null for none, or when the caller may not see imports.",
  })
  import(@Ctx() context: RequestContext, @Root() change: ChangeType): Promise<ImportType | null> {
    return findImport(context, { id: change.importId });
  }
}

@Resolver(() => TimelineEntryType)
export class TimelineEntryImportResolver {
  @FieldResolver(() => ImportType, {
    nullable: true,
    description: "The import it came with 来自的导入; null for none, or when the caller may not see imports.",
  })
  import(@Ctx() context: RequestContext, @Root() entry: TimelineEntryType): Promise<ImportType | null> {
    return findImport(context, { id: entry.importId });
  }
}
