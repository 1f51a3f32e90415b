import { skipToken, useQuery } from "@apollo/client/react";
import { Form } from "antd";
import type { ReactNode } from "react";
import { useTranslation } from "react-i18next";
import { Link } from "react-router";
import { MaskedText } from "../../../components/masked-text.tsx";
import { graphql } from "../../../gql/index.ts";
import { useRested } from "../../../lib/use-rested.ts";
import { checkEmail, checkPhone, normaliseText, type FieldCheck } from "../../../lib/checks.ts";
import type { CustomerFormValues } from "./customer-values.ts";
import styles from "./forms.module.css";

const similarCustomersQuery = graphql(`
  query SimilarCustomers($name: String, $nickname: String, $phone: String, $email: String) {
    similarCustomers(name: $name, nickname: $nickname, phone: $phone, email: $email) {
      matched
      customer {
        id
        number
        displayName
        lastDealOn
        phone {
          state
          text
        }
      }
    }
  }
`);

const words = ["name", "nickname", "phone", "email"] as const;
const isWord = (field: string): field is (typeof words)[number] => words.some((word) => word === field);

/** Warns while a customer is typed in that is possibly on file already. */
export function SimilarCustomers(): ReactNode {
  const { t } = useTranslation();
  const form = Form.useFormInstance<CustomerFormValues>();
  const typed = Form.useWatch((values: CustomerFormValues) => JSON.stringify(questionOf(values)), form);
  const rested = useRested(typed ?? "{}", 350);
  const question = JSON.parse(rested) as Record<string, string>;
  const asked = Object.keys(question).length > 0;
  const { data, previousData } = useQuery(
    similarCustomersQuery,
    // The question may hold a phone number, which must not become a key of the cache.
    asked ? { variables: question, fetchPolicy: "no-cache" } : skipToken,
  );
  const matches = !asked ? [] : ((data ?? previousData)?.similarCustomers ?? []);
  return (
    <div aria-live="polite">
      {matches.length === 0 ? null : (
        <section className={styles["similar"]}>
          <h2>{t("card.similar.title")}</h2>
          <ul>
            {matches.map(({ customer, matched }) => (
              <li key={customer.id}>
                <Link to={`/customers/${customer.number}`}>{customer.displayName}</Link>{" "}
                <span className="quiet figures">{customer.number}</span>{" "}
                {customer.phone.state === "EMPTY" ? null : <MaskedText value={customer.phone} />}{" "}
                <span className="quiet">
                  {t("card.similar.same", {
                    fields: matched
                      .filter(isWord)
                      .map((field) => t(`customers.field.${field}`))
                      .join(t("card.listSeparator")),
                  })}
                </span>
              </li>
            ))}
          </ul>
        </section>
      )}
    </div>
  );
}

/** Only what is complete enough to be the same as somebody's. */
function questionOf(values: CustomerFormValues): Record<string, string> {
  const complete = (
    value: string | null | undefined,
    shortest: number,
    check?: FieldCheck,
  ): string | undefined => {
    const text = normaliseText(value ?? "");
    return [...text].length >= shortest && !check?.(text) ? text : undefined;
  };
  const question = {
    name: complete(values.name, 2),
    nickname: complete(values.nickname, 2),
    phone: complete(values.phone, 7, checkPhone),
    email: complete(values.email, 6, checkEmail),
  };
  return Object.fromEntries(Object.entries(question).filter((entry) => entry[1] !== undefined)) as Record<
    string,
    string
  >;
}
