import { Form } from "antd";
import { useId, useImperativeHandle, useRef, type ReactNode, type Ref } from "react";
import styles from "./chip-choice.module.css";

export type ChipGroup<Value extends string> = {
  title?: string;
  options: readonly { value: Value; label: ReactNode; title?: string }[];
};

type ChipChoiceProps<Value extends string> = {
  label: string;
  groups: readonly ChipGroup<Value>[];
  /** Given by the form's item around it. */
  value?: Value | undefined;
  onChange?: (value: Value) => void;
  ref?: Ref<{ focus: () => void }>;
};

/** One of a few, all in sight: a single click chooses, and so do the arrow keys. */
export function ChipChoice<Value extends string>({
  label,
  groups,
  value,
  onChange,
  ref,
}: ChipChoiceProps<Value>): ReactNode {
  const name = useId();
  const box = useRef<HTMLDivElement>(null);
  const { status } = Form.Item.useStatus();
  useImperativeHandle(ref, () => ({
    focus: () => {
      const chosen = box.current?.querySelector<HTMLInputElement>("input:checked");
      (chosen ?? box.current?.querySelector("input"))?.focus();
    },
  }));
  return (
    <div
      ref={box}
      role="radiogroup"
      aria-label={label}
      aria-invalid={status === "error"}
      className={`${styles["groups"]} ${status === "error" ? styles["refused"] : ""}`}
    >
      {groups.map((group, index) => (
        <div key={group.title ?? index} className={styles["group"]}>
          {group.title ? <span className={styles["title"]}>{group.title}</span> : null}
          <div className={styles["options"]}>
            {group.options.map((option) => (
              <label key={option.value} className={styles["choice"]} title={option.title}>
                <input
                  type="radio"
                  name={name}
                  value={option.value}
                  checked={value === option.value}
                  onChange={() => onChange?.(option.value)}
                />
                <span>{option.label}</span>
              </label>
            ))}
          </div>
        </div>
      ))}
    </div>
  );
}
