import { Arg, Args, Ctx, FieldResolver, Mutation, Resolver, Root } from "type-graphql";
import { Can } from "../../platform/authz.ts";
import { recordId } from "../../platform/ids.ts";
import { mutate, type MutationOutcome } from "../../platform/mutate.ts";
import type { RequestContext } from "../../platform/request.ts";
import { CappedCount } from "../../platform/scalars.ts";
import { dismissImportRow, mendImportRow } from "./commands/mend-import-row.ts";
import { countAgain } from "./commands/count-again.ts";
import { findImportRow, listImportRows } from "./import-row.queries.ts";
import {
  DismissImportRowInput,
  ImportRowArguments,
  ImportRowConnection,
  ImportRowPayload,
  MendImportRowInput,
} from "./import-row.types.ts";
import { findImport } from "./import.queries.ts";
import { ImportType } from "./import.types.ts";

@Resolver(() => ImportType)
export class ImportRowResolver {
  @FieldResolver(() => ImportRowConnection, {
    description: "Rows that could not be taken in as they stood 有问题的行, from the top of the file.",
  })
  problems(
    @Ctx() context: RequestContext,
    @Root() one: ImportType,
    @Args(() => ImportRowArguments) list: ImportRowArguments,
  ): Promise<ImportRowConnection> {
    return listImportRows(context, one, list);
  }

  @Can("import:mendRow")
  @Mutation(() => ImportRowPayload, {
    description:
      "Puts other values into a row that was wrong 修改问题行. Right, it goes in with the run, or at once after it.",
  })
  async mendImportRow(
    @Ctx() context: RequestContext,
    @Arg("input", () => MendImportRowInput, { description: "The row and its cells 问题行与单元格." })
    input: MendImportRowInput,
  ): Promise<ImportRowPayload> {
    return rowPayload(
      context,
      input.importId,
      await mutate(context, { operation: "mendImportRow" }, (scope) => mendImportRow(scope, input)),
    );
  }

  @Can("import:dismissRow")
  @Mutation(() => ImportRowPayload, {
    description: "Leaves a row out 忽略问题行; it can be mended later all the same.",
  })
  async dismissImportRow(
    @Ctx() context: RequestContext,
    @Arg("input", () => DismissImportRowInput, { description: "The row 问题行." })
    input: DismissImportRowInput,
  ): Promise<ImportRowPayload> {
    return rowPayload(
      context,
      input.importId,
      await mutate(context, { operation: "dismissImportRow" }, (scope) => dismissImportRow(scope, input)),
    );
  }
}

@Resolver(() => ImportRowConnection)
export class ImportRowConnectionResolver {
  @FieldResolver(() => CappedCount, { description: "How many rows in all 总数, counted up to 10,000." })
  totalCount(@Root() connection: ImportRowConnection): Promise<CappedCount> {
    return connection.count();
  }
}

async function rowPayload(
  context: RequestContext,
  importId: string,
  outcome: MutationOutcome<string>,
): Promise<ImportRowPayload> {
  const id = recordId("Import", importId);
  if (outcome.done && id) await countAgain(context, id);
  const one = await findImport(context, { id });
  return {
    row: outcome.done && one ? await findImportRow(context, outcome.answer, one.fileColumns) : null,
    import: one,
    errors: outcome.errors,
  };
}
