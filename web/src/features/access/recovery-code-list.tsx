import { CheckOutlined, CopyOutlined, PrinterOutlined } from "@ant-design/icons";
import { Alert, Button } from "antd";
import { useEffect, useRef, useState, type ReactNode } from "react";
import { useTranslation } from "react-i18next";
import { copyText } from "../../components/copy-button.tsx";
import styles from "./second-factor.module.css";

/** The one time that recovery codes can be read. */
export function RecoveryCodeList(props: { codes: readonly string[]; onKept: () => void }): ReactNode {
  const { t } = useTranslation();
  const [copied, setCopied] = useState(false);
  const copy = useRef<HTMLButtonElement>(null);
  // Not what leads on: one more Enter would lose the codes.
  useEffect(() => copy.current?.focus(), []);
  return (
    <div className={styles["sheet"]}>
      <Alert type="warning" showIcon title={t("access.secondFactor.codesOnce")} />
      <p>{t("access.secondFactor.codesText")}</p>
      <ol className={styles["codes"]} aria-label={t("access.secondFactor.codes")}>
        {props.codes.map((code) => (
          <li key={code}>
            <code>{code}</code>
          </li>
        ))}
      </ol>
      <div className={styles["tools"]}>
        <Button
          ref={copy}
          icon={copied ? <CheckOutlined aria-hidden /> : <CopyOutlined aria-hidden />}
          onClick={() => void copyText(props.codes.join("\n")).then(() => setCopied(true))}
        >
          {copied ? t("components.copy.copied") : t("access.secondFactor.copyCodes")}
        </Button>
        <Button icon={<PrinterOutlined aria-hidden />} onClick={() => window.print()}>
          {t("access.secondFactor.printCodes")}
        </Button>
      </div>
      <Button type="primary" size="large" block onClick={props.onKept} className={styles["kept"] ?? ""}>
        {t("access.secondFactor.codesKept")}
      </Button>
    </div>
  );
}
