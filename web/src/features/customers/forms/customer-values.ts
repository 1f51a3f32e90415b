import type { CustomerKind, CustomerLifecycle, EditCustomerInput, MaskState } from "../../../gql/graphql.ts";

/** A personal field of an edit form: undefined keeps what is on file, a text replaces it, null empties it. */
export type PersonalChoice = string | null | undefined;

export type CustomerFormValues = {
  kind: CustomerKind;
  lifecycle?: CustomerLifecycle;
  name?: string;
  nickname?: string;
  phone?: PersonalChoice;
  email?: PersonalChoice;
  address?: PersonalChoice;
  channelId?: string | null;
  memberLevelId?: string | null;
};

type Masked = { state: MaskState; text?: string | null };

/** The customer as it stood when the form was opened. */
export type CustomerOnFile = {
  id: string;
  version: number;
  kind: CustomerKind;
  lifecycle: CustomerLifecycle;
  name?: string | null;
  nickname?: string | null;
  phone: Masked;
  email: Masked;
  address: Masked;
  channel?: { id: string; name: string } | null;
  memberLevel?: { id: string; name: string } | null;
};

export type CustomerChanges = Omit<EditCustomerInput, "customerId" | "expectedVersion">;

export const personalFields = ["phone", "email", "address"] as const;
const plainFields = ["kind", "lifecycle", "name", "nickname", "channelId", "memberLevelId"] as const;

export function valuesOnFile(customer: CustomerOnFile): CustomerFormValues {
  return {
    kind: customer.kind,
    lifecycle: customer.lifecycle,
    name: customer.name ?? "",
    nickname: customer.nickname ?? "",
    channelId: customer.channel?.id ?? null,
    memberLevelId: customer.memberLevel?.id ?? null,
    // Empty: whoever edits types a new value over the masked one, or leaves it.
    phone: undefined,
    email: undefined,
    address: undefined,
  };
}

/** Only what differs from the file. What the form does not show is not touched. */
export function changedDetails(onFile: CustomerOnFile, typed: CustomerFormValues): CustomerChanges {
  const before = valuesOnFile(onFile);
  const changes: Record<string, string | null> = {};
  for (const field of plainFields) {
    const now = textOrNull(typed[field]);
    if (typed[field] !== undefined && now !== textOrNull(before[field])) changes[field] = now;
  }
  for (const field of personalFields) {
    const choice = typed[field];
    if (choice === null) changes[field] = null;
    // A text that was typed and taken back is no wish to empty the field: there is a button for that.
    else if (choice !== undefined && choice.trim() !== "") changes[field] = choice.trim();
  }
  return changes;
}

/** What puts the plain fields back as they were. Personal values were masked, so nobody here knows them. */
export function detailsBefore(onFile: CustomerOnFile, changes: CustomerChanges): CustomerChanges {
  const before = valuesOnFile(onFile);
  return Object.fromEntries(
    plainFields.filter((field) => field in changes).map((field) => [field, textOrNull(before[field])]),
  );
}

function textOrNull(value: string | null | undefined): string | null {
  const text = value?.trim() ?? "";
  return text === "" ? null : text;
}

const ofCard: readonly string[] = ["name", "nickname", "phone", "email", "address"];

/** Who they are and how to reach them stands on the card itself, in a form of its own, and not in the sections. */
export const isOfCard = (field: string): boolean => ofCard.includes(field);
