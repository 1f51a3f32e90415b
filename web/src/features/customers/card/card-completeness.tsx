import { lazy, Suspense, useState, type ReactNode } from "react";
import { useTranslation } from "react-i18next";
import { graphql, readFragment, type FragmentType } from "../../../gql/index.ts";
import type { ArchiveSection } from "../../../gql/graphql.ts";
import { withTexts } from "../../../i18n/language.ts";
import styles from "./card.module.css";

// What is missing is computed and shown when somebody asks; the percent alone is kept with the customer.
const CompletenessDialog = lazy(async () => ({
  default: (await withTexts(import("../upkeep/completeness-dialog.tsx"), "upkeep")).CompletenessDialog,
}));

export const cardCompleteness = graphql(`
  fragment CardCompleteness_Customer on Customer {
    id
    viewerCanEdit
    completeness {
      percent
    }
  }
`);

type CardCompletenessProps = {
  customer: FragmentType<typeof cardCompleteness>;
  /** To the form that the field stands in. */
  onFill: (field: string, section: ArchiveSection) => void;
};

/** How much of what counts is known; what is missing is a click away. */
export function CardCompleteness(props: CardCompletenessProps): ReactNode {
  const { t } = useTranslation();
  const [open, setOpen] = useState(false);
  const customer = readFragment(cardCompleteness, props.customer);
  const { percent } = customer.completeness;
  return (
    <>
      <button
        type="button"
        className={styles["complete"]}
        aria-haspopup="dialog"
        title={t("card.complete.means")}
        onClick={() => setOpen(true)}
      >
        <svg width="16" height="16" viewBox="0 0 16 16" aria-hidden="true">
          <circle cx="8" cy="8" r="6" pathLength={100} />
          <circle cx="8" cy="8" r="6" pathLength={100} strokeDasharray={`${percent} 100`} />
        </svg>
        <span className="figures">{t("card.complete.percent", { percent })}</span>
      </button>
      {open ? (
        <Suspense>
          <CompletenessDialog
            customerId={customer.id}
            onClose={() => setOpen(false)}
            onFill={
              customer.viewerCanEdit
                ? (field, section) => {
                    setOpen(false);
                    props.onFill(field, section);
                  }
                : undefined
            }
          />
        </Suspense>
      ) : null}
    </>
  );
}
