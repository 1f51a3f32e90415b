import { CheckOutlined } from "@ant-design/icons";
import type { ReactNode } from "react";
import { useTranslation } from "react-i18next";
import { DateTimeText } from "../../components/date-text.tsx";
import { LanguageSwitch } from "../../components/language-switch.tsx";
import { PageHeader } from "../../components/page-header.tsx";
import { ThemeSwitch } from "../../components/theme-switch.tsx";
import { useViewer } from "../../shell/viewer.tsx";
import styles from "./account-page.module.css";
import { ChangePasswordForm } from "./change-password-form.tsx";
import { OwnSecondFactor } from "./own-second-factor.tsx";
import { permissionGroups } from "./permission-words.ts";

/** Who I am, what I may, and how the console looks to me. */
export function AccountPage(): ReactNode {
  const { t } = useTranslation();
  const viewer = useViewer();
  return (
    <div className={styles["page"]}>
      <PageHeader title={t("shell.account.page")} />
      <section className={styles["section"]} aria-labelledby="account-who">
        <h2 id="account-who">{t("access.account.who")}</h2>
        <dl className={styles["facts"]}>
          <dt>{t("access.staff.name")}</dt>
          <dd>{viewer.staff.name}</dd>
          <dt>{t("access.staff.email")}</dt>
          <dd>{viewer.staff.email}</dd>
          <dt>{t("access.staff.role")}</dt>
          <dd>
            {viewer.heldRole.name} <span className="quiet">{viewer.heldRole.description}</span>
          </dd>
          <dt>{t("access.team.column")}</dt>
          <dd>{viewer.staff.team?.name ?? <span className="quiet">{t("access.team.none")}</span>}</dd>
          <dt>{t("access.staff.lastSignedIn")}</dt>
          <dd>
            <DateTimeText value={viewer.staff.lastSignedInAt} />
          </dd>
        </dl>
      </section>
      <section className={styles["section"]} aria-labelledby="account-second-factor">
        <h2 id="account-second-factor">{t("access.secondFactor.heading")}</h2>
        <OwnSecondFactor />
      </section>
      <section className={styles["section"]} aria-labelledby="account-may">
        <h2 id="account-may">{t("access.account.may")}</h2>
        <ul className={styles["may"]}>
          {permissionGroups
            .filter((group) => group.permissions.some((permission) => viewer.may(permission)))
            .map((group) => (
              <li key={group.words}>
                <CheckOutlined aria-hidden /> {t(`access.permission.${group.words}`)}
              </li>
            ))}
        </ul>
        <p className="quiet">{t("access.account.ask")}</p>
      </section>
      <section className={styles["section"]} aria-labelledby="account-looks">
        <h2 id="account-looks">{t("access.account.looks")}</h2>
        <div className={styles["choices"]}>
          <LanguageSwitch />
          <ThemeSwitch />
        </div>
      </section>
      {viewer.may("self:changePassword") ? (
        <section className={styles["section"]} aria-labelledby="account-password">
          <h2 id="account-password">{t("access.account.password")}</h2>
          <ChangePasswordForm />
        </section>
      ) : null}
    </div>
  );
}
