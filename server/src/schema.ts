import "reflect-metadata";
import type { GraphQLSchema } from "graphql";
import { buildSchemaSync } from "type-graphql";
import { ApiKeyResolver } from "./modules/access/api-key.resolver.ts";
import { StaffResolver } from "./modules/access/staff.resolver.ts";
import { TeamResolver } from "./modules/access/team.resolver.ts";
import { ChannelResolver } from "./modules/channels/channel.resolver.ts";
import {
  ChangeResolver,
  CustomerConnectionResolver,
  CustomerResolver,
} from "./modules/customers/customer.resolver.ts";
import {
  CustomerProposalsResolver,
  ImportProposalConnectionResolver,
  ImportProposalResolver,
  ImportProposalsResolver,
} from "./modules/imports/import-proposal.resolver.ts";
import { ImportRowConnectionResolver, ImportRowResolver } from "./modules/imports/import-row.resolver.ts";
import { ImportResolver } from "./modules/imports/import.resolver.ts";
import { ChangeImportResolver, TimelineEntryImportResolver } from "./modules/imports/provenance.resolver.ts";
import {
  CustomerInteractionsResolver,
  TimelineEntryResolver,
} from "./modules/interactions/customer-interactions.resolver.ts";
import { NoteResolver } from "./modules/interactions/note.resolver.ts";
import { CustomerOrdersResolver } from "./modules/orders/customer-orders.resolver.ts";
import { OrderConnectionResolver, OrderResolver } from "./modules/orders/order.resolver.ts";
import { NodeResolver } from "./node.resolver.ts";
import { refuseUnguardedFields } from "./platform/authz.ts";

/** Builds the graph. Throws when a root field says nothing about who may ask it. */
export function buildDossierSchema(): GraphQLSchema {
  const schema = buildSchemaSync({
    resolvers: [
      NodeResolver,
      StaffResolver,
      ApiKeyResolver,
      TeamResolver,
      ChannelResolver,
      CustomerResolver,
      CustomerConnectionResolver,
      ChangeResolver,
      OrderResolver,
      OrderConnectionResolver,
      CustomerOrdersResolver,
      NoteResolver,
      CustomerInteractionsResolver,
      TimelineEntryResolver,
      ImportResolver,
      ImportRowResolver,
      ImportRowConnectionResolver,
      ImportProposalsResolver,
      ImportProposalResolver,
      ImportProposalConnectionResolver,
      CustomerProposalsResolver,
      ChangeImportResolver,
      TimelineEntryImportResolver,
    ],
    // Commands check what is typed, all fields at once and in the caller's language.
    validate: false,
  });
  refuseUnguardedFields(schema);
  return schema;
}
