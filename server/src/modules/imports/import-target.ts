import {
  isFieldTarget,
  type ColumnTarget,
  type ImportTarget as ReadTarget,
} from "./reading/import-targets.ts";

/** What a column can be taken in as. */
export enum ImportTarget {
  CUSTOMER_ID = "CUSTOMER_ID",
  MEMBER_LEVEL = "MEMBER_LEVEL",
  NAME = "NAME",
  EMAIL = "EMAIL",
  PHONE = "PHONE",
  ADDRESS = "ADDRESS",
  ORDERED_ON = "ORDERED_ON",
  GOODS = "GOODS",
  QUANTITY = "QUANTITY",
  AMOUNT = "AMOUNT",
  ORDER_NUMBER = "ORDER_NUMBER",
  PAYMENT_METHOD = "PAYMENT_METHOD",
  CHANNEL = "CHANNEL",
  NOTE = "NOTE",
  /** Which field is said beside it. */
  FIELD = "FIELD",
}

const READ_TARGETS: Readonly<Record<Exclude<ImportTarget, ImportTarget.FIELD>, ReadTarget>> = {
  [ImportTarget.CUSTOMER_ID]: "customerId",
  [ImportTarget.MEMBER_LEVEL]: "memberLevel",
  [ImportTarget.NAME]: "name",
  [ImportTarget.EMAIL]: "email",
  [ImportTarget.PHONE]: "phone",
  [ImportTarget.ADDRESS]: "address",
  [ImportTarget.ORDERED_ON]: "orderedOn",
  [ImportTarget.GOODS]: "goods",
  [ImportTarget.QUANTITY]: "quantity",
  [ImportTarget.AMOUNT]: "amount",
  [ImportTarget.ORDER_NUMBER]: "orderNumber",
  [ImportTarget.PAYMENT_METHOD]: "paymentMethod",
  [ImportTarget.CHANNEL]: "channel",
  [ImportTarget.NOTE]: "note",
};

export function readTargetOf(target: Exclude<ImportTarget, ImportTarget.FIELD>): ReadTarget {
  return READ_TARGETS[target];
}

export function shownTargetOf(target: ColumnTarget | null): ImportTarget | null {
  if (isFieldTarget(target)) return ImportTarget.FIELD;
  const found = Object.entries(READ_TARGETS).find(([, read]) => read === target);
  return found ? (found[0] as ImportTarget) : null;
}
