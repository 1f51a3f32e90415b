import { ArrowRightOutlined } from "@ant-design/icons";
import type { ReactNode } from "react";
import { useTranslation } from "react-i18next";
import { MaskedText, type MaskedTextProps } from "../../components/masked-text.tsx";
import styles from "./change-log.module.css";
import { differenceOf, isOneText, listDifference, shortened } from "./text-difference.ts";
import type { LogWords } from "./use-log-words.ts";

type Value = MaskedTextProps["value"];

/** A value before and after: within one text where they have much in common, item by item where they are lists. */
export function ValueDifference(props: {
  field: string;
  old: Value;
  now: Value;
  words: LogWords;
}): ReactNode {
  const { field, old, now, words } = props;
  const [was, is] = [clearText(old), clearText(now)];
  if (was !== undefined && is !== undefined) {
    if (field === "permissions" || field === "fields") {
      const { removed, added } = listDifference(was, is);
      return (
        <Sides
          old={removed.length > 0 ? removed.map((item) => words.value(field, item)).join(", ") : undefined}
          now={added.length > 0 ? added.map((item) => words.value(field, item)).join(", ") : undefined}
        />
      );
    }
    const parts = differenceOf(was, is);
    if (parts && isOneText(parts)) {
      return (
        <span className={styles["text"]}>
          {parts.map(({ kind, text }, place) => {
            const ends = { first: place === 0, last: place === parts.length - 1 };
            if (kind === "same") return shortened(text, ends);
            return kind === "removed" ? (
              <Removed key={place}>{text}</Removed>
            ) : (
              <Added key={place}>{text}</Added>
            );
          })}
        </span>
      );
    }
  }
  return (
    <Sides
      old={<MaskedText value={worded(field, old, words)} />}
      now={<MaskedText value={worded(field, now, words)} />}
    />
  );
}

const clearText = ({ state, text }: Value): string | undefined =>
  state === "CLEAR" ? (text ?? "") : undefined;

const worded = (field: string, value: Value, words: LogWords): Value =>
  value.state === "CLEAR" && value.text ? { state: "CLEAR", text: words.value(field, value.text) } : value;

function Sides({ old, now }: { old: ReactNode; now: ReactNode }): ReactNode {
  return (
    <span className={styles["sides"]}>
      {old === undefined ? null : <Removed>{old}</Removed>}
      {old === undefined || now === undefined ? null : <ArrowRightOutlined aria-hidden />}
      {now === undefined ? null : <Added>{now}</Added>}
    </span>
  );
}

function Removed({ children }: { children: ReactNode }): ReactNode {
  const { t } = useTranslation();
  return (
    <del>
      <span className="visually-hidden">{t("changeLog.from")}</span>
      {children}
    </del>
  );
}

function Added({ children }: { children: ReactNode }): ReactNode {
  const { t } = useTranslation();
  return (
    <ins>
      <span className="visually-hidden">{t("changeLog.to")}</span>
      {children}
    </ins>
  );
}
