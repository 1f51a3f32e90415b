import { Form, Input } from "antd";
import type { ReactNode } from "react";
import { useTranslation } from "react-i18next";
import { ChipChoice } from "../../../components/chip-choice.tsx";
import type { ChangeComplaintStatusInput, ComplaintEvidence } from "../../../gql/graphql.ts";
import { mediums, satisfactions } from "../../../lib/complaint-choices.ts";
import styles from "./dialogs.module.css";

/** The input's field of each piece of evidence. */
const fieldOf = {
  ACKNOWLEDGED_THROUGH: "acknowledgedThrough",
  CAUSE: "cause",
  SOLUTION: "solution",
  REACTION: "reaction",
  SATISFACTION: "satisfaction",
  REASON: "reason",
} as const satisfies Record<ComplaintEvidence, keyof ChangeComplaintStatusInput>;

export type EvidenceValues = Omit<ChangeComplaintStatusInput, "complaintId" | "expectedVersion" | "status">;

/** What the step asks for, of all that was typed. What is empty is left out: the server says that it is missing. */
export function evidenceFor(requires: readonly ComplaintEvidence[], values: EvidenceValues): EvidenceValues {
  const wanted = requires.map((evidence) => fieldOf[evidence]);
  return Object.fromEntries(
    wanted.flatMap((field) => {
      const value = values[field];
      return value === undefined || value === null || value.trim() === "" ? [] : [[field, value]];
    }),
  );
}

/** What an earlier round found out is there to be amended; a reason is each time its own. */
export function evidenceOnFile(complaint: EvidenceValues): EvidenceValues {
  const { acknowledgedThrough, cause, solution, reaction, satisfaction } = complaint;
  return { acknowledgedThrough, cause, solution, reaction, satisfaction };
}

export function EvidenceFields({ requires }: { requires: readonly ComplaintEvidence[] }): ReactNode {
  return requires.map((evidence) => <EvidenceField key={evidence} evidence={evidence} />);
}

function EvidenceField({ evidence }: { evidence: ComplaintEvidence }): ReactNode {
  const { t } = useTranslation();
  const label = t(`complaints.evidence.${evidence}`);
  switch (evidence) {
    case "ACKNOWLEDGED_THROUGH":
      return (
        <Form.Item name={fieldOf[evidence]} label={label}>
          <ChipChoice
            label={label}
            groups={[
              { options: mediums.map((value) => ({ value, label: t(`complaints.medium.${value}`) })) },
            ]}
          />
        </Form.Item>
      );
    case "SATISFACTION":
      return (
        <Form.Item name={fieldOf[evidence]} label={label}>
          <ChipChoice
            label={label}
            groups={[
              {
                options: satisfactions.map((value) => ({
                  value,
                  label: t(`complaints.satisfaction.${value}`),
                })),
              },
            ]}
          />
        </Form.Item>
      );
    case "CAUSE":
    case "SOLUTION":
    case "REACTION":
    case "REASON":
      return (
        <Form.Item name={fieldOf[evidence]} label={label}>
          <Input.TextArea
            rows={3}
            placeholder={t(`complaints.ask.${evidence}`)}
            className={styles["words"] ?? ""}
          />
        </Form.Item>
      );
  }
}
