import type { ReactNode } from "react";
import { useTranslation } from "react-i18next";
import { MaskedText, type MaskedTextProps } from "../../../components/masked-text.tsx";
import { graphql, readFragment, type FragmentType } from "../../../gql/index.ts";
import type { CardCall_CustomerFragment, CustomerPersonalField } from "../../../gql/graphql.ts";
import { useViewer } from "../../../shell/viewer.tsx";
import styles from "./card.module.css";
import { PersonalValue } from "./personal-value.tsx";
import { WhyButton } from "./why-button.tsx";

export const cardCall = graphql(`
  fragment CardCall_Customer on Customer {
    id
    version
    name
    viewerCanReveal
    phone {
      state
      text
    }
    individual {
      basic {
        sex
        age {
          years
          from
        }
      }
      life {
        preferredContactTime
      }
      personality {
        communicationStyle {
          state
          text
        }
        taboos {
          state
          text
        }
      }
    }
    company {
      leaders {
        contactName {
          state
          text
        }
        contactPosition
        contactPhone {
          state
          text
        }
      }
    }
  }
`);

type Masked = MaskedTextProps["value"];

/** What somebody needs in the first seconds of a call. What is not known, or not for them, takes no room. */
export function CardCall(props: { customer: FragmentType<typeof cardCall> }): ReactNode {
  const { t } = useTranslation();
  const customer = readFragment(cardCall, props.customer);
  const { phone, individual, company } = customer;
  const phoneLabel = t("customers.field.phone");
  const time = individual?.life.preferredContactTime;
  const address = howToAddress(customer);
  const years = individual?.basic.age?.years;
  const told = ({ state }: Masked): boolean => state === "MASKED" || state === "CLEAR";
  const personal = (field: CustomerPersonalField, label: string, value: Masked): ReactNode => (
    <Personal customer={customer} field={field} label={label} value={value} />
  );
  return (
    <>
      <dl className={styles["call"]} aria-label={t("card.call.title")}>
        <div data-personal="phone">
          <dt>{phoneLabel}</dt>
          <dd>
            <Personal customer={customer} field="PHONE" label={phoneLabel} value={phone} first />
            <WhyButton customerId={customer.id} field="phone" label={phoneLabel} />
          </dd>
        </div>
        {address || years !== undefined ? (
          <div>
            <dt>{t("card.call.address")}</dt>
            <dd>
              <strong>
                {[
                  address && t(`card.call.${address.sex}`, { name: address.name }),
                  years !== undefined && t("card.call.years", { count: years }),
                ]
                  .filter(Boolean)
                  .join(" · ")}
              </strong>
            </dd>
          </div>
        ) : null}
        {time ? (
          <div>
            <dt>{t("card.call.time")}</dt>
            <dd>
              <strong>{time}</strong>
            </dd>
          </div>
        ) : null}
        {individual && told(individual.personality.communicationStyle) ? (
          <div data-personal="communicationStyle">
            <dt>{t("card.call.style")}</dt>
            <dd>
              {personal(
                "COMMUNICATION_STYLE",
                t("card.call.style"),
                individual.personality.communicationStyle,
              )}
            </dd>
          </div>
        ) : null}
        {individual && told(individual.personality.taboos) ? (
          <div data-personal="taboos">
            <dt>{t("card.call.taboos")}</dt>
            <dd>{personal("TABOOS", t("card.call.taboos"), individual.personality.taboos)}</dd>
          </div>
        ) : null}
        {company && (told(company.leaders.contactName) || told(company.leaders.contactPhone)) ? (
          <div>
            <dt>{t("card.call.contact")}</dt>
            <dd>
              <MaskedText value={company.leaders.contactName} /> {company.leaders.contactPosition}{" "}
              <MaskedText value={company.leaders.contactPhone} />
            </dd>
          </div>
        ) : null}
      </dl>
    </>
  );
}

function howToAddress({
  name,
  individual,
}: CardCall_CustomerFragment): { sex: "MALE" | "FEMALE"; name: string } | undefined {
  const sex = individual?.basic.sex;
  return name && sex ? { sex, name } : undefined;
}

function Personal(props: {
  customer: CardCall_CustomerFragment;
  field: CustomerPersonalField;
  label: string;
  value: Masked;
  first?: boolean;
}): ReactNode {
  const viewer = useViewer();
  const { customer, field, label, value } = props;
  if (!customer.viewerCanReveal || value.state !== "MASKED" || viewer.rightOn(`CUSTOMER_${field}`) !== "VIEW")
    return <MaskedText value={value} />;
  return (
    <PersonalValue
      // A value that was looked at is that of one version: after an edit it is hidden again.
      key={customer.version}
      customerId={customer.id}
      field={field}
      label={label}
      masked={value}
      first={props.first ?? false}
    />
  );
}
