import "reflect-metadata";
import { ApiKey } from "./modules/access/api-key.entity.ts";
import { Department } from "./modules/access/department.entity.ts";
import { FieldSetting } from "./modules/access/field-setting.entity.ts";
import { Role, RoleField, RolePermission } from "./modules/access/role.entity.ts";
import { RecoveryCode, SecondFactor } from "./modules/access/second-factor.entity.ts";
import { SignInFailure } from "./modules/access/sign-in-failure.entity.ts";
import { StaffMember } from "./modules/access/staff-member.entity.ts";
import { Team } from "./modules/access/team.entity.ts";
import { Channel } from "./modules/channels/channel.entity.ts";
import { ComplaintEvent } from "./modules/complaints/complaint-event.entity.ts";
import {
  ComplaintPhotograph,
  ComplaintPhotographContent,
} from "./modules/complaints/complaint-photograph.entity.ts";
import { HandOver } from "./modules/complaints/hand-over.entity.ts";
import { Complaint } from "./modules/complaints/complaint.entity.ts";
import { ArchiveSettings } from "./modules/customers/archive-settings.entity.ts";
import { CustomField, CustomFieldRight } from "./modules/customers/custom-field.entity.ts";
import { ArchiveUpkeep } from "./modules/customers/archive-upkeep.entity.ts";
import { CustomerAlert } from "./modules/customers/customer-alert.entity.ts";
import { CustomerBlindIndex } from "./modules/customers/customer-blind-index.entity.ts";
import { CustomerFacts } from "./modules/customers/customer-facts.entity.ts";
import { Customer } from "./modules/customers/customer.entity.ts";
import { ExternalRef } from "./modules/customers/external-ref.entity.ts";
import { FieldValue } from "./modules/customers/field-value.entity.ts";
import { MatchUse } from "./modules/customers/match-use.entity.ts";
import { MemberLevel } from "./modules/customers/member-level.entity.ts";
import { RevealUse } from "./modules/customers/reveal-use.entity.ts";
import { SectionVerification } from "./modules/customers/section-verification.entity.ts";
import { TimelineEntry } from "./modules/customers/timeline-entry.entity.ts";
import { Export } from "./modules/exports/export.entity.ts";
import { ImportBatch } from "./modules/imports/import-batch.entity.ts";
import { Proposal } from "./modules/orders/proposal.entity.ts";
import { Review } from "./modules/orders/review.entity.ts";
import { ImportRow } from "./modules/imports/import-row.entity.ts";
import { Import } from "./modules/imports/import.entity.ts";
import { Note } from "./modules/interactions/note.entity.ts";
import { OrderItem } from "./modules/orders/order-item.entity.ts";
import { Order } from "./modules/orders/order.entity.ts";
import { ChangeEpoch, ChangeSeal } from "./platform/change-seal.entity.ts";
import { Change } from "./platform/changes.ts";
import { DataKey, KeyRotation, RecordKey } from "./platform/data-key.entity.ts";
import { Installation } from "./platform/installation.entity.ts";
import { Idempotency } from "./platform/idempotency.ts";
import { OutboxEvent } from "./platform/outbox.ts";

/** Every entity. The migrations give exactly their tables; a contract test holds one against the other. */
export const entities = [
  Installation,
  DataKey,
  KeyRotation,
  RecordKey,
  Change,
  ChangeSeal,
  ChangeEpoch,
  Idempotency,
  OutboxEvent,
  Role,
  RolePermission,
  RoleField,
  Department,
  Team,
  StaffMember,
  SecondFactor,
  RecoveryCode,
  SignInFailure,
  ApiKey,
  FieldSetting,
  Channel,
  MemberLevel,
  ArchiveSettings,
  ArchiveUpkeep,
  Customer,
  CustomerFacts,
  CustomerBlindIndex,
  FieldValue,
  CustomField,
  CustomFieldRight,
  SectionVerification,
  CustomerAlert,
  ExternalRef,
  RevealUse,
  MatchUse,
  TimelineEntry,
  Order,
  OrderItem,
  Review,
  Note,
  Complaint,
  ComplaintEvent,
  ComplaintPhotograph,
  ComplaintPhotographContent,
  HandOver,
  Import,
  ImportBatch,
  ImportRow,
  Proposal,
  Export,
];
