import type { ReactNode } from "react";
import { useTranslation } from "react-i18next";
import { Chip, type ChipTone } from "../../../components/chip.tsx";
import { LongText } from "../../../components/long-text.tsx";
import { graphql, readFragment, type FragmentType } from "../../../gql/index.ts";
import type { HandlingSatisfaction } from "../../../gql/graphql.ts";
import styles from "./complaint.module.css";

export const handlingWords = graphql(`
  fragment HandlingWords_Complaint on Complaint {
    id
    acknowledgedThrough
    cause
    solution
    reaction
    satisfaction
  }
`);

const tones: Record<HandlingSatisfaction, ChipTone> = {
  SATISFIED: "good",
  PARTLY_SATISFIED: "warn",
  DISSATISFIED: "bad",
};

/** What each step has found so far: how the customer was reached, the cause, the solution, their reaction. */
export function HandlingWords(props: { complaint: FragmentType<typeof handlingWords> }): ReactNode {
  const { t } = useTranslation();
  const complaint = readFragment(handlingWords, props.complaint);
  const { acknowledgedThrough, cause, solution, reaction, satisfaction } = complaint;
  const parts: [string, ReactNode][] = [
    ...part(
      t("complaints.evidence.ACKNOWLEDGED_THROUGH"),
      acknowledgedThrough && t(`complaints.medium.${acknowledgedThrough}`),
    ),
    ...part(t("complaints.evidence.CAUSE"), cause && <LongText text={cause} />),
    ...part(t("complaints.evidence.SOLUTION"), solution && <LongText text={solution} />),
    ...part(t("complaints.evidence.REACTION"), reaction && <LongText text={reaction} />),
    ...part(
      t("complaints.evidence.SATISFACTION"),
      satisfaction && <Chip tone={tones[satisfaction]}>{t(`complaints.satisfaction.${satisfaction}`)}</Chip>,
    ),
  ];
  if (parts.length === 0) return null;
  return (
    <section aria-label={t("complaints.words.title")}>
      <dl className={styles["handling"]}>
        {parts.map(([title, words]) => (
          <div key={title}>
            <dt>{title}</dt>
            <dd>{words}</dd>
          </div>
        ))}
      </dl>
    </section>
  );
}

function part(title: string, words: ReactNode): [string, ReactNode][] {
  return words ? [[title, words]] : [];
}
