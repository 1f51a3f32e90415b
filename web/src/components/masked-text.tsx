import { EyeInvisibleOutlined, LockOutlined } from "@ant-design/icons";
import { useTranslation } from "react-i18next";
import styles from "./masked-text.module.css";

export type MaskedTextProps = {
  value: { state: "EMPTY" | "HIDDEN" | "MASKED" | "CLEAR"; text?: string | null };
  /** In a column of many: signs instead of words where there is no text. */
  short?: boolean;
};

/** Nothing there, not for you, partly shown, shown: four states that must never be mistaken for one another. */
export function MaskedText({ value, short = false }: MaskedTextProps): React.ReactNode {
  const { t } = useTranslation();
  const text = value.text ?? "";
  switch (value.state) {
    case "EMPTY":
      return <span className={styles["quiet"]}>{short ? "—" : t("components.masked.empty")}</span>;
    case "HIDDEN":
      return (
        <span className={styles["hidden"]}>
          <LockOutlined aria-hidden />{" "}
          <span className={short ? "visually-hidden" : ""}>{t("components.masked.hidden")}</span>
        </span>
      );
    case "MASKED":
      return (
        <span className={styles["masked"]} title={t("components.masked.masked", { text })}>
          <EyeInvisibleOutlined aria-hidden /> {text}
        </span>
      );
    case "CLEAR":
      return <span className={styles["clear"]}>{text}</span>;
  }
}
