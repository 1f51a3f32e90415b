import type { GraphQLResolveInfo } from "graphql";
import { Arg, Ctx, FieldResolver, Info, Mutation, Resolver, Root } from "type-graphql";
import { Can, Creates } from "../../platform/authz.ts";
import { mutate, type MutationOutcome } from "../../platform/mutate.ts";
import type { NowOrSoon } from "../../platform/reference.ts";
import type { RequestContext } from "../../platform/request.ts";
import { selectedFields } from "../../platform/selection.ts";
import { findStaff } from "../access/staff.queries.ts";
import { StaffMemberType } from "../access/staff.types.ts";
import { listConflicts } from "../customers/customer-history.queries.ts";
import { findCustomer } from "../customers/customer.queries.ts";
import { CustomerType } from "../customers/customer.types.ts";
import { reachesCustomer } from "../customers/visible-customers.queries.ts";
import { editNote } from "./commands/edit-note.ts";
import { writeNote } from "./commands/write-note.ts";
import { EditNoteInput, NotePayload, NoteType, WriteNoteInput } from "./interaction.types.ts";
import { findNote } from "./note.queries.ts";

@Resolver(() => NoteType)
export class NoteResolver {
  @Creates()
  @Can("note:write")
  @Mutation(() => NotePayload, { description: "Writes a note about a customer 写跟进记录." })
  async writeNote(
    @Ctx() context: RequestContext,
    @Arg("input", () => WriteNoteInput, { description: "Customer and text 客户与内容." })
    input: WriteNoteInput,
  ): Promise<NotePayload> {
    const request = { operation: "writeNote", input, idempotencyKey: input.idempotencyKey };
    return notePayload(context, await mutate(context, request, (scope) => writeNote(scope, input)));
  }

  @Can("note:edit")
  @Mutation(() => NotePayload, {
    description: "Puts a note into other words 修改跟进记录; its history keeps the old ones.",
  })
  async editNote(
    @Ctx() context: RequestContext,
    @Arg("input", () => EditNoteInput, { description: "Note and text 跟进记录与内容." }) input: EditNoteInput,
  ): Promise<NotePayload> {
    return notePayload(
      context,
      await mutate(context, { operation: "editNote" }, (scope) => editNote(scope, input)),
    );
  }

  @FieldResolver(() => CustomerType, { description: "Who it is about 客户." })
  async customer(
    @Ctx() context: RequestContext,
    @Root() note: NoteType,
    @Info() info: GraphQLResolveInfo,
  ): Promise<CustomerType> {
    const customer = await findCustomer(context, { id: note.customerId }, selectedFields(info, []));
    if (!customer) throw new Error("a note without its customer");
    return customer;
  }

  @FieldResolver(() => StaffMemberType, {
    nullable: true,
    description: "Who wrote it 记录人; null for an import by the system.",
  })
  writtenBy(@Ctx() context: RequestContext, @Root() note: NoteType): NowOrSoon<StaffMemberType | null> {
    return findStaff(context, note.writtenById);
  }

  @FieldResolver(() => Boolean, { description: "Whether the caller may edit this note 可否编辑." })
  viewerCanEdit(@Ctx() context: RequestContext, @Root() note: NoteType): Promise<boolean> {
    return reachesCustomer(context, "note:edit", note.customerId);
  }
}

async function notePayload(context: RequestContext, outcome: MutationOutcome<string>): Promise<NotePayload> {
  const id = outcome.done ? outcome.answer : (outcome.stale?.recordId ?? null);
  const conflicts =
    !outcome.done && outcome.stale
      ? await listConflicts(context, outcome.stale.recordId, outcome.stale.expectedVersion)
      : [];
  return { note: await findNote(context, id), conflicts, errors: outcome.errors };
}
