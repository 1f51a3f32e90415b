import { CloseCircleOutlined, LockOutlined, UndoOutlined } from "@ant-design/icons";
import { Button, Input, InputNumber, Select, Tooltip } from "antd";
import { useImperativeHandle, useState, type ReactNode, type Ref } from "react";
import { useTranslation } from "react-i18next";
import styles from "./archive.module.css";
import { isMasked, type FieldValue, type FormValue } from "./archive-values.ts";
import { BirthYearInput } from "./birth-year-input.tsx";
import { CustomerInput } from "./customer-input.tsx";
import { DistrictInput } from "./district-input.tsx";
import type { ArchiveField } from "./use-archive-fields.ts";

type ArchiveInputProps = {
  field: ArchiveField;
  /** What is on file, a personal value masked. */
  onFile: FieldValue;
  // antd's form gives these.
  id?: string;
  value?: FormValue;
  onChange?: (value: FormValue) => void;
  ref?: Ref<{ focus: () => void }>;
};

/** The input of a field: its type says which; of a personal value it keeps, replaces or empties what it does not show. */
export function ArchiveInput({ field, onFile, id, value, onChange, ref }: ArchiveInputProps): ReactNode {
  const { t } = useTranslation();
  const focus = (): void => document.getElementById(id ?? "")?.focus();
  useImperativeHandle(ref, () => ({ focus }));
  if (field.right === "NONE")
    return (
      <Input
        {...(id ? { id } : {})}
        disabled
        prefix={<LockOutlined aria-hidden />}
        placeholder={t("card.form.notForYou")}
      />
    );
  const kept = isMasked(onFile) ? (onFile.text ?? undefined) : undefined;
  const emptied = kept !== undefined && value === null;
  const placeholder = emptied
    ? t("card.form.willBeEmpty")
    : kept === undefined
      ? undefined
      : t("card.form.keep", { text: kept });
  const choose = (choice: FormValue): void => {
    onChange?.(choice);
    focus();
  };
  const change = (next: FormValue): void =>
    // Nothing typed over a personal value means that it stays.
    onChange?.(kept !== undefined && (next === null || next === "") ? undefined : next);
  return (
    <>
      <div className={styles["input"]}>
        <Control {...{ field, onFile, id, value, change, placeholder }} />
        {kept === undefined ? null : (
          <Tooltip title={t(emptied ? "card.form.keepAfterAll" : "card.form.empty")}>
            <Button
              icon={emptied ? <UndoOutlined /> : <CloseCircleOutlined />}
              aria-label={`${field.label}${t("card.colon")}${t(emptied ? "card.form.keepAfterAll" : "card.form.empty")}`}
              onClick={() => choose(emptied ? undefined : null)}
            />
          </Tooltip>
        )}
      </div>
      {placeholder !== undefined && field.type === "DATE" ? (
        <span className="quiet">{placeholder}</span>
      ) : null}
    </>
  );
}

type ControlProps = {
  field: ArchiveField;
  onFile: FieldValue;
  id: string | undefined;
  value: FormValue;
  change: (value: FormValue) => void;
  placeholder: string | undefined;
};

function Control({ field, onFile, value, change, ...props }: ControlProps): ReactNode {
  const { t } = useTranslation();
  const [today] = useState(() => new Date().toLocaleDateString("sv"));
  const common = {
    ...(props.id ? { id: props.id } : {}),
    ...(props.placeholder ? { placeholder: props.placeholder } : {}),
  };
  const text = value === null || value === undefined ? "" : String(value);
  switch (field.type) {
    case "LONG_TEXT":
      return (
        <Input.TextArea {...common} rows={3} value={text} onChange={(event) => change(event.target.value)} />
      );
    case "NUMBER":
      if (field.name === "birthYear")
        return <BirthYearInput {...common} value={text} onChange={(year) => change(year)} />;
      return (
        <Figure
          {...common}
          text={text}
          decimals={field.custom ? undefined : (field.decimals ?? 0)}
          change={change}
        />
      );
    case "MONEY":
      return <Figure {...common} text={text} decimals={2} change={change} suffix={t("archive.yuan")} />;
    case "DATE":
      return (
        <Input
          {...common}
          type="date"
          min="1500-01-01"
          // What a firm wants to know may lie ahead.
          {...(field.custom ? {} : { max: today })}
          value={text}
          onChange={(event) => change(event.target.value)}
        />
      );
    case "CHOICE":
      return (
        <Select
          placeholder={t("card.form.none")}
          {...common}
          allowClear
          showSearch={field.choices.length > 8 ? { optionFilterProp: "label" } : false}
          value={text || null}
          options={offered(field, (code) => code === text)}
          onChange={(code: string | undefined) => change(code ?? null)}
        />
      );
    case "YES_NO":
      return (
        <Select
          placeholder={t("card.form.none")}
          {...common}
          allowClear
          value={text || null}
          options={["true", "false"].map((each) => ({
            value: each,
            label: t(each === "true" ? "archive.yes" : "archive.no"),
          }))}
          onChange={(chosen: string | undefined) => change(chosen === undefined ? null : chosen === "true")}
        />
      );
    case "TAGS":
    case "CHOICES":
      return (
        <Select
          placeholder={t(field.type === "TAGS" ? "archive.tagsHint" : "card.form.none")}
          {...common}
          showSearch={{ optionFilterProp: "label" }}
          mode={field.type === "TAGS" ? "tags" : "multiple"}
          // One's own words: there is no list to choose from.
          {...(field.type === "TAGS" ? { open: false, suffixIcon: null } : {})}
          tokenSeparators={["、", "，", ",", "；", ";"]}
          value={Array.isArray(value) ? [...(value as readonly string[])] : []}
          options={offered(
            field,
            (code) => Array.isArray(value) && (value as readonly string[]).includes(code),
          )}
          onChange={(tags: string[]) => change(tags.length === 0 && value === undefined ? undefined : tags)}
        />
      );
    case "DISTRICT":
      return <DistrictInput {...common} onFile={onFile} value={text} onChange={change} />;
    case "CUSTOMER":
      return (
        <CustomerInput
          {...common}
          ofAnyKind={field.custom !== undefined}
          onFile={onFile}
          value={text}
          onChange={change}
        />
      );
    default:
      return (
        <Input
          {...common}
          autoComplete="off"
          inputMode={field.type === "PHONE" ? "tel" : field.type === "EMAIL" ? "email" : "text"}
          value={text}
          onChange={(event) => change(event.target.value)}
        />
      );
  }
}

/** What may be chosen now, and what was chosen before it was retired. */
const offered = (field: ArchiveField, isChosen: (code: string) => boolean) =>
  field.choices
    .filter(({ code, retired }) => !retired || isChosen(code))
    .map(({ code, label }) => ({ value: code, label }));

function Figure(props: {
  id?: string;
  placeholder?: string;
  text: string;
  /** Undefined: as many as are typed. */
  decimals: number | undefined;
  suffix?: string;
  change: (value: FormValue) => void;
}): ReactNode {
  const { text, decimals, change, ...rest } = props;
  return (
    <InputNumber<string>
      {...rest}
      stringMode
      controls={false}
      {...(decimals === undefined ? {} : { precision: decimals })}
      style={{ width: "100%" }}
      value={text || null}
      onChange={(typed) => change(typed)}
    />
  );
}
