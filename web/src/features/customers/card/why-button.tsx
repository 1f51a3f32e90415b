import { HistoryOutlined } from "@ant-design/icons";
import { Button, Tooltip } from "antd";
import { lazy, Suspense, useState, type ReactNode } from "react";
import { useTranslation } from "react-i18next";
import { withTexts } from "../../../i18n/language.ts";
import styles from "./card.module.css";

// Asked for seldom, and of one field at a time: its script and its question come with the first click.
const FieldOriginDialog = lazy(async () => ({
  default: (await withTexts(import("../upkeep/field-origin-dialog.tsx"), "upkeep")).FieldOriginDialog,
}));

type WhyButtonProps = { customerId: string; field: string; label: string };

/** Beside a value: why we have it, where it came from, and what stood there before. */
export function WhyButton({ customerId, field, label }: WhyButtonProps): ReactNode {
  const { t } = useTranslation();
  const [open, setOpen] = useState(false);
  const name = t("card.why", { field: label });
  return (
    <>
      <Tooltip title={name}>
        <Button
          type="text"
          size="small"
          className={styles["history"] ?? ""}
          data-why={field}
          icon={<HistoryOutlined />}
          aria-label={name}
          aria-haspopup="dialog"
          onClick={() => setOpen(true)}
        />
      </Tooltip>
      {open ? (
        <Suspense>
          <FieldOriginDialog
            customerId={customerId}
            field={field}
            label={label}
            onClose={() => setOpen(false)}
          />
        </Suspense>
      ) : null}
    </>
  );
}
