import type { ReactNode } from "react";
import { useTranslation } from "react-i18next";
import { Link } from "react-router";
import { MaskedText } from "../../components/masked-text.tsx";
import { PageHeader } from "../../components/page-header.tsx";
import { Shortcuts } from "../../shell/shortcut-list.tsx";
import { useViewer } from "../../shell/viewer.tsx";
import styles from "./help-page.module.css";

const searches = ["name", "pinyin", "initials", "number", "phone"] as const;
const steps = ["step1", "step2", "step3", "step4", "step5", "step6"] as const;
const words = [
  "file",
  "create",
  "number",
  "customerId",
  "potential",
  "existing",
  "level",
  "tier",
  "channel",
  "deal",
  "proposal",
  "complaint",
  "fileComplaint",
  "followUp",
  "closed",
  "role",
  "scope",
  "owner",
  "nobodys",
  "handOver",
  "changeLog",
] as const;
const complaintSteps = ["received", "acknowledged", "analysed", "resolved", "followedUp", "closed"] as const;
const exportedLists = ["roster", "sheet", "ledger"] as const;
const scopes = ["own", "team", "department", "all"] as const;
const upkeepTopics = ["why", "complete", "fresh", "alerts", "owners"] as const;
const sections = [
  "find",
  "fields",
  "import",
  "export",
  "upkeep",
  "complaints",
  "privacy",
  "roles",
  "changeLog",
  "programs",
  "keys",
  "words",
] as const;

