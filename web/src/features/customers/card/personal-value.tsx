import { EyeInvisibleOutlined, EyeOutlined } from "@ant-design/icons";
import { useApolloClient, useQuery } from "@apollo/client/react";
import { Button, Dropdown, Tooltip } from "antd";
import { lazy, Suspense, useEffect, useRef, useState, type ReactNode } from "react";
import { useTranslation } from "react-i18next";
import { CopyButton } from "../../../components/copy-button.tsx";
import { Kbd } from "../../../components/kbd.tsx";
import { MaskedText, type MaskedTextProps } from "../../../components/masked-text.tsx";
import { graphql } from "../../../gql/index.ts";
import type { CustomerPersonalField, RevealReason } from "../../../gql/graphql.ts";
import { useShortcut } from "../../../lib/keyboard.ts";
import { announce } from "../../../lib/notices.ts";
import styles from "./card.module.css";
import { refreshCustomer } from "../../../lib/refresh-customer.ts";
import { revealReasons } from "../../../lib/reveal-reasons.ts";
import { telephoneLink } from "./telephone-link.ts";

const RevealReasonDialog = lazy(async () => ({
  default: (await import("./reveal-reason-dialog.tsx")).RevealReasonDialog,
}));

const revealField = graphql(`
  mutation RevealField($input: RevealFieldInput!) {
    revealField(input: $input) {
      value
      errors {
        code
        message
      }
    }
  }
`);

const revealCustomField = graphql(`
  mutation RevealCustomField($input: RevealCustomFieldInput!) {
    revealCustomField(input: $input) {
      value
      errors {
        code
        message
      }
    }
  }
`);

const revealsLeft = graphql(`
  query RevealsLeft {
    me {
      reveals {
        used
        quota
      }
    }
  }
`);

const revealKey = "r";

/** One of the contract's fields, or one that the firm made itself. */
type Revealed = CustomerPersonalField | { customField: string };

type PersonalValueProps = {
  customerId: string;
  field: Revealed;
  label: string;
  masked: MaskedTextProps["value"];
  /** Stands for the card: the key shows this one when no other field is pointed at. */
  first?: boolean;
  /** A value that is kept as a code, in words. */
  words?: (value: string) => string;
};

/**
 * A personal value, masked until somebody says what they need it for. The value itself lives in this component only: it
 * never enters the cache, and is gone when the card is left.
 */
