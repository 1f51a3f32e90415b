import { ArrowRightOutlined, CheckOutlined, CloseOutlined } from "@ant-design/icons";
import { useApolloClient } from "@apollo/client/react";
import { Button } from "antd";
import type { ReactNode } from "react";
import { useTranslation } from "react-i18next";
import { Link } from "react-router";
import { graphql, readFragment, type FragmentType } from "../../../gql/index.ts";
import type { OpenProposals_CustomerFragment, ProposalDecision } from "../../../gql/graphql.ts";
import { announce } from "../../../lib/notices.ts";
import { refreshCustomer } from "../../../lib/refresh-customer.ts";
import { useCommand } from "../../../lib/use-command.ts";
import { useViewer } from "../../../shell/viewer.tsx";
import styles from "./card.module.css";
import { useFieldWords } from "./field-words.tsx";
import type { CardTab } from "./use-card-address.ts";

export const openProposalsFragment = graphql(`
  fragment OpenProposals_Customer on Customer {
    id
    version
    viewerCanEdit
    proposals {
      id
      field
      fieldLabel
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
      source {
        __typename
        ... on Import {
          id
          number
        }
        ... on Order {
          id
          number
        }
        ... on Review {
          id
        }
      }
    }
  }
`);

const decideProposals = graphql(`
  mutation DecideCustomerProposals($input: DecideCustomerProposalsInput!) {
    decideCustomerProposals(input: $input) {
      customer {
        id
        version
      }
      errors {
        message
      }
    }
  }
`);

const reopenProposals = graphql(`
  mutation ReopenCustomerProposals($input: ReopenCustomerProposalsInput!) {
    reopenCustomerProposals(input: $input) {
      customer {
        id
        version
      }
      errors {
        message
      }
    }
  }
`);

const orderFields = ["orderedOn", "amount", "items", "shopOrderNumber"] as const;
type Proposal = OpenProposals_CustomerFragment["proposals"][number];

type OpenProposalsProps = {
  customer: FragmentType<typeof openProposalsFragment>;
  onTab: (tab: CardTab) => void;
};

