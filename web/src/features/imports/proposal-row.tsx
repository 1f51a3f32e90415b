import { useApolloClient } from "@apollo/client/react";
import { Button } from "antd";
import type { TFunction } from "i18next";
import type { ReactNode } from "react";
import { useTranslation } from "react-i18next";
import { Link } from "react-router";
import { MaskedText } from "../../components/masked-text.tsx";
import { graphql, readFragment, type FragmentType } from "../../gql/index.ts";
import type { ProposalDecision } from "../../gql/graphql.ts";
import { useFormat } from "../../lib/format.ts";
import { announce } from "../../lib/notices.ts";
import { useCommand } from "../../lib/use-command.ts";
import { forgetCustomers } from "./import-now.ts";
import styles from "./proposals.module.css";
import { tellRefusals } from "./use-import-commands.ts";

export const proposalRow = graphql(`
  fragment ProposalRow_ImportProposal on ImportProposal {
    id
    state
    rowNumber
    field
    fieldLabel
    customer {
      id
      number
      displayName
    }
    order {
      id
      number
    }
    current {
      state
      text
    }
    proposed {
      state
      text
    }
    decidedBy {
      id
      name
    }
    decidedAt
  }
`);

const decideProposals = graphql(`
  mutation DecideProposals($input: DecideProposalsInput!) {
    decideProposals(input: $input) {
      proposals {
        ...ProposalRow_ImportProposal
      }
      import {
        ...ImportNow_Import
      }
      errors {
        code
        message
        path
      }
    }
  }
`);

const orderFields = ["items", "amount", "orderedOn"] as const;
const customerFields = ["name", "nickname", "phone", "email", "address", "memberLevel", "channel"] as const;

function nameOfField(t: TFunction, field: string): string {
  const ofCustomer = customerFields.find((name) => name === field.replace(/Id$/, ""));
  if (ofCustomer) return t(`customers.field.${ofCustomer}`);
  const ofOrder = orderFields.find((name) => name === field);
  return ofOrder ? t(`imports.proposals.nameOf.${ofOrder}`) : field;
}

/** One difference: what the archive says, what the sheet says, and which of them shall be. */
export function ProposalRow(props: {
  proposal: FragmentType<typeof proposalRow>;
  importId: string;
  mayDecide: boolean;
  onLeaving: () => void;
}): ReactNode {
  const { t } = useTranslation();
  const format = useFormat();
  const client = useApolloClient();
  const { run, running } = useCommand(decideProposals);
  const one = readFragment(proposalRow, props.proposal);
  const { customer } = one;
  const words = { customer: customer.displayName, field: one.fieldLabel ?? nameOfField(t, one.field) };

  const decide = async (decision: ProposalDecision): Promise<void> => {
    const answer = await run({ input: { importId: props.importId, proposalIds: [one.id], decision } });
    const payload = answer?.decideProposals;
    if (!payload) return;
    tellRefusals(payload.errors);
    if (payload.errors.length > 0) return;
    props.onLeaving();
    announce({
      kind: "success",
      text: t(decision === "ACCEPT" ? "imports.proposals.accepted" : "imports.proposals.rejected", words),
    });
    if (decision === "ACCEPT") forgetCustomers(client);
  };

  return (
    <tr id={one.id}>
      <th scope="row">
        <Link to={`/customers/${customer.number}`}>{customer.displayName}</Link>
        <span className={`${styles["number"] ?? ""} quiet figures`}>{customer.number}</span>
      </th>
      <td data-label={t("imports.proposals.field")}>
        {words.field}
        {one.order ? (
          <span className={`${styles["number"] ?? ""} quiet figures`}>
            {t("imports.proposals.order", { number: one.order.number })}
          </span>
        ) : null}
      </td>
      <td data-label={t("imports.proposals.current")}>
        <MaskedText value={one.current} />
      </td>
      <td data-label={t("imports.proposals.proposed")} className={styles["proposed"]}>
        <MaskedText value={one.proposed} />
      </td>
      <td data-label={t("imports.proposals.row")} className="figures">
        {one.rowNumber}
      </td>
      <td>
        {props.mayDecide ? (
          <span className={styles["choices"]}>
            <Button
              size="small"
              loading={running}
              aria-label={t("imports.proposals.acceptOf", words)}
              onClick={() => void decide("ACCEPT")}
            >
              {t("imports.proposals.accept")}
            </Button>
            <Button
              size="small"
              type="text"
              disabled={running}
              aria-label={t("imports.proposals.rejectOf", words)}
              onClick={() => void decide("REJECT")}
            >
              {t("imports.proposals.reject")}
            </Button>
          </span>
        ) : one.decidedBy && one.decidedAt ? (
          <span className="quiet">
            {t("imports.proposals.decidedBy", {
              name: one.decidedBy.name,
              date: format.dateTime(one.decidedAt),
            })}
          </span>
        ) : null}
      </td>
    </tr>
  );
}
