import { Select } from "antd";
import { useId, useState, type ReactNode } from "react";
import { useTranslation } from "react-i18next";
import { useNavigate } from "react-router";
import { graphql } from "../../gql/index.ts";
import type { ImportColumns_ImportFragment } from "../../gql/graphql.ts";
import { useCommand } from "../../lib/use-command.ts";
import styles from "./import-columns.module.css";
import { keptFile } from "./kept-file.ts";
import { UploadOutcome } from "./upload-outcome.tsx";
import { useUpload } from "./use-upload.ts";

const leaveSheet = graphql(`
  mutation LeaveSheet($input: DiscardImportInput!) {
    discardImport(input: $input) {
      import {
        ...ImportNow_Import
      }
      errors {
        message
      }
    }
  }
`);

/** Another sheet is another import: the same file goes up again, and the one for this sheet is discarded. */
export function SheetChoice(props: { import: ImportColumns_ImportFragment; busy: boolean }): ReactNode {
  const { t } = useTranslation();
  const id = useId();
  const navigate = useNavigate();
  const { run } = useCommand(leaveSheet);
  const { import: one } = props;
  const [gone, setGone] = useState(false);
  const { upload, send, cancel } = useUpload((number) => {
    void run({ input: { importId: one.id, expectedVersion: one.version } });
    void navigate(`/imports/${number}`, { replace: true });
  });
  return (
    <div className={styles["setting"]}>
      <label htmlFor={id}>{t("imports.columns.sheet")}</label>
      <Select<string>
        id={id}
        className={styles["select"] ?? ""}
        value={one.sheetName ?? ""}
        disabled={props.busy || upload.stage === "sending"}
        options={one.sheetNames.map((name) => ({ value: name, label: name }))}
        onChange={(sheet) => {
          const file = keptFile(one.number);
          setGone(!file);
          if (file) send(file, { sheet, again: true });
        }}
      />
      {gone ? (
        <p role="alert" className={styles["setting-hint"]}>
          {t("imports.columns.fileGone", { name: one.fileName })}
        </p>
      ) : null}
      <UploadOutcome upload={upload} onSend={send} onCancel={cancel} />
    </div>
  );
}