/** What files, orders and reviews say otherwise than the archive, or more, until somebody decides. */
export function OpenProposals(props: OpenProposalsProps): ReactNode {
  const { t } = useTranslation();
  const client = useApolloClient();
  const viewer = useViewer();
  const words = useFieldWords();
  const { id, version, viewerCanEdit, proposals } = readFragment(openProposalsFragment, props.customer);
  const decide = useCommand(decideProposals);
  const reopen = useCommand(reopenProposals);
  const running = decide.running || reopen.running;
  if (proposals.length === 0) return null;

  const takeBack = async (proposalIds: string[], expectedVersion: number): Promise<void> => {
    const answer = await reopen.run({ input: { customerId: id, expectedVersion, proposalIds } });
    if (!answer) return;
    const [refusal] = answer.reopenCustomerProposals.errors;
    if (refusal) announce({ kind: "warning", text: refusal.message });
    else announce({ kind: "success", text: t("card.edit.undone") });
    await refreshCustomer(client, id);
  };
  const settle = async (chosen: readonly Proposal[], decision: ProposalDecision): Promise<void> => {
    const proposalIds = chosen.map((proposal) => proposal.id);
    const answer = await decide.run({
      input: { customerId: id, expectedVersion: version, proposalIds, decision },
    });
    if (!answer) return;
    const { customer, errors } = answer.decideCustomerProposals;
    for (const error of errors) announce({ kind: "error", text: error.message });
    if (errors.length === 0 && customer) {
      announce({
        kind: "success",
        text: t(decision === "ACCEPT" ? "card.proposals.accepted" : "card.proposals.rejected"),
        action: { label: t("card.edit.undo"), run: () => void takeBack(proposalIds, customer.version) },
        seconds: 10,
      });
    }
    await refreshCustomer(client, id);
  };
  const label = (field: string): string => {
    const ofOrder = orderFields.find((known) => known === field);
    return ofOrder ? t(`orders.field.${ofOrder}`) : words.label(field);
  };
  const sourceOf = ({ source, rowNumber }: Proposal): string => {
    switch (source?.__typename) {
      case "Import":
        return t("card.proposals.row", { import: source.number, row: rowNumber });
      case "Order":
        return t("card.proposals.fromOrder", { order: source.number });
      case "Review":
        return t("card.proposals.fromReview");
      case undefined:
        return t("card.proposals.fromSomewhere");
    }
  };
  // Two orders may say different things of the same field.
  const nameOf = (proposal: Proposal): { field: string; source: string } => ({
    field: proposal.fieldLabel ?? label(proposal.field),
    source: sourceOf(proposal),
  });
  const mayDecide = ({ source }: Proposal): boolean =>
    viewerCanEdit && (source?.__typename !== "Import" || viewer.may("import:decideProposals"));
  const mine = proposals.filter(mayDecide);

  return (
    <section className={styles["proposals"]} aria-label={t("card.proposals.title")}>
      <div className={styles["proposals-head"]}>
        <strong>{t("card.proposals.count", { count: proposals.length })}</strong>
        {mine.length > 1 ? (
          <span className={styles["decide"]}>
            <Button
              size="small"
              disabled={running}
              onClick={() => void settle(newestOfEachField(mine), "ACCEPT")}
            >
              {t("card.proposals.acceptAll")}
            </Button>
            <Button size="small" disabled={running} onClick={() => void settle(mine, "REJECT")}>
              {t("card.proposals.rejectAll")}
            </Button>
          </span>
        ) : null}
      </div>
      <ul>
        {proposals.map((proposal) => (
          <li key={proposal.id}>
            <span className={styles["proposal"]}>
              <strong>{proposal.fieldLabel ?? label(proposal.field)}</strong>{" "}
              {proposal.order ? <span className="quiet">{proposal.order.number}</span> : null}
              <span className={styles["change"]}>
                <span className="visually-hidden">{t("card.proposals.current")} </span>
                {proposal.current.state === "EMPTY" ? (
                  <span className="quiet">{t("card.proposals.nothing")}</span>
                ) : (
                  <span>{words.value(proposal.field, proposal.current)}</span>
                )}
                <ArrowRightOutlined aria-hidden />
                <span className="visually-hidden"> {t("card.proposals.proposed")} </span>
                <ins>{words.value(proposal.field, proposal.proposed)}</ins>
              </span>
              <Origin proposal={proposal} words={sourceOf(proposal)} onTab={props.onTab} />
            </span>
            {mayDecide(proposal) ? (
              <span className={styles["decide"]}>
                <Button
                  size="small"
                  type="primary"
                  icon={<CheckOutlined aria-hidden />}
                  disabled={running}
                  aria-label={t("card.proposals.acceptField", nameOf(proposal))}
                  onClick={() => void settle([proposal], "ACCEPT")}
                >
                  {t("card.proposals.accept")}
                </Button>
                <Button
                  size="small"
                  icon={<CloseOutlined aria-hidden />}
                  disabled={running}
                  aria-label={t("card.proposals.rejectField", nameOf(proposal))}
                  onClick={() => void settle([proposal], "REJECT")}
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

/** Where it comes from, and the way there. */
function Origin(props: { proposal: Proposal; words: string; onTab: (tab: CardTab) => void }): ReactNode {
  const { source } = props.proposal;
  if (source?.__typename === "Import")
    return (
      <Link to={`/imports/${source.number}`} className={styles["origin"] ?? ""}>
        {props.words}
      </Link>
    );
  if (!source) return <span className={`${styles["origin"]} quiet`}>{props.words}</span>;
  return (
    <Button
      type="link"
      size="small"
      className={styles["origin"] ?? ""}
      onClick={() => props.onTab(source.__typename === "Order" ? "orders" : "reviews")}
    >
      {props.words}
    </Button>
  );
}

/** They come the newest first. Accepting two of one field would leave the older one standing. */
function newestOfEachField(proposals: readonly Proposal[]): Proposal[] {
  const seen = new Set<string>();
  return proposals.filter(({ field, order }) => {
    const target = `${order?.id ?? ""} ${field}`;
    const isFirst = !seen.has(target);
    seen.add(target);
    return isFirst;
  });
}
