import "reflect-metadata";
import { isAbstractType, isInputObjectType, type GraphQLSchema } from "graphql";
import { buildSchemaSync } from "type-graphql";
import { ApiKeyResolver } from "./modules/access/api-key.resolver.ts";
import { DepartmentResolver, TeamDepartmentResolver } from "./modules/access/department.resolver.ts";
import { ApiKeyRoleResolver, RoleResolver, StaffRoleResolver } from "./modules/access/role.resolver.ts";
import { DataKeyResolver } from "./modules/access/data-key.resolver.ts";
import {
  MeSecondFactorResolver,
  OwnSecondFactorResolver,
} from "./modules/access/own-second-factor.resolver.ts";
import { StaffFieldsResolver } from "./modules/access/staff-fields.resolver.ts";
import { StaffResolver } from "./modules/access/staff.resolver.ts";
import { TeamResolver } from "./modules/access/team.resolver.ts";
import { ChannelResolver } from "./modules/channels/channel.resolver.ts";
import {
  ComplaintConnectionResolver,
  ComplaintEventResolver,
  ComplaintFieldsResolver,
} from "./modules/complaints/complaint-fields.resolver.ts";
import {
  ComplaintPhotographResolver,
  ComplaintPhotographsResolver,
} from "./modules/complaints/complaint-photograph.resolver.ts";
import { ComplaintResolver } from "./modules/complaints/complaint.resolver.ts";
import { HandOverResolver, StaffRecordsResolver } from "./modules/complaints/hand-over.resolver.ts";
import { CustomerComplaintsResolver } from "./modules/complaints/customer-complaints.resolver.ts";
import { RevealResolver } from "./modules/customers/reveal.resolver.ts";
import { ArchiveSettingsResolver } from "./modules/customers/archive-settings.resolver.ts";
import { CustomerLifecycleResolver } from "./modules/customers/customer-lifecycle.resolver.ts";
import { CustomFieldResolver } from "./modules/customers/custom-field.resolver.ts";
import { CustomerArchiveResolver } from "./modules/customers/customer-archive.resolver.ts";
import { CustomerHistoryResolver } from "./modules/customers/customer-history.resolver.ts";
import { CustomerAlertResolver } from "./modules/customers/customer-alert.resolver.ts";
import {
  CustomerUpkeepResolver,
  DueArchiveConnectionResolver,
  DueArchiveResolver,
  SectionFreshnessResolver,
} from "./modules/customers/customer-upkeep.resolver.ts";
import { CustomerOwnerResolver, OwnerPeriodResolver } from "./modules/customers/customer-owner.resolver.ts";
import {
  ChangeResolver,
  CustomerConnectionResolver,
  CustomerResolver,
} from "./modules/customers/customer.resolver.ts";
import { ExportResolver } from "./modules/exports/export.resolver.ts";
import {
  CustomerProposalsResolver,
  ImportProposalConnectionResolver,
  ImportProposalResolver,
  ImportProposalsResolver,
} from "./modules/imports/import-proposal.resolver.ts";
import { ImportRowConnectionResolver, ImportRowResolver } from "./modules/imports/import-row.resolver.ts";
import { ImportResolver } from "./modules/imports/import.resolver.ts";
import {
  AlertImportResolver,
  ChangeImportResolver,
  CustomerProvenanceResolver,
  FieldProvenanceResolver,
  TimelineEntryImportResolver,
} from "./modules/imports/provenance.resolver.ts";
import {
  CustomerInteractionsResolver,
  TimelineEntryResolver,
} from "./modules/interactions/customer-interactions.resolver.ts";
import { NoteResolver } from "./modules/interactions/note.resolver.ts";
import { CustomerOrdersResolver } from "./modules/orders/customer-orders.resolver.ts";
import { OrderConnectionResolver, OrderResolver } from "./modules/orders/order.resolver.ts";
import {
  CustomerReviewsResolver,
  OrderReviewsResolver,
  ReviewConnectionResolver,
  ReviewResolver,
} from "./modules/orders/review.resolver.ts";
import { CustomerProposedResolver, ProposalResolver } from "./modules/imports/proposal.resolver.ts";
import { ONE_OF_EXTENSION } from "./modules/customers/field-value-input.ts";
import { ArchiveEventResolver } from "./archive-event.resolver.ts";
import { ChangeLogResolver } from "./change-log.resolver.ts";
import { NodeResolver } from "./node.resolver.ts";
import { guardSubscriptions, refuseUnguardedFields } from "./platform/authz.ts";
import { RateLimitResolver } from "./rate-limit.resolver.ts";
import { TimelineSubjectResolver } from "./timeline-subject.resolver.ts";

