import { useQuery } from "@apollo/client/react";
import { useState, type ReactNode } from "react";
import { useTranslation } from "react-i18next";
import { PickList } from "../../../components/pick-list.tsx";
import { graphql } from "../../../gql/index.ts";
import { useRested } from "../../../lib/use-rested.ts";
import { QueryError } from "../../../shell/query-error.tsx";

const findCustomerQuery = graphql(`
  query FindComplainingCustomer($search: String) {
    customers(search: $search, orderBy: LAST_DEAL, first: 8) @connection(key: "choices") {
      nodes {
        id
        number
        displayName
        nickname
        tier
      }
    }
  }
`);

export type ChosenCustomer = { id: string; displayName: string };

/** Who complains: found as in the ledger, by name, pinyin, customer ID or the last digits of the phone they call from. */
export function ChooseCustomer({ onChoose }: { onChoose: (customer: ChosenCustomer) => void }): ReactNode {
  const { t } = useTranslation();
  const [search, setSearch] = useState("");
  const asked = useRested(search.trim(), 180);
  const { data, previousData, error, refetch } = useQuery(findCustomerQuery, {
    variables: { search: asked || null },
    fetchPolicy: "cache-and-network",
  });
  const found = (data ?? previousData)?.customers.nodes ?? [];
  if (error) return <QueryError error={error} onRetry={() => void refetch()} />;
  return (
    <PickList
      label={t("complaints.file.find")}
      placeholder={t("complaints.file.findHint")}
      search={search}
      onSearch={setSearch}
      groups={[
        {
          options: found.map((customer) => ({
            key: customer.id,
            text: customer.displayName,
            detail: [
              customer.nickname === customer.displayName ? undefined : customer.nickname,
              customer.tier && t(`customers.tier.${customer.tier}`),
            ]
              .filter(Boolean)
              .join(" · "),
            mark: <span className="figures">{customer.number}</span>,
          })),
        },
      ]}
      empty={data ? t("complaints.file.noneFound", { search: asked }) : t("shell.loading")}
      onPick={(key) => {
        const chosen = found.find((customer) => customer.id === key);
        if (chosen) onChoose(chosen);
      }}
    />
  );
}
