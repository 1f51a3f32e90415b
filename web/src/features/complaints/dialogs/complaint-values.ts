import type {
  ComplaintCategory,
  ComplaintKind,
  ComplaintMedium,
  ComplaintSeverity,
  EditComplaintInput,
} from "../../../gql/graphql.ts";

/** What an edit can change, as the form has it. */
export type ComplaintFormValues = {
  description?: string;
  category?: ComplaintCategory;
  severity?: ComplaintSeverity;
  kind?: ComplaintKind;
  medium?: ComplaintMedium;
  /** Empty for none. */
  orderId?: string;
};

export type ComplaintChanges = Omit<EditComplaintInput, "complaintId" | "expectedVersion">;

type OnFile = {
  description: string;
  category: ComplaintCategory;
  severity: ComplaintSeverity;
  kind: ComplaintKind;
  medium: ComplaintMedium;
  order?: { id: string } | null;
};

export const valuesOfComplaint = (complaint: OnFile): ComplaintFormValues => ({
  description: complaint.description,
  category: complaint.category,
  severity: complaint.severity,
  kind: complaint.kind,
  medium: complaint.medium,
  orderId: complaint.order?.id ?? "",
});

/** What the form says otherwise than what is on file; no order is null in the contract. */
export function changesToComplaint(onFile: OnFile, values: ComplaintFormValues): ComplaintChanges {
  const before = valuesOfComplaint(onFile);
  const changed = Object.entries(values).filter(
    ([field, value]) => value !== undefined && value !== before[field as keyof ComplaintFormValues],
  );
  return Object.fromEntries(changed.map(([field, value]) => [field, value === "" ? null : value]));
}

/** The values that take these changes back. */
export function complaintBefore(onFile: OnFile, changes: ComplaintChanges): ComplaintChanges {
  const before = new Map(Object.entries(valuesOfComplaint(onFile)));
  return Object.fromEntries(
    Object.keys(changes).map((field) => [field, before.get(field) === "" ? null : before.get(field)]),
  );
}
