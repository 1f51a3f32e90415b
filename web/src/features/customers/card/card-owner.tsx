import { HistoryOutlined, UserSwitchOutlined } from "@ant-design/icons";
import { Button } from "antd";
import { lazy, Suspense, useState, type ReactNode } from "react";
import { useTranslation } from "react-i18next";
import { Chip } from "../../../components/chip.tsx";
import { graphql, readFragment, type FragmentType } from "../../../gql/index.ts";
import { withTexts } from "../../../i18n/language.ts";
import { useViewer } from "../../../shell/viewer.tsx";
import styles from "./card.module.css";

// Few give customers away: its script comes when somebody does.
const AssignOwnerDialog = lazy(async () => ({
  default: (await import("./assign-owner-dialog.tsx")).AssignOwnerDialog,
}));

const OwnerHistoryDialog = lazy(async () => ({
  default: (await withTexts(import("../upkeep/owner-history-dialog.tsx"), "upkeep")).OwnerHistoryDialog,
}));

export const cardOwner = graphql(`
  fragment CardOwner_Customer on Customer {
    id
    version
    displayName
    owner {
      id
      name
      active
    }
    team {
      id
      name
      department {
        id
      }
    }
    viewerCanEdit
    viewerCanAssignOwner
  }
`);

/** Who looks after the customer: a person, a team, or nobody; and what follows for a reader who is none of them. */
export function CardOwner(props: { customer: FragmentType<typeof cardOwner> }): ReactNode {
  const { t } = useTranslation();
  const viewer = useViewer();
  const [assigning, setAssigning] = useState(false);
  const [remembering, setRemembering] = useState(false);
  const customer = readFragment(cardOwner, props.customer);
  const { owner, team } = customer;
  const elsewhere = !customer.viewerCanEdit && viewer.may("customer:edit");
  return (
    <div className={styles["owner"]}>
      <span>
        <span className="quiet">{t("card.owner.label")}</span>{" "}
        {owner ? (
          <>
            {owner.id === viewer.staff.id ? t("card.owner.me", { name: owner.name }) : owner.name}
            {owner.active ? null : (
              <>
                {" "}
                <Chip tone="warn">{t("card.owner.left")}</Chip>
              </>
            )}
            {team ? <span className="quiet"> · {team.name}</span> : null}
          </>
        ) : team ? (
          t("card.owner.team", { team: team.name })
        ) : (
          <span title={t("card.owner.nobodyMeans")}>{t("card.owner.nobody")}</span>
        )}
      </span>
      {customer.viewerCanAssignOwner ? (
        <Button
          type="link"
          size="small"
          icon={<UserSwitchOutlined aria-hidden />}
          onClick={() => setAssigning(true)}
        >
          {t("card.owner.change")}
        </Button>
      ) : null}
      <Button
        type="link"
        size="small"
        icon={<HistoryOutlined aria-hidden />}
        aria-haspopup="dialog"
        onClick={() => setRemembering(true)}
      >
        {t("card.owner.history")}
      </Button>
      {elsewhere ? <span className="quiet">{t("card.owner.notYours")}</span> : null}
      {remembering ? (
        <Suspense>
          <OwnerHistoryDialog customerId={customer.id} onClose={() => setRemembering(false)} />
        </Suspense>
      ) : null}
      {assigning ? (
        <Suspense>
          <AssignOwnerDialog customer={customer} onClose={() => setAssigning(false)} />
        </Suspense>
      ) : null}
    </div>
  );
}