/** Builds the graph. Throws when a root field says nothing about who may ask it. */
export function buildDossierSchema(): GraphQLSchema {
  const schema = buildSchemaSync({
    resolvers: [
      NodeResolver,
      RateLimitResolver,
      ArchiveEventResolver,
      ChangeLogResolver,
      StaffResolver,
      StaffFieldsResolver,
      MeSecondFactorResolver,
      OwnSecondFactorResolver,
      ApiKeyResolver,
      DataKeyResolver,
      TeamResolver,
      RoleResolver,
      StaffRoleResolver,
      ApiKeyRoleResolver,
      DepartmentResolver,
      TeamDepartmentResolver,
      ChannelResolver,
      CustomerResolver,
      CustomerOwnerResolver,
      OwnerPeriodResolver,
      CustomerHistoryResolver,
      CustomerUpkeepResolver,
      SectionFreshnessResolver,
      DueArchiveResolver,
      DueArchiveConnectionResolver,
      CustomerAlertResolver,
      CustomerLifecycleResolver,
      ArchiveSettingsResolver,
      CustomerArchiveResolver,
      CustomFieldResolver,
      RevealResolver,
      CustomerConnectionResolver,
      ChangeResolver,
      OrderResolver,
      OrderConnectionResolver,
      CustomerOrdersResolver,
      ReviewResolver,
      ReviewConnectionResolver,
      CustomerReviewsResolver,
      OrderReviewsResolver,
      NoteResolver,
      CustomerInteractionsResolver,
      TimelineEntryResolver,
      TimelineSubjectResolver,
      ComplaintResolver,
      ComplaintPhotographsResolver,
      ComplaintPhotographResolver,
      ComplaintFieldsResolver,
      ComplaintEventResolver,
      ComplaintConnectionResolver,
      CustomerComplaintsResolver,
      HandOverResolver,
      StaffRecordsResolver,
      ImportResolver,
      ImportRowResolver,
      ImportRowConnectionResolver,
      ImportProposalsResolver,
      ImportProposalResolver,
      ImportProposalConnectionResolver,
      CustomerProposalsResolver,
      ProposalResolver,
      CustomerProposedResolver,
      ChangeImportResolver,
      AlertImportResolver,
      CustomerProvenanceResolver,
      FieldProvenanceResolver,
      TimelineEntryImportResolver,
      ExportResolver,
    ],
    // The contract tests do, and it would take a tenth of a second of every start.
    skipCheck: true,
    // Commands check what is typed, all fields at once and in the caller's language.
    validate: false,
    // The library wants one. Subscriptions do not: they follow what the relay tells.
    pubSub: {
      publish: () => undefined,
      subscribe: (topic) => {
        throw new Error(`the topic ${topic} is not served`);
      },
    },
  });
  refuseUnguardedFields(schema);
  guardSubscriptions(schema);
  takeOneOfEach(schema);
  resolveTypesAtOnce(schema);
  return schema;
}

/** Of some inputs exactly one field is given: the library cannot say so yet. */
function takeOneOfEach(schema: GraphQLSchema): void {
  for (const type of Object.values(schema.getTypeMap()))
    if (isInputObjectType(type) && type.extensions[ONE_OF_EXTENSION] === true) type.isOneOf = true;
}

/** Every record says which type it is; the library would make a promise of that, for each row. */
function resolveTypesAtOnce(schema: GraphQLSchema): void {
  for (const type of Object.values(schema.getTypeMap()))
    if (isAbstractType(type)) type.resolveType = (value: { __typename?: string }) => value.__typename;
}
