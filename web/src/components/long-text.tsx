import { Button } from "antd";
import { useState, type ReactNode } from "react";
import { useTranslation } from "react-i18next";
import styles from "./long-text.module.css";

const manyLetters = 400;
const manyLines = 9;

/** What somebody wrote, with its line breaks. Of a very long text the beginning, and the rest on demand. */
export function LongText({ text }: { text: string }): ReactNode {
  const { t } = useTranslation();
  const [whole, setWhole] = useState(false);
  const long = text.length > manyLetters || text.split("\n").length > manyLines;
  return (
    <>
      <div className={`${styles["text"]} ${long && !whole ? styles["cut"] : ""}`}>{text}</div>
      {long ? (
        <Button
          type="link"
          size="small"
          className={styles["more"] ?? ""}
          aria-expanded={whole}
          onClick={() => setWhole(!whole)}
        >
          {whole ? t("components.text.less") : t("components.text.more")}
        </Button>
      ) : null}
    </>
  );
}
