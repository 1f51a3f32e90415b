import { PrinterOutlined } from "@ant-design/icons";
import { useQuery } from "@apollo/client/react";
import { Button, Skeleton } from "antd";
import type { ReactNode } from "react";
import { useTranslation } from "react-i18next";
import { Link, useNavigate, useParams } from "react-router";
import { DateText, DateTimeText } from "../../../components/date-text.tsx";
import { EmptyState } from "../../../components/empty-state.tsx";
import { MoneyText } from "../../../components/money-text.tsx";
import { PageHeader } from "../../../components/page-header.tsx";
import { graphql, readFragment } from "../../../gql/index.ts";
import type { PrintedCardQuery } from "../../../gql/graphql.ts";
import { useNow } from "../../../lib/use-now.ts";
import { QueryError } from "../../../shell/query-error.tsx";
import { useViewer } from "../../../shell/viewer.tsx";
import { archiveOnFile } from "./archive-documents.ts";
import { ArchiveValue } from "./archive-value.tsx";
import {
  fieldsOfKind,
  isEmpty,
  isMasked,
  valueOf,
  type ArchiveOnFile,
  type Masked,
} from "./archive-values.ts";
import styles from "./print.module.css";
import { useArchiveFields, type ArchiveField } from "./use-archive-fields.ts";

const printedCardQuery = graphql(`
  query PrintedCard($number: String!) {
    customer(number: $number) {
      id
      number
      displayName
      kind
      lifecycle
      tier
      name
      nickname
      dealCount
      firstDealOn
      lastDealOn
      openComplaintCount
      totalSpent {
        amount
        currency
      }
      memberLevel {
        id
        name
      }
      channel {
        id
        name
      }
      owner {
        id
        name
      }
      phone {
        state
        text
      }
      email {
        state
        text
      }
      address {
        state
        text
      }
      ...Archive_Customer
    }
  }
`);

type Printed = NonNullable<PrintedCardQuery["customer"]>;

/** The customer's card 客户资料卡 on one sheet of A4. Personal values are printed as they are shown: masked. */
export function PrintPage(): ReactNode {
  const { t } = useTranslation();
  const { number = "" } = useParams();
  const navigate = useNavigate();
  const fields = useArchiveFields();
  const { data, error, refetch } = useQuery(printedCardQuery, {
    variables: { number },
    fetchPolicy: "cache-and-network",
  });
  const customer = data?.customer;
  if (error && !data) return <QueryError error={error} onRetry={() => void refetch()} />;
  if (data && !customer)
    return (
      <EmptyState
        heading={1}
        title={t("card.notFound.title")}
        action={<Link to="/customers">{t("card.notFound.back")}</Link>}
      >
        {t("card.notFound.text", { number })}
      </EmptyState>
    );
  return (
    <>
      <div className={styles["screen"]}>
        <PageHeader
          title={t("archive.print.title")}
          actions={
            <>
              <Button onClick={() => void navigate(`/customers/${number}`)}>{t("archive.print.back")}</Button>
              <Button
                type="primary"
                icon={<PrinterOutlined aria-hidden />}
                disabled={!customer || !fields}
                onClick={() => window.print()}
              >
                {t("archive.print.print")}
              </Button>
            </>
          }
        >
          {t("archive.print.lead")}
        </PageHeader>
      </div>
      {customer && fields ? <Sheet customer={customer} fields={fields} /> : <Skeleton active />}
    </>
  );
}

function Sheet({ customer, fields }: { customer: Printed; fields: readonly ArchiveField[] }): ReactNode {
  const { t } = useTranslation();
  const viewer = useViewer();
  const now = useNow();
  const archive: ArchiveOnFile = readFragment(archiveOnFile, customer);
  const known = fieldsOfKind(fields, customer.kind).filter((field) => isToPrint(archive, field));
  const sections = [...Map.groupBy(known, ({ section }) => section)];
  const about: readonly (readonly [string, ReactNode])[] = [
    [t(customer.kind === "COMPANY" ? "card.form.companyName" : "customers.field.name"), customer.name],
    [t("customers.field.nickname"), customer.nickname],
    [t("archive.age"), ageOf(archive)],
    [t("customers.field.phone"), toldOf(customer.phone)],
    [t("customers.field.email"), toldOf(customer.email)],
    [t("customers.field.address"), toldOf(customer.address)],
    [t("customers.field.memberLevel"), customer.memberLevel?.name],
    [t("customers.field.channel"), customer.channel?.name],
    [t("customers.field.owner"), customer.owner?.name],
    [
      t("customers.field.totalSpent"),
      customer.dealCount > 0 ? <MoneyText value={customer.totalSpent} /> : null,
    ],
    [t("customers.field.dealCount"), customer.dealCount],
    [t("customers.field.lastDealOn"), customer.lastDealOn ? <DateText value={customer.lastDealOn} /> : null],
    [
      t("card.tab.complaints"),
      customer.openComplaintCount > 0
        ? t("complaints.card.open", { count: customer.openComplaintCount })
        : null,
    ],
  ];
  return (
    <article className={styles["sheet"]}>
      <header>
        <h2>{customer.displayName}</h2>
        <span>
          {[
            customer.number,
            t(`customers.kind.${customer.kind}`),
            t(`customers.lifecycle.${customer.lifecycle}`),
            customer.tier && t(`customers.tier.${customer.tier}`),
          ]
            .filter(Boolean)
            .join(" · ")}
        </span>
      </header>
      <dl className={styles["about"]}>
        {about.map(([label, value]) =>
          value === null || value === undefined ? null : <Line key={label} label={label} value={value} />,
        )}
      </dl>
      <div className={styles["sections"]}>
        {sections.map(([section, own]) => (
          <section key={section}>
            <h3>{own[0]?.sectionLabel}</h3>
            <dl>
              {own.map((field) => (
                <Line
                  key={field.name}
                  label={field.label}
                  value={<Value field={field} archive={archive} />}
                />
              ))}
            </dl>
          </section>
        ))}
      </div>
      <footer>
        {t("archive.print.by", { name: viewer.staff.name })}{" "}
        <DateTimeText value={new Date(now).toISOString()} />
      </footer>
    </article>
  );
}

function ageOf({ individual }: ArchiveOnFile): number | undefined {
  const basic = individual?.["basic"] as { age?: { years: number } | null } | undefined;
  return basic?.age?.years;
}

/** What is known and may be seen: a sheet of paper has no room for what is missing. */
function isToPrint(archive: ArchiveOnFile, field: ArchiveField): boolean {
  const value = valueOf(archive, field);
  const toldNothing = isMasked(value) && (value.state === "HIDDEN" || /^\*+$/.test(value.text ?? ""));
  return field.open && !isEmpty(value) && !toldNothing;
}

const toldOf = ({ state, text }: Masked): string | null =>
  state === "MASKED" || state === "CLEAR" ? (text ?? null) : null;

function Line({ label, value }: { label: string; value: ReactNode }): ReactNode {
  return (
    <div>
      <dt>{label}</dt>
      <dd>{value}</dd>
    </div>
  );
}

function Value({ field, archive }: { field: ArchiveField; archive: ArchiveOnFile }): ReactNode {
  const value = valueOf(archive, field);
  if (isMasked(value)) return value.text;
  // On paper nothing unfolds: its beginning stands there whole.
  return typeof value === "string" && field.type === "LONG_TEXT" ? (
    value
  ) : (
    <ArchiveValue field={field} value={value} />
  );
}
