import type { ReactNode } from "react";
import { useTranslation } from "react-i18next";
import { Link } from "react-router";
import { DateTimeText } from "../../../components/date-text.tsx";
import { graphql, readFragment, type FragmentType } from "../../../gql/index.ts";
import type { Origin_FieldProvenanceFragment } from "../../../gql/graphql.ts";
import styles from "./upkeep.module.css";

export const origin = graphql(`
  fragment Origin_FieldProvenance on FieldProvenance {
    field
    source
    operation
    at
    purpose
    importRow
    actor {
      id
      name
    }
    import {
      id
      number
    }
    order {
      id
      number
    }
    review {
      id
    }
    channel {
      id
      name
    }
    proposal {
      id
    }
  }
`);

type OriginProps = {
  /** The customer's number, for the way to their orders and reviews. */
  number: string;
  /** None: the field is empty, or says nothing to this reader. */
  provenance: FragmentType<typeof origin> | undefined;
  /** What the field is kept for, whether it is filled or not. */
  purpose: string | undefined;
};

/** Where the present value came from, who wrote it and when, and what it is kept for. */
export function Origin(props: OriginProps): ReactNode {
  const { t } = useTranslation();
  const found = readFragment(origin, props.provenance);
  const purpose = found?.purpose ?? props.purpose;
  return (
    <dl className={styles["origin"]}>
      {found ? (
        <>
          <div>
            <dt>{t("upkeep.why.from")}</dt>
            <dd>
              <From found={found} number={props.number} />
            </dd>
          </div>
          <div>
            <dt>{t("upkeep.why.by")}</dt>
            <dd>
              {found.actor?.name ?? t("card.system")} · <DateTimeText value={found.at} />
            </dd>
          </div>
        </>
      ) : (
        <div>
          <dt>{t("upkeep.why.from")}</dt>
          <dd className="quiet">{t("upkeep.why.nothing")}</dd>
        </div>
      )}
      {purpose ? (
        <div>
          <dt>{t("upkeep.why.purpose")}</dt>
          <dd>{purpose}</dd>
        </div>
      ) : null}
    </dl>
  );
}

function From(props: { found: Origin_FieldProvenanceFragment; number: string }): ReactNode {
  const { t } = useTranslation();
  const { found, number } = props;
  const { channel } = found;
  const separator = <span aria-hidden> · </span>;
  return (
    <>
      {found.order ? (
        <Link to={`/customers/${number}?tab=orders`}>
          {t("upkeep.why.order", { number: found.order.number })}
        </Link>
      ) : found.review ? (
        <Link to={`/customers/${number}?tab=reviews`}>{t("upkeep.why.review")}</Link>
      ) : found.import ? (
        <>
          <Link to={`/imports/${found.import.number}`}>
            {t("upkeep.why.import", { number: found.import.number })}
          </Link>
          {found.importRow === null || found.importRow === undefined ? null : (
            <>
              {separator}
              {t("upkeep.why.row", { row: found.importRow })}
            </>
          )}
        </>
      ) : (
        t(`upkeep.why.operation.${wayOf(found)}`)
      )}
      {found.proposal ? (
        <>
          {separator}
          {t("upkeep.why.accepted")}
        </>
      ) : null}
      {channel ? (
        <>
          {separator}
          {t("upkeep.why.channel", { channel: channel.name })}
        </>
      ) : null}
    </>
  );
}

type Way = "typed" | "opened" | "restored" | "import" | "program" | "commandLine" | "rule";

/** How somebody or something wrote it, when no record says more. */
function wayOf({ source, operation }: Origin_FieldProvenanceFragment): Way {
  if (operation === "restoreFieldValue") return "restored";
  switch (source) {
    case "IMPORT":
      return "import";
    case "API":
      return "program";
    case "COMMAND_LINE":
      return "commandLine";
    case "SYSTEM":
      return "rule";
    case "CONSOLE":
      return operation === "createCustomer" ? "opened" : "typed";
  }
}
