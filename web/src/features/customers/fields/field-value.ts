import { graphql } from "../../../gql/index.ts";
import type { MaskState, OneFieldValueFragment } from "../../../gql/graphql.ts";

export type Masked = { state: MaskState; text?: string | null };

/** A value as the graph tells it, of whatever type. */
export type FieldValue =
  | string
  | number
  | boolean
  | readonly string[]
  | Masked
  | { amount: string; currency: string }
  | { code: string; fullName: string }
  | { id: string; number: string; displayName: string }
  | null
  | undefined;

/** A value of a field, whoever declared it. */
export const oneFieldValue = graphql(`
  fragment OneFieldValue on FieldValue {
    ... on TextFieldValue {
      name
      text
    }
    ... on NumberFieldValue {
      name
      number
    }
    ... on MoneyFieldValue {
      name
      money {
        amount
        currency
      }
    }
    ... on DateFieldValue {
      name
      date
    }
    ... on ChoiceFieldValue {
      name
      choice {
        code
        label
      }
    }
    ... on ChoicesFieldValue {
      name
      choices {
        code
        label
      }
    }
    ... on YesNoFieldValue {
      name
      yes
    }
    ... on CustomerFieldValue {
      name
      customer {
        id
        number
        displayName
      }
    }
    ... on LinkFieldValue {
      name
      link
    }
    ... on MaskedFieldValue {
      name
      masked {
        state
        text
      }
    }
  }
`);

/** What it holds, as forms and cards know it: choices by their codes. */
export function contentOf(value: OneFieldValueFragment): FieldValue {
  if ("text" in value) return value.text;
  if ("number" in value) return value.number;
  if ("money" in value) return value.money;
  if ("date" in value) return value.date;
  if ("choice" in value) return value.choice.code;
  if ("choices" in value) return value.choices.map(({ code }) => code);
  if ("yes" in value) return value.yes;
  if ("customer" in value) return value.customer;
  if ("link" in value) return value.link;
  return value.masked;
}
