import { DownOutlined, EditOutlined, LockOutlined, RightOutlined } from "@ant-design/icons";
import { Button, Skeleton } from "antd";
import { useState, type ReactNode } from "react";
import { useTranslation } from "react-i18next";
import { Link } from "react-router";
import type { ArchiveSection } from "../../../gql/graphql.ts";
import { QueryError } from "../../../shell/query-error.tsx";
import { useViewer } from "../../../shell/viewer.tsx";
import { PersonalValue } from "../card/personal-value.tsx";
import { WhyButton } from "../card/why-button.tsx";
import { SectionFreshness } from "../upkeep/section-freshness.tsx";
import styles from "./archive.module.css";
import { ArchiveValue, useValueWords } from "./archive-value.tsx";
import { fieldsOfKind, isEmpty, isMasked, valueOf, type ArchiveOnFile } from "./archive-values.ts";
import { useArchive, type Freshness } from "./use-archive.ts";
import { useArchiveFields, type ArchiveField } from "./use-archive-fields.ts";

type ArchivePanelProps = {
  customerId: string;
  canReveal: boolean;
  /** Under the name of the customer, which is the page's own heading or that of the panel beside the ledger. */
  heading: "h2" | "h3";
  /** Undefined for a reader who may not change the customer. */
  onEdit: ((section: ArchiveSection) => void) | undefined;
};

/** The sections of an archive, each with what is known and what is missing. */
export function ArchivePanel(props: ArchivePanelProps): ReactNode {
  const fields = useArchiveFields();
  const { customer, freshness, error, refetch } = useArchive(props.customerId);
  if (error && !customer) return <QueryError error={error} onRetry={() => void refetch()} />;
  if (!fields || !customer) return <Skeleton active title={false} paragraph={{ rows: 8 }} />;
  const sections = Map.groupBy(fieldsOfKind(fields, customer.kind), ({ section }) => section);
  return (
    <div className={styles["archive"]}>
      {[...sections].map(([section, own]) => (
        <Section
          key={section}
          section={section}
          fields={own}
          customer={customer}
          freshness={freshness.find((one) => one.section === section)}
          canReveal={props.canReveal}
          heading={props.heading}
          onEdit={props.onEdit}
        />
      ))}
    </div>
  );
}

type SectionProps = Omit<ArchivePanelProps, "customerId"> & {
  section: ArchiveSection;
  fields: readonly ArchiveField[];
  customer: ArchiveOnFile;
  freshness: Freshness[number] | undefined;
};

function Section(props: SectionProps): ReactNode {
  const { t } = useTranslation();
  const { section, fields, customer, freshness, heading: Heading } = props;
  const closed = fields.filter(({ open }) => !open);
  const open = fields.filter((field) => field.open);
  const empty = open.filter((field) => isEmpty(valueOf(customer, field)));
  const shown = open.filter((field) => !empty.includes(field));
  const age = ageOf(customer, section);
  // What nothing is known of is folded: the eye goes to what there is.
  const [chosen, setFolded] = useState<boolean>();
  const folded = chosen ?? (shown.length === 0 && age === undefined);
  const name = fields[0]?.sectionLabel ?? "";
  return (
    <section className={styles["section"]} aria-label={name}>
      <header>
        <Heading>
          <button type="button" aria-expanded={!folded} onClick={() => setFolded(!folded)}>
            {folded ? <RightOutlined aria-hidden /> : <DownOutlined aria-hidden />} {name}
            <span className="quiet figures">
              {open.length > 0
                ? t("archive.known", { count: shown.length })
                : t("archive.closed", { count: closed.length })}
            </span>
          </button>
        </Heading>
        {props.onEdit && open.length > 0 ? (
          <Button
            type="text"
            size="small"
            icon={<EditOutlined aria-hidden />}
            aria-label={t("archive.editSection", { section: name })}
            onClick={() => props.onEdit?.(section)}
          >
            {t("archive.edit")}
          </Button>
        ) : null}
      </header>
      {freshness && (freshness.due || (!folded && shown.length > 0)) ? (
        <SectionFreshness
          customerId={customer.id}
          freshness={freshness}
          mayConfirm={props.onEdit !== undefined}
        />
      ) : null}
      {folded ? null : (
        <>
          <dl className={styles["values"]}>
            {age === undefined ? null : (
              <div className={styles["value"]}>
                <dt>{t("archive.age")}</dt>
                <dd>{age}</dd>
              </div>
            )}
            {shown.map((field) => (
              <Row key={field.name} {...props} field={field} />
            ))}
          </dl>
          <Missing fields={empty} />
          <Closed fields={closed} />
        </>
      )}
    </section>
  );
}

function ageOf({ individual }: ArchiveOnFile, section: ArchiveSection): number | undefined {
  if (section !== "BASIC") return undefined;
  const basic = individual?.["basic"] as { age?: { years: number } | null } | undefined;
  return basic?.age?.years;
}

function Row(props: SectionProps & { field: ArchiveField }): ReactNode {
  const words = useValueWords();
  const { field, customer } = props;
  const value = valueOf(customer, field);
  const revealed = field.custom ? { customField: field.custom } : field.revealField;
  const mayReveal = props.canReveal && field.right === "VIEW" && revealed;
  return (
    <div
      className={`${styles["value"]} ${isLong(field, value) ? styles["wide"] : ""}`}
      data-personal={field.personalField ?? field.custom}
    >
      <dt>{field.label}</dt>
      <dd>
        <span>
          {mayReveal && isMasked(value) && value.state === "MASKED" ? (
            <PersonalValue
              key={customer.version}
              customerId={customer.id}
              field={mayReveal}
              label={field.label}
              masked={value}
              words={(text) => words.text(field, text)}
            />
          ) : (
            <ArchiveValue field={field} value={value} />
          )}
        </span>
        <WhyButton customerId={customer.id} field={field.name} label={field.label} />
      </dd>
    </div>
  );
}

/** What would be a tower of many short lines in half the width. */
const isLong = ({ type }: ArchiveField, value: unknown): boolean =>
  type === "LONG_TEXT" || (typeof value === "string" && type === "TEXT" && value.length > 24);

function Missing({ fields }: { fields: readonly ArchiveField[] }): ReactNode {
  const { t } = useTranslation();
  if (fields.length === 0) return null;
  return (
    <details className={styles["missing"]}>
      <summary>{t("archive.missing", { count: fields.length })}</summary>
      {fields.map(({ label }) => label).join(t("card.listSeparator"))}
    </details>
  );
}

/** Sensitive fields that nobody has said a purpose of: neither shown nor filled in, and why. */
function Closed({ fields }: { fields: readonly ArchiveField[] }): ReactNode {
  const { t } = useTranslation();
  const viewer = useViewer();
  if (fields.length === 0) return null;
  return (
    <details className={styles["missing"]}>
      <summary>
        <LockOutlined aria-hidden /> {t("archive.closed", { count: fields.length })}
      </summary>
      {fields.map(({ label }) => label).join(t("card.listSeparator"))}
      <p>
        {t("archive.closedWhy")}{" "}
        {viewer.may("field:setPurpose") ? <Link to="/settings#fields">{t("archive.openThem")}</Link> : null}
      </p>
    </details>
  );
}
