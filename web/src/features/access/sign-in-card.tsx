import type { ReactNode } from "react";
import { LanguageSwitch } from "../../components/language-switch.tsx";
import { ThemeSwitch } from "../../components/theme-switch.tsx";
import { Logo } from "../../shell/logo.tsx";
import { OfflineBanner } from "../../shell/offline-banner.tsx";
import styles from "./sign-in-page.module.css";

/** The page of somebody who is not quite in yet: one card, and how the console looks. */
export function SignInCard({ title, children }: { title: string; children: ReactNode }): ReactNode {
  return (
    <div className={styles["page"]}>
      <title>{`${title} · Dossier`}</title>
      <OfflineBanner />
      <main className={styles["main"]}>
        <div className={styles["card"]}>
          <div className={styles["head"]}>
            <Logo size={40} />
            <h1>{title}</h1>
          </div>
          {children}
        </div>
        <div className={styles["choices"]}>
          <LanguageSwitch />
          <ThemeSwitch />
        </div>
      </main>
    </div>
  );
}
