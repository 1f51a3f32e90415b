import type { ReactNode } from "react";
import { useTranslation } from "react-i18next";
import { DateTimeText } from "../../../components/date-text.tsx";
import { MaskedText } from "../../../components/masked-text.tsx";
import { graphql, readFragment, type FragmentType } from "../../../gql/index.ts";
import { useViewer } from "../../../shell/viewer.tsx";
import styles from "./card.module.css";
import { useFieldWords } from "./field-words.tsx";
import { PersonalValue } from "./personal-value.tsx";
import { WhyButton } from "./why-button.tsx";

export const cardDetails = graphql(`
  fragment CardDetails_Customer on Customer {
    id
    version
    kind
    lifecycle
    name
    nickname
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
    channel {
      id
      name
    }
    memberLevel {
      id
      name
    }
    externalRefs {
      system
      id
    }
    createdAt
    createdBy {
      id
      name
    }
    viewerCanReveal
  }
`);

/** The system under which an import keeps the 客户ID of its sheet. */
const shopCustomerId = "shop-customer-id";
const personal = { email: "EMAIL", address: "ADDRESS" } as const;
const plain = ["name", "nickname", "memberLevelId", "channelId", "lifecycle", "kind"] as const;

/** The archive itself, field by field, each with its history. */
export function CardDetails(props: { customer: FragmentType<typeof cardDetails> }): ReactNode {
  const { t } = useTranslation();
  const words = useFieldWords();
  const viewer = useViewer();
  const customer = readFragment(cardDetails, props.customer);
  // The customer ID of a spreadsheet mostly stands above already.
  const externalRefs = customer.externalRefs.filter(
    (ref) => ref.system !== shopCustomerId || ref.id !== customer.nickname,
  );

  const row = (field: string, value: ReactNode): ReactNode => (
    <div
      key={field}
      className={`${styles["detail"]} ${field in personal ? styles["personal"] : ""}`}
      data-personal={field in personal ? field : undefined}
    >
      <dt>
        {field === "name" && customer.kind === "COMPANY" ? t("card.form.companyName") : words.label(field)}
      </dt>
      <dd>
        <span className={styles["value"]}>{value}</span>
        <WhyButton customerId={customer.id} field={field} label={words.label(field)} />
      </dd>
    </div>
  );

  return (
    <section aria-label={t("card.details")}>
      <dl className={styles["details"]}>
        {(["email", "address"] as const).map((field) =>
          row(
            field,
            customer.viewerCanReveal &&
              viewer.rightOn(`CUSTOMER_${personal[field]}`) === "VIEW" &&
              customer[field].state === "MASKED" ? (
              <PersonalValue
                // A value that was looked at is that of one version: after an edit it is hidden again.
                key={customer.version}
                customerId={customer.id}
                field={personal[field]}
                label={words.label(field)}
                masked={customer[field]}
              />
            ) : (
              <MaskedText value={customer[field]} />
            ),
          ),
        )}
        {plain.map((field) => row(field, words.ofCustomer(field, customer)))}
        {externalRefs.map((ref) => (
          <div key={`${ref.system} ${ref.id}`} className={styles["detail"]}>
            <dt>{t("card.externalRef")}</dt>
            <dd>
              <span className={styles["value"]}>
                {ref.id}{" "}
                <span className="quiet">
                  {ref.system === shopCustomerId ? t("card.shopCustomerId") : ref.system}
                </span>
              </span>
            </dd>
          </div>
        ))}
        <div className={`${styles["detail"]} ${styles["whole"]}`}>
          <dt>{t("customers.field.createdAt")}</dt>
          <dd>
            <span className={styles["value"]}>
              <DateTimeText value={customer.createdAt} />{" "}
              <span className="quiet">{customer.createdBy?.name ?? t("card.system")}</span>
            </span>
          </dd>
        </div>
      </dl>
    </section>
  );
}
