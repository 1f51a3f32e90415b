import { InputNumber, Select } from "antd";
import { useId, useState, type ReactNode } from "react";
import { useTranslation } from "react-i18next";
import { graphql, readFragment, type FragmentType } from "../../gql/index.ts";
import type { CustomerKind, ImportColumns_ImportFragment } from "../../gql/graphql.ts";
import { isComposing } from "../../lib/keyboard.ts";
import styles from "./import-columns.module.css";
import { SheetChoice } from "./sheet-choice.tsx";

export const channelChoice = graphql(`
  fragment ChannelChoice_Channel on Channel {
    id
    name
  }
`);

const kinds = ["INDIVIDUAL", "COMPANY"] as const satisfies readonly CustomerKind[];

/** What concerns the whole sheet: which sheet, where its column names stand, and the channel of rows that name none. */
export function ColumnSettings(props: {
  import: ImportColumns_ImportFragment;
  channels: readonly FragmentType<typeof channelChoice>[];
  busy: boolean;
  editable: boolean;
  onKind: (kind: CustomerKind) => void;
  onHeaderRow: (row: number) => Promise<boolean>;
  onChannel: (id: string | null) => void;
}): ReactNode {
  const { t } = useTranslation();
  const channelId = useId();
  const channelHint = useId();
  const kindId = useId();
  const kindHint = useId();
  const { import: one, busy } = props;
  const channels = readFragment(channelChoice, props.channels);
  if (!props.editable) return null;
  return (
    <div className={styles["settings"]}>
      {one.sheetNames.length > 1 ? <SheetChoice import={one} busy={busy} /> : null}
      <div className={styles["setting"]}>
        <label htmlFor={kindId}>{t("imports.columns.kind")}</label>
        <Select<CustomerKind>
          id={kindId}
          className={styles["select"] ?? ""}
          aria-describedby={kindHint}
          value={one.customerKind}
          options={kinds.map((kind) => ({ value: kind, label: t(`customers.kind.${kind}`) }))}
          onChange={props.onKind}
        />
        <span id={kindHint} className={styles["setting-hint"]}>
          {t("imports.columns.kindHint")}
        </span>
      </div>
      <HeaderRow
        key={one.headerRow ?? 0}
        row={one.headerRow ?? null}
        busy={busy}
        onApply={props.onHeaderRow}
      />
      <div className={styles["setting"]}>
        <label htmlFor={channelId}>{t("imports.columns.channel")}</label>
        <Select<string>
          id={channelId}
          className={styles["select"] ?? ""}
          aria-describedby={channelHint}
          value={one.channel?.id ?? ""}
          options={[
            { value: "", label: t("imports.columns.channelNone") },
            ...channels.map(({ id, name }) => ({ value: id, label: name })),
          ]}
          onChange={(id) => props.onChannel(id === "" ? null : id)}
        />
        <span id={channelHint} className={styles["setting-hint"]}>
          {t("imports.columns.channelHint")}
        </span>
      </div>
    </div>
  );
}

function HeaderRow(props: {
  row: number | null;
  busy: boolean;
  onApply: (row: number) => Promise<boolean>;
}): ReactNode {
  const { t } = useTranslation();
  const id = useId();
  const [typed, setTyped] = useState<number | null>(props.row);
  const apply = async (): Promise<void> => {
    if (props.busy || typed === null || typed === props.row) return;
    if (!(await props.onApply(typed))) setTyped(props.row);
  };
  return (
    <div className={styles["setting"]}>
      <label htmlFor={id}>{t("imports.columns.headerRow")}</label>
      <InputNumber
        id={id}
        min={1}
        precision={0}
        value={typed}
        readOnly={props.busy}
        onChange={(value) => setTyped(value)}
        onBlur={() => void apply()}
        onKeyDown={(event) => {
          if (event.key === "Enter" && !isComposing(event.nativeEvent)) void apply();
        }}
      />
    </div>
  );
}
