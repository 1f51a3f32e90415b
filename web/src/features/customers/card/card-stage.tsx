import { Button } from "antd";
import { useId, type ReactNode } from "react";
import { useTranslation } from "react-i18next";
import { ChipChoice } from "../../../components/chip-choice.tsx";
import { graphql, readFragment, type FragmentType } from "../../../gql/index.ts";
import type { ArchiveSection, SalesStage } from "../../../gql/graphql.ts";
import { useViewer } from "../../../shell/viewer.tsx";
import styles from "./card.module.css";
import { nextSteps, stages, tabsIn, type NextStep } from "./stage.ts";
import type { CardDialog, CardTab } from "./use-card-address.ts";

export const cardStage = graphql(`
  fragment CardStage_Customer on Customer {
    id
    kind
    name
    dealCount
    openComplaintCount
    satisfaction
    viewerCanEdit
    phone {
      state
      text
    }
    address {
      state
      text
    }
    individual {
      consumption {
        purchasePreferences
      }
    }
    owner {
      id
    }
    team {
      id
      department {
        id
      }
    }
  }
`);

type CardStageProps = {
  customer: FragmentType<typeof cardStage>;
  stage: SalesStage;
  onStage: (stage: SalesStage, first: CardTab) => void;
  onTab: (tab: CardTab) => void;
  onDialog: (dialog: CardDialog) => void;
  onSection: (section: ArchiveSection) => void;
  onNote: () => void;
};

/** Before, during or after a sale: what comes first on the card, and what to do next. */
export function CardStage({ customer: given, stage, ...props }: CardStageProps): ReactNode {
  const { t } = useTranslation();
  const id = useId();
  const viewer = useViewer();
  const customer = readFragment(cardStage, given);
  const steps = nextSteps(stage, {
    isCompany: customer.kind === "COMPANY",
    nameMissing: !customer.name,
    phoneMissing: customer.phone.state === "EMPTY",
    addressMissing: customer.address.state === "EMPTY",
    preferencesMissing: customer.individual?.consumption.purchasePreferences.length === 0,
    dealCount: customer.dealCount,
    openComplaintCount: customer.openComplaintCount,
    reviewed: Boolean(customer.satisfaction),
    mayEdit: customer.viewerCanEdit,
    mayNote: viewer.reaches("note:write", customer),
    mayOrder: viewer.reaches("order:record", customer),
    mayReview: viewer.reaches("review:record", customer),
  });

  const take = (step: NextStep): void => {
    switch (step) {
      case "askName":
      case "askPhone":
      case "askAddress":
      case "checkAddress":
        return props.onDialog("edit");
      case "askPreferences":
        return props.onSection("CONSUMPTION");
      case "writeNote":
      case "care":
        return props.onNote();
      case "recordOrder":
        return props.onDialog("order");
      case "latestOrder":
      case "nextPurchase":
        return props.onTab("orders");
      case "seeComplaints":
        return props.onTab("complaints");
      case "askReview":
        return props.onDialog("review");
    }
  };

  return (
    <section className={styles["stage"]} aria-label={t("card.stage.title")}>
      <ChipChoice
        label={t("card.stage.title")}
        groups={[{ options: stages.map((value) => ({ value, label: t(`card.stage.${value}`) })) }]}
        value={stage}
        onChange={(chosen) => {
          const [first] = tabsIn(chosen);
          if (first) props.onStage(chosen, first);
        }}
      />
      {steps.length > 0 ? (
        <>
          <span id={id} className="quiet">
            {t("card.stage.next")}
          </span>
          <ul className={styles["next"]} aria-labelledby={id}>
            {steps.map((step) => (
              <li key={step}>
                <Button type="link" size="small" onClick={() => take(step)}>
                  {t(`card.stage.step.${step}`)}
                </Button>
              </li>
            ))}
          </ul>
        </>
      ) : null}
    </section>
  );
}
