import { ArrowRightOutlined, CheckOutlined, CloseOutlined } from "@ant-design/icons";
import { useApolloClient } from "@apollo/client/react";
import { Button } from "antd";
import type { ReactNode } from "react";
import { useTranslation } from "react-i18next";
import { Link } from "react-router";
import { graphql, readFragment, type FragmentType } from "../../../gql/index.ts";
import type { ProposalDecision } from "../../../gql/graphql.ts";
import { announce } from "../../../lib/notices.ts";
import { useCommand } from "../../../lib/use-command.ts";
import { useViewer } from "../../../shell/viewer.tsx";
import styles from "./card.module.css";
import { useFieldWords } from "./field-words.tsx";
import { refreshCustomer } from "../../../lib/refresh-customer.ts";

export const openProposalsFragment = graphql(`
  fragment OpenProposals_Customer on Customer {
    id
    openProposals {
      id
      field
      rowNumber
      current {
        state
        text
      }
      proposed {
        state
        text
      }
      order {
        id
        number
      }
      import {
        id
        number
      }
    }
  }
`);

const decideProposals = graphql(`
  mutation DecideCustomerProposals($input: DecideProposalsInput!) {
    decideProposals(input: $input) {
      proposals {
        id
        state
      }
      errors {
        message
      }
    }
  }
`);

const orderFields = ["orderedOn", "amount", "items", "shopOrderNumber"] as const;

/** What a spreadsheet says otherwise than the archive, until somebody decides. */
export function OpenProposals(props: { customer: FragmentType<typeof openProposalsFragment> }): ReactNode {
  const { t } = useTranslation();
  const client = useApolloClient();
  const viewer = useViewer();
  const words = useFieldWords();
  const { id, openProposals } = readFragment(openProposalsFragment, props.customer);
  const { run, running } = useCommand(decideProposals);
  if (openProposals.length === 0) return null;

  const decide = async (proposalIds: string[], decision: ProposalDecision): Promise<void> => {
    const answer = await run({ input: { proposalIds, decision } });
    if (!answer) return;
    const { errors } = answer.decideProposals;
    for (const error of errors) announce({ kind: "error", text: error.message });
    if (errors.length === 0) {
      announce({
        kind: "success",
        text: t(decision === "ACCEPT" ? "card.proposals.accepted" : "card.proposals.rejected"),
      });
    }
    await refreshCustomer(client, id);
  };
  const label = (field: string): string => {
    const ofOrder = orderFields.find((known) => known === field);
    return ofOrder ? t(`orders.field.${ofOrder}`) : words.label(field);
  };
  // Two spreadsheets may differ in the same field.
  const nameOf = (proposal: {
    field: string;
    import: { number: string };
  }): { field: string; import: string } => ({
    field: label(proposal.field),
    import: proposal.import.number,
  });
  const mayDecide = viewer.may("import:decideProposals");
  const all = openProposals.map((proposal) => proposal.id);

  return (
    <section className={styles["proposals"]} aria-label={t("card.proposals.title")}>
      <div className={styles["proposals-head"]}>
        <strong>{t("card.proposals.count", { count: openProposals.length })}</strong>
        {mayDecide && openProposals.length > 1 ? (
          <span className={styles["decide"]}>
            <Button size="small" disabled={running} onClick={() => void decide(all, "ACCEPT")}>
              {t("card.proposals.acceptAll")}
            </Button>
            <Button size="small" disabled={running} onClick={() => void decide(all, "REJECT")}>
              {t("card.proposals.rejectAll")}
            </Button>
          </span>
        ) : null}
      </div>
      <ul>
        {openProposals.map((proposal) => (
          <li key={proposal.id}>
            <span className={styles["proposal"]}>
              <strong>{label(proposal.field)}</strong>{" "}
              {proposal.order ? <span className="quiet">{proposal.order.number}</span> : null}
              <span className={styles["change"]}>
                <span className="visually-hidden">{t("card.proposals.current")} </span>
                <span>{words.value(proposal.field, proposal.current)}</span>
                <ArrowRightOutlined aria-hidden />
                <span className="visually-hidden"> {t("card.proposals.proposed")} </span>
                <ins>{words.value(proposal.field, proposal.proposed)}</ins>
              </span>
              <Link to={`/imports/${proposal.import.number}`} className={styles["origin"] ?? ""}>
                {t("card.proposals.row", { import: proposal.import.number, row: proposal.rowNumber })}
              </Link>
            </span>
            {mayDecide ? (
              <span className={styles["decide"]}>
                <Button
                  size="small"
                  type="primary"
                  icon={<CheckOutlined aria-hidden />}
                  disabled={running}
                  aria-label={t("card.proposals.acceptField", nameOf(proposal))}
                  onClick={() => void decide([proposal.id], "ACCEPT")}
                >
                  {t("card.proposals.accept")}
                </Button>
                <Button
                  size="small"
                  icon={<CloseOutlined aria-hidden />}
                  disabled={running}
                  aria-label={t("card.proposals.rejectField", nameOf(proposal))}
                  onClick={() => void decide([proposal.id], "REJECT")}
                >
                  {t("card.proposals.reject")}
                </Button>
              </span>
            ) : null}
          </li>
        ))}
      </ul>
    </section>
  );
}