export function PersonalValue(props: PersonalValueProps): ReactNode {
  const { t } = useTranslation();
  const client = useApolloClient();
  const [value, setValue] = useState<string>();
  const [choosing, setChoosing] = useState(false);
  const [explaining, setExplaining] = useState(false);
  const [asking, setAsking] = useState(false);
  const [usedUp, setUsedUp] = useState<string>();
  const place = useRef<HTMLSpanElement>(null);
  const shown = useRef(false);
  useShortcut(revealKey, pressRevealButton, { enabled: value === undefined });

  useEffect(() => {
    // What had the keyboard is gone, so it goes to what came in its place.
    if (shown.current !== (value !== undefined)) {
      if (value === undefined) place.current?.querySelector("button")?.focus();
      else place.current?.focus();
    }
    shown.current = value !== undefined;
  }, [value]);

  const reveal = async (reason: RevealReason, reasonText?: string): Promise<void> => {
    const { customerId, field } = props;
    const why = { customerId, reason, reasonText: reasonText ?? null };
    setAsking(true);
    try {
      const answer =
        typeof field === "object"
          ? (
              await client.mutate({
                mutation: revealCustomField,
                variables: { input: { ...why, customFieldId: field.customField } },
                fetchPolicy: "no-cache",
              })
            ).data?.revealCustomField
          : (
              await client.mutate({
                mutation: revealField,
                variables: { input: { ...why, field } },
                fetchPolicy: "no-cache",
              })
            ).data?.revealField;
      const errors = answer?.errors ?? [];
      // What holds for the rest of the day stays where it was asked for.
      setUsedUp(errors.find(({ code }) => code === "QUOTA_EXCEEDED")?.message);
      for (const error of errors)
        if (error.code !== "QUOTA_EXCEEDED") announce({ kind: "error", text: error.message });
      setValue(answer?.value ?? undefined);
      if (answer) setExplaining(false);
      if (answer && errors.length === 0) {
        await refreshCustomer(client, customerId);
      }
    } catch {
      // The reader has been told already.
    } finally {
      setAsking(false);
    }
  };

  if (value !== undefined) {
    return (
      <span ref={place} tabIndex={-1} className={styles["revealed"]} role="status">
        <RevealedValue field={props.field} value={value} words={props.words} />
        <CopyButton text={value} label={t("card.reveal.copy", { field: props.label })} />
        <Tooltip title={t("card.reveal.hide")}>
          <Button
            type="text"
            size="small"
            icon={<EyeInvisibleOutlined />}
            aria-label={t("card.reveal.hideField", { field: props.label })}
            onClick={() => setValue(undefined)}
          />
        </Tooltip>
      </span>
    );
  }
  return (
    <span ref={place} className={styles["masked"]}>
      <MaskedText value={props.masked} />{" "}
      <Dropdown
        trigger={["click"]}
        getPopupContainer={(button) => button.parentElement ?? document.body}
        open={choosing}
        onOpenChange={setChoosing}
        // oxlint-disable-next-line jsx-a11y/no-autofocus -- a menu that opens takes the keyboard, as the pattern for menus says
        autoFocus
        destroyOnHidden
        // Pushed back onto a narrow screen rather than turned over its edge.
        align={{ overflow: { adjustX: false, shiftX: true, adjustY: true } }}
        classNames={{ root: styles["reasons"] ?? "" }}
        menu={{
          items: [
            {
              key: "why",
              type: "group",
              label: (
                <>
                  {t("card.reveal.why")}
                  <br />
                  <RevealsLeft />
                </>
              ),
              children: revealReasons.map((reason) => ({ key: reason, label: t(`card.reason.${reason}`) })),
            },
          ],
          onClick: ({ key }) => {
            const reason = revealReasons.find((known) => known === key);
            setChoosing(false);
            if (reason === "OTHER") setExplaining(true);
            else if (reason) void reveal(reason);
          },
        }}
      >
        <Tooltip
          // Not over the menu.
          title={
            choosing ? null : (
              <>
                {t("card.reveal.field", { field: props.label })} <Kbd>{revealKey}</Kbd>
              </>
            )
          }
        >
          <Button
            size="small"
            color="primary"
            variant="text"
            icon={<EyeOutlined aria-hidden />}
            loading={asking}
            aria-label={t("card.reveal.field", { field: props.label })}
            data-reveal={props.first ? "first" : "field"}
            aria-keyshortcuts={revealKey}
          >
            {t("card.reveal.open")}
          </Button>
        </Tooltip>
      </Dropdown>
      {explaining ? (
        <Suspense>
          <RevealReasonDialog
            open
            field={props.label}
            saving={asking}
            onClose={() => setExplaining(false)}
            onReason={(words) => void reveal("OTHER", words)}
          />
        </Suspense>
      ) : null}
      {usedUp === undefined ? null : (
        <span role="alert" className={styles["usedUp"]}>
          {usedUp}
        </span>
      )}
    </span>
  );
}

/** One key for all of them: the field that the keyboard or the mouse is on, else the first one of the card. */
function pressRevealButton(): void {
  const pointedAt =
    document.querySelector("[data-personal]:focus-within") ?? document.querySelector("[data-personal]:hover");
  const buttons = pointedAt?.querySelector<HTMLElement>("[data-reveal]");
  (buttons ?? document.querySelector<HTMLElement>("[data-reveal=first]"))?.click();
}

/** How many customers more today, asked for when somebody is about to look. */
function RevealsLeft(): ReactNode {
  const { t } = useTranslation();
  const { data } = useQuery(revealsLeft, { fetchPolicy: "network-only" });
  const reveals = data?.me?.reveals;
  if (!reveals) return <span className={styles["left"]}>&nbsp;</span>;
  const count = Math.max(0, reveals.quota - reveals.used);
  return (
    <span className={styles["left"]}>
      {count === 0 ? t("card.reveal.noneLeft") : t("card.reveal.left", { count })}
    </span>
  );
}

function RevealedValue(props: {
  field: Revealed;
  value: string;
  words: ((value: string) => string) | undefined;
}): ReactNode {
  const { field, value, words } = props;
  switch (field) {
    case "PHONE":
    case "MOBILE":
    case "LANDLINE":
    case "WORK_PHONE":
    case "LEADER_PHONE":
    case "CONTACT_PHONE":
      return <a href={telephoneLink(value)}>{value}</a>;
    case "EMAIL":
    case "LEADER_EMAIL":
      return <a href={`mailto:${value}`}>{value}</a>;
    default:
      return <span>{words?.(value) ?? value}</span>;
  }
}
