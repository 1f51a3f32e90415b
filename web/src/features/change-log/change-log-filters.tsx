import { Button, Input, Select } from "antd";
import { useState, type ReactNode } from "react";
import { useTranslation } from "react-i18next";
import { filterOf, kinds, sources, type ChangeLogView } from "./change-log-address.ts";
import styles from "./change-log.module.css";
import { customerFields, operations } from "./known-words.ts";
import type { LogWords } from "./use-log-words.ts";

type FiltersProps = {
  view: ChangeLogView;
  words: LogWords;
  change: (changes: Partial<ChangeLogView>) => void;
  clear: () => void;
};

/** Who, what, about which customer, from where and when: each narrows the list, and all of them stand in the address. */
export function ChangeLogFilters({ view, words, change, clear }: FiltersProps): ReactNode {
  const { t } = useTranslation();
  return (
    <div className={styles["filters"]} role="group" aria-label={t("changeLog.filter.label")}>
      {words.people.length > 0 ? (
        <Many
          label={t("changeLog.filter.people")}
          chosen={view.people}
          options={words.people.map(({ id, name }) => ({ value: id, label: name }))}
          onChange={(people) => change({ people })}
        />
      ) : null}
      <Many
        label={t("changeLog.filter.kinds")}
        chosen={view.kinds}
        options={kinds.map((kind) => ({ value: kind, label: t(`changeLog.kind.${kind}`) }))}
        onChange={(chosen) => change({ kinds: chosen })}
      />
      <Select
        aria-label={t("changeLog.filter.operation")}
        placeholder={t("changeLog.filter.operation")}
        className={styles["choice"] ?? ""}
        allowClear
        showSearch={{ optionFilterProp: "label" }}
        popupMatchSelectWidth={false}
        value={view.operation ?? null}
        options={operations.map((known) => ({
          value: known.replace("_", "."),
          label: t(`changeLog.operation.${known}`),
        }))}
        onChange={(operation: string | null | undefined) => change({ operation: operation ?? undefined })}
      />
      <Select
        aria-label={t("changeLog.filter.field")}
        placeholder={t("changeLog.filter.field")}
        className={styles["choice"] ?? ""}
        allowClear
        showSearch={{ optionFilterProp: "label" }}
        popupMatchSelectWidth={false}
        value={view.field ?? null}
        options={customerFields.map((field) => ({ value: field, label: words.field("Customer", field) }))}
        onChange={(field: string | null | undefined) => change({ field: field ?? undefined })}
      />
      <Many
        label={t("changeLog.filter.sources")}
        chosen={view.sources}
        options={sources.map((source) => ({ value: source, label: t(`changeLog.source.${source}`) }))}
        onChange={(chosen) => change({ sources: chosen })}
      />
      <Words
        key={`customer ${view.customer}`}
        label={t("changeLog.filter.customerLabel")}
        placeholder={t("changeLog.filter.customer")}
        value={view.customer}
        onChange={(customer) => change({ customer })}
      />
      <Words
        key={`address ${view.address}`}
        label={t("changeLog.filter.addressLabel")}
        placeholder={t("changeLog.filter.address")}
        value={view.address}
        onChange={(address) => change({ address })}
      />
      {(["from", "to"] as const).map((end) => (
        <label key={end} className={styles["day"]}>
          <span className="quiet">{t(`changeLog.filter.${end}`)}</span>
          <Input type="date" value={view[end]} onChange={(event) => change({ [end]: event.target.value })} />
        </label>
      ))}
      {view.record ? (
        <Button onClick={() => change({ record: undefined })}>{t("changeLog.filter.record")} ×</Button>
      ) : null}
      {filterOf(view) ? (
        <Button type="link" onClick={clear}>
          {t("changeLog.filter.clear")}
        </Button>
      ) : null}
    </div>
  );
}

function Many<Value extends string>(props: {
  label: string;
  options: { value: Value; label: string }[];
  chosen: Value[];
  onChange: (chosen: Value[]) => void;
}): ReactNode {
  return (
    <Select
      mode="multiple"
      className={styles["choice"] ?? ""}
      aria-label={props.label}
      placeholder={props.label}
      maxTagCount={1}
      maxTagTextLength={6}
      popupMatchSelectWidth={false}
      showSearch={{ optionFilterProp: "label" }}
      allowClear
      value={props.chosen}
      options={props.options}
      onChange={props.onChange}
    />
  );
}

/** Words count once they are complete: with Enter, or when the box is left. */
function Words(props: {
  label: string;
  placeholder: string;
  value: string;
  onChange: (value: string) => void;
}): ReactNode {
  const [typed, setTyped] = useState(props.value);
  const done = (): void => {
    if (typed.trim() !== props.value) props.onChange(typed.trim());
  };
  return (
    <Input
      aria-label={props.label}
      placeholder={props.placeholder}
      className={styles["words"] ?? ""}
      allowClear
      value={typed}
      onChange={(event) => {
        setTyped(event.target.value);
        if (event.target.value === "") props.onChange("");
      }}
      onPressEnter={done}
      onBlur={done}
    />
  );
}