/** The console's own help: short, in the reader's language, with what this very console shows. */
export function HelpPage(): ReactNode {
  const { t } = useTranslation();
  const viewer = useViewer();
  return (
    <div className={styles["page"]}>
      <PageHeader title={t("help.title")}>{t("help.lead")}</PageHeader>
      <nav aria-label={t("help.contents")} className={styles["contents"]}>
        {sections.map((section) => (
          <a key={section} href={`#${section}`}>
            {t(`help.${section}.title`)}
          </a>
        ))}
      </nav>
      <Section name="find">
        <p>{t("help.find.lead")}</p>
        <table className={styles["table"]}>
          <caption>{t("help.find.what")}</caption>
          <thead>
            <tr>
              <th scope="col">{t("help.find.examples")}</th>
              <th scope="col">{t("help.find.finds")}</th>
            </tr>
          </thead>
          <tbody>
            {searches.map((search) => (
              <tr key={search}>
                <th scope="row">{t(`help.find.${search}.input`)}</th>
                <td>{t(`help.find.${search}.finds`)}</td>
              </tr>
            ))}
          </tbody>
        </table>
        <p>{t("help.find.link")}</p>
      </Section>
      <Section name="fields">
        <p>{t("help.fields.lead")}</p>
        <p>{t("help.fields.columns")}</p>
        <p>{t("help.fields.filter")}</p>
        <p>{t("help.fields.own")}</p>
        <p>{t("help.fields.archived")}</p>
      </Section>
      <Section name="import">
        <p>{t("help.import.lead")}</p>
        <ol>
          {steps.map((step) => (
            <li key={step}>{t(`help.import.${step}`)}</li>
          ))}
        </ol>
        <p>{t("help.import.again")}</p>
        <p>{t("help.import.revert")}</p>
      </Section>
      <Section name="export">
        <p>{t("help.export.lead")}</p>
        <dl className={styles["states"]}>
          {exportedLists.map((list) => (
            <div key={list}>
              <dt>{t(`help.export.${list}.name`)}</dt>
              <dd>{t(`help.export.${list}.means`)}</dd>
            </div>
          ))}
        </dl>
        <p>{t("help.export.personal")}</p>
        <p>{t("help.export.once")}</p>
        <p>{t("help.export.print")}</p>
      </Section>
      <Section name="upkeep">
        <ul>
          {upkeepTopics.map((topic) => (
            <li key={topic}>{t(`help.upkeep.${topic}`)}</li>
          ))}
        </ul>
      </Section>
      <Section name="complaints">
        <p>{t("help.complaints.lead")}</p>
        <table className={styles["table"]}>
          <caption>{t("help.complaints.flow")}</caption>
          <thead>
            <tr>
              <th scope="col">{t("help.complaints.status")}</th>
              <th scope="col">{t("help.complaints.asks")}</th>
            </tr>
          </thead>
          <tbody>
            {complaintSteps.map((step) => (
              <tr key={step}>
                <th scope="row">{t(`help.complaints.${step}.name`)}</th>
                <td>{t(`help.complaints.${step}.asks`)}</td>
              </tr>
            ))}
          </tbody>
        </table>
        <p>{t("help.complaints.back")}</p>
        <p>{t("help.complaints.desk")}</p>
        <p>{t("help.complaints.together")}</p>
        <p>{t("help.complaints.keys")}</p>
      </Section>
      <Section name="privacy">
        <p>{t("help.privacy.lead")}</p>
        <p>{t("help.privacy.states")}</p>
        <dl className={styles["states"]}>
          <MaskedState state="EMPTY" means={t("help.privacy.empty")} />
          <MaskedState state="MASKED" text="138****5678" means={t("help.privacy.masked")} />
          <MaskedState state="HIDDEN" means={t("help.privacy.hidden")} />
          <MaskedState state="CLEAR" text="13800005678" means={t("help.privacy.clear")} />
        </dl>
        <p>{t("help.privacy.reveal")}</p>
        <p>{t("help.privacy.quota")}</p>
        <p>{t("help.privacy.stored")}</p>
      </Section>
      <Section name="roles">
        <p>{t("help.roles.lead")}</p>
        <table className={styles["table"]}>
          <caption>{t("help.roles.scopes")}</caption>
          <thead>
            <tr>
              <th scope="col">{t("help.roles.scope")}</th>
              <th scope="col">{t("help.roles.reaches")}</th>
            </tr>
          </thead>
          <tbody>
            {scopes.map((scope) => (
              <tr key={scope}>
                <th scope="row">{t(`help.roles.${scope}.name`)}</th>
                <td>{t(`help.roles.${scope}.reaches`)}</td>
              </tr>
            ))}
          </tbody>
        </table>
        <p>{t("help.roles.limits")}</p>
        <p>{t("help.roles.less")}</p>
        <p>{t("help.roles.leaving")}</p>
        {viewer.may("role:list") ? (
          <p>
            <Link to="/roles">{t("shell.nav.roles")}</Link>
          </p>
        ) : null}
      </Section>
      <Section name="changeLog">
        <p>{t("help.changeLog.lead")}</p>
        <p>{t("help.changeLog.sealed")}</p>
        <p>{t("help.changeLog.reveals")}</p>
        {viewer.may("change:list") ? (
          <p>
            <Link to="/change-log">{t("shell.nav.changeLog")}</Link>
          </p>
        ) : null}
      </Section>
      <Section name="programs">
        <p>{t("help.programs.lead")}</p>
        {viewer.may("graph:explore") ? (
          <p>
            <Link to="/graphql">{t("help.programs.explorer")}</Link>
          </p>
        ) : null}
        <p>{t("help.programs.keys")}</p>
        {viewer.may("apiKey:list") ? (
          <p>
            <Link to="/api-keys">{t("access.apiKeys.title")}</Link>
          </p>
        ) : null}
      </Section>
      <Section name="keys">
        <div className={styles["keys"]}>
          <Shortcuts />
        </div>
      </Section>
      <Section name="words">
        <p>{t("help.words.lead")}</p>
        <table className={styles["table"]}>
          <thead>
            <tr>
              <th scope="col">{t("help.words.chinese")}</th>
              <th scope="col">{t("help.words.english")}</th>
              <th scope="col">{t("help.words.meaning")}</th>
            </tr>
          </thead>
          <tbody>
            {words.map((word) => (
              <tr key={word}>
                <th scope="row" lang="zh-CN">
                  {t(`help.words.${word}.zh`)}
                </th>
                <td lang="en">{t(`help.words.${word}.en`)}</td>
                <td>{t(`help.words.${word}.means`)}</td>
              </tr>
            ))}
          </tbody>
        </table>
      </Section>
    </div>
  );
}

function Section({ name, children }: { name: (typeof sections)[number]; children: ReactNode }): ReactNode {
  const { t } = useTranslation();
  return (
    <section id={name} className={styles["section"]} aria-labelledby={`${name}-title`}>
      <h2 id={`${name}-title`}>{t(`help.${name}.title`)}</h2>
      {children}
    </section>
  );
}

function MaskedState(props: {
  state: "EMPTY" | "HIDDEN" | "MASKED" | "CLEAR";
  text?: string;
  means: string;
}): ReactNode {
  return (
    <>
      <dt>
        <MaskedText value={{ state: props.state, text: props.text ?? null }} />
      </dt>
      <dd>{props.means}</dd>
    </>
  );
}
