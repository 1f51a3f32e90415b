import { useApolloClient } from "@apollo/client/react";
import { Button } from "antd";
import { useRef, type ReactNode } from "react";
import { useTranslation } from "react-i18next";
import { graphql, readFragment, type FragmentType } from "../../gql/index.ts";
import type { ProposalDecision } from "../../gql/graphql.ts";
import { announce } from "../../lib/notices.ts";
import { useCommand } from "../../lib/use-command.ts";
import { forgetCustomers } from "./import-now.ts";
import page from "./import-page.module.css";
import { ProposalRow } from "./proposal-row.tsx";
import styles from "./proposals.module.css";
import { RowPanel, useKeyboardGoesOn } from "./row-panel.tsx";
import { tellRefusals } from "./use-import-commands.ts";
import { proposalStates, type ListFilters } from "./use-list-filters.ts";

export const proposalsFragment = graphql(`
  fragment Proposals_Import on Import {
    id
    state
    viewerCanMend
    everyProposal: proposals(first: 1) {
      totalCount {
        value
      }
    }
    proposals(state: $decided, first: 20) {
      nodes {
        id
        state
        ...ProposalRow_ImportProposal
      }
      pageInfo {
        hasNextPage
        endCursor
      }
      totalCount {
        value
        capped
      }
    }
  }
`);

const moreProposals = graphql(`
  query MoreProposals($id: ID!, $decided: ProposalState!, $after: String) {
    import(id: $id) {
      id
      proposals(state: $decided, first: 20, after: $after) {
        nodes {
          id
          state
          ...ProposalRow_ImportProposal
        }
        pageInfo {
          hasNextPage
          endCursor
        }
      }
    }
  }
`);

const decideAllProposals = graphql(`
  mutation DecideAllProposals($input: DecideAllProposalsInput!) {
    decideAllProposals(input: $input) {
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

/** Where the sheet and the archive differ: nothing was overwritten, a person decides. */
export function Proposals(props: {
  import: FragmentType<typeof proposalsFragment>;
  filters: ListFilters;
  onDecidedAll: () => void;
}): ReactNode {
  const { t } = useTranslation();
  const client = useApolloClient();
  const one = readFragment(proposalsFragment, props.import);
  const { decided: wanted, showDecided } = props.filters;
  const { nodes, pageInfo, totalCount } = one.proposals;
  const visible = nodes.filter((proposal) => proposal.state === wanted);
  const all = useCommand(decideAllProposals);
  const heading = useRef<HTMLHeadingElement>(null);
  const goOn = useKeyboardGoesOn(heading);

  const more = async (): Promise<void> => {
    await client.query({
      query: moreProposals,
      variables: { id: one.id, decided: wanted, after: pageInfo.endCursor ?? null },
      fetchPolicy: "network-only",
    });
  };

  const decideAll = async (decision: ProposalDecision): Promise<void> => {
    const answer = await all.run({ input: { importId: one.id, decision } });
    const payload = answer?.decideAllProposals;
    if (!payload) return;
    tellRefusals(payload.errors);
    if (payload.errors.length > 0) return;
    announce({
      kind: "success",
      text: t(decision === "ACCEPT" ? "imports.proposals.allAccepted" : "imports.proposals.allRejected"),
    });
    heading.current?.focus();
    forgetCustomers(client);
    props.onDecidedAll();
  };

  if (one.everyProposal.totalCount.value === 0) return null;
  const mayDecide = wanted === "OPEN" && one.state === "FINISHED" && one.viewerCanMend;
  return (
    <RowPanel
      id="proposals"
      title={t("imports.proposals.title")}
      count={{ ...totalCount, value: totalCount.value - (nodes.length - visible.length) }}
      heading={heading}
      filter={{
        label: t("imports.proposals.filter"),
        value: wanted,
        options: proposalStates.map((state) => ({ value: state, label: t(`imports.proposals.${state}`) })),
        show: showDecided,
      }}
      more={pageInfo.hasNextPage ? more : undefined}
      moreLabel={t("imports.proposals.more")}
    >
      {mayDecide && visible.length > 0 ? (
        <div className={styles["lead"]}>
          <p className="quiet">{t("imports.proposals.text")}</p>
          <span className={page["section-tools"]}>
            <Button size="small" loading={all.running} onClick={() => void decideAll("ACCEPT")}>
              {t("imports.proposals.acceptAll")}
            </Button>
            <Button size="small" loading={all.running} onClick={() => void decideAll("REJECT")}>
              {t("imports.proposals.rejectAll")}
            </Button>
          </span>
        </div>
      ) : null}
      {visible.length === 0 && !pageInfo.hasNextPage ? (
        <p className="quiet">
          {t(wanted === "OPEN" ? "imports.proposals.none" : "imports.proposals.noneDecided")}
        </p>
      ) : (
        <table className={styles["table"]}>
          <caption className="visually-hidden">{t("imports.proposals.caption")}</caption>
          <thead>
            <tr>
              <th scope="col">{t("imports.proposals.customer")}</th>
              <th scope="col">{t("imports.proposals.field")}</th>
              <th scope="col">{t("imports.proposals.current")}</th>
              <th scope="col">{t("imports.proposals.proposed")}</th>
              <th scope="col">{t("imports.proposals.row")}</th>
              <th scope="col">{t("imports.proposals.decide")}</th>
            </tr>
          </thead>
          <tbody>
            {visible.map((proposal, place) => (
              <ProposalRow
                key={proposal.id}
                proposal={proposal}
                importId={one.id}
                mayDecide={mayDecide}
                onLeaving={() => goOn(visible, place)}
              />
            ))}
          </tbody>
        </table>
      )}
    </RowPanel>
  );
}
