import { InputNumber } from "antd";
import { useState, type ReactNode } from "react";
import { useTranslation } from "react-i18next";
import styles from "./archive.module.css";

type BirthYearInputProps = {
  id?: string;
  placeholder?: string;
  value: string;
  onChange: (year: string | null) => void;
};

/** The year of birth, or the age where only that is known: it is kept as the year, and so grows by itself. */
export function BirthYearInput({ value, onChange, ...props }: BirthYearInputProps): ReactNode {
  const { t } = useTranslation();
  const [thisYear] = useState(() => new Date().getFullYear());
  const year = value === "" ? null : Number(value);
  const told = (next: number | null): void => onChange(next === null ? null : String(next));
  return (
    <div className={styles["born"]}>
      <InputNumber {...props} controls={false} precision={0} value={year} onChange={told} />
      <span>{t("archive.orAge")}</span>
      <InputNumber
        aria-label={t("archive.age")}
        controls={false}
        precision={0}
        min={0}
        max={150}
        value={year !== null && year > 1800 ? thisYear - year : null}
        onChange={(age) => told(age === null ? null : thisYear - age)}
      />
    </div>
  );
}
