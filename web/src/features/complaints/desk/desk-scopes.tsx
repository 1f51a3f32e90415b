import { Segmented } from "antd";
import type { ReactNode } from "react";
import { useTranslation } from "react-i18next";
import { graphql, readFragment, type FragmentType } from "../../../gql/index.ts";
import type { ComplaintScope } from "../../../gql/graphql.ts";
import { useFormat } from "../../../lib/format.ts";
import { scopes } from "./desk-address.ts";
import styles from "./desk.module.css";

export const deskCounts = graphql(`
  fragment DeskScopes_ComplaintCounts on ComplaintCounts {
    mine {
      value
      capped
    }
    myTeam {
      value
      capped
    }
    unassigned {
      value
      capped
    }
    all {
      value
      capped
    }
  }
`);

const countOf = { MINE: "mine", MY_TEAM: "myTeam", UNASSIGNED: "unassigned", ALL: "all" } as const;

type DeskScopesProps = {
  counts: FragmentType<typeof deskCounts> | undefined;
  offered: readonly ComplaintScope[];
  scope: ComplaintScope;
  onScope: (scope: ComplaintScope) => void;
};

/** Whose complaints, each with how many are open. */
export function DeskScopes({ counts: masked, offered, scope, onScope }: DeskScopesProps): ReactNode {
  const { t } = useTranslation();
  const format = useFormat();
  const counts = readFragment(deskCounts, masked);
  return (
    <Segmented
      aria-label={t("complaints.desk.scope.label")}
      value={scope}
      options={offered.map((value) => {
        const count = counts?.[countOf[value]];
        return {
          value,
          label: (
            <>
              {t(`complaints.desk.scope.${value}`)}{" "}
              <span className={styles["count"]}>
                {count ? `${format.number(count.value)}${count.capped ? "+" : ""}` : ""}
              </span>
            </>
          ),
        };
      })}
      onChange={(chosen) => {
        const known = scopes.find((value) => value === chosen);
        if (known) onScope(known);
      }}
    />
  );
}
