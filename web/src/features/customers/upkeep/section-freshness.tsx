import { CheckOutlined, ClockCircleOutlined } from "@ant-design/icons";
import { Button } from "antd";
import type { ReactNode } from "react";
import { useTranslation } from "react-i18next";
import { Chip } from "../../../components/chip.tsx";
import { graphql, readFragment, type FragmentType } from "../../../gql/index.ts";
import { useFormat } from "../../../lib/format.ts";
import styles from "./upkeep.module.css";
import { useConfirmSection } from "./use-confirm-section.ts";

export const sectionFreshness = graphql(`
  fragment SectionFreshness_SectionFreshness on SectionFreshness {
    section
    label
    due
    lastVerifiedAt
    confirmed
    dueOn
    verifiedBy {
      id
      name
    }
  }
`);

type SectionFreshnessProps = {
  customerId: string;
  freshness: FragmentType<typeof sectionFreshness>;
  mayConfirm: boolean;
};

/** When a section was last found right, by whom, and when it is to be looked at again. */
export function SectionFreshness(props: SectionFreshnessProps): ReactNode {
  const { t } = useTranslation();
  const format = useFormat();
  const fresh = readFragment(sectionFreshness, props.freshness);
  const { confirm, running } = useConfirmSection();
  const { section, label, lastVerifiedAt, dueOn, due, verifiedBy } = fresh;
  return (
    <div className={styles["fresh"]}>
      {due ? (
        <Chip tone="warn">
          <ClockCircleOutlined aria-hidden /> {t("upkeep.fresh.due")}
        </Chip>
      ) : null}
      <span className="quiet">
        {[
          lastVerifiedAt
            ? t(verifiedBy ? "upkeep.fresh.verifiedBy" : "upkeep.fresh.verified", {
                day: format.dateTime(lastVerifiedAt),
                name: verifiedBy?.name,
              })
            : t("upkeep.fresh.never"),
          dueOn
            ? t(due ? "upkeep.fresh.since" : "upkeep.fresh.until", { day: format.date(dueOn) })
            : undefined,
        ]
          .filter(Boolean)
          .join(t("upkeep.fresh.and"))}
      </span>
      {props.mayConfirm ? (
        <Button
          size="small"
          type={due ? "default" : "text"}
          icon={<CheckOutlined aria-hidden />}
          loading={running}
          aria-label={t("upkeep.fresh.confirmOf", { section: label })}
          onClick={() => void confirm({ customerId: props.customerId, section, label })}
        >
          {t("upkeep.fresh.confirm")}
        </Button>
      ) : null}
    </div>
  );
}
