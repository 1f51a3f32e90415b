import { App, Button } from "antd";
import type { ReactNode } from "react";
import { useTranslation } from "react-i18next";
import { Chip } from "../../components/chip.tsx";
import { announce } from "../../lib/notices.ts";
import { useCommand } from "../../lib/use-command.ts";
import { useViewer } from "../../shell/viewer.tsx";
import { resetSecondFactor } from "./staff-commands.ts";
import styles from "./staff-page.module.css";

type Member = { id: string; version: number; name: string; active: boolean; secondFactor: boolean };

/** Of the staff list: whether somebody signs in with a second factor, and the way out when it is lost. */
export function StaffSecondFactor({ member }: { member: Member }): ReactNode {
  const { t } = useTranslation();
  const { modal } = App.useApp();
  const viewer = useViewer();
  const { run, running } = useCommand(resetSecondFactor);
  const { name } = member;
  // On a narrow screen there are no headings above.
  const what = <span className={styles["what"]}>{t("access.secondFactor.heading")}</span>;
  if (!member.secondFactor)
    return (
      <span className="quiet">
        {what} {t("access.secondFactor.off")}
      </span>
    );

  const reset = async (): Promise<void> => {
    const answer = await run({ input: { staffId: member.id, expectedVersion: member.version } });
    for (const error of answer?.resetSecondFactor.errors ?? [])
      announce({ kind: "error", text: error.message });
    if (answer?.resetSecondFactor.errors.length === 0)
      announce({ kind: "success", text: t("access.secondFactor.wasReset", { name }) });
  };
  const resettable = viewer.may("staff:resetSecondFactor") && member.active && member.id !== viewer.staff.id;
  return (
    <span className={styles["secondFactor"]}>
      {what}
      <Chip tone="good">{t("access.secondFactor.on")}</Chip>
      {resettable ? (
        <Button
          type="text"
          size="small"
          aria-label={`${t("access.secondFactor.reset")}: ${name}`}
          loading={running}
          onClick={() =>
            void modal.confirm({
              title: t("access.secondFactor.resetTitle", { name }),
              content: t("access.secondFactor.resetText"),
              okText: t("access.secondFactor.reset"),
              cancelText: t("access.staff.cancel"),
              onOk: reset,
            })
          }
        >
          {t("access.secondFactor.reset")}
        </Button>
      ) : null}
    </span>
  );
}
