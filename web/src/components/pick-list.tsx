import { SearchOutlined } from "@ant-design/icons";
import { Input, type InputRef } from "antd";
import { useEffect, useId, useRef, useState, type KeyboardEvent, type ReactNode } from "react";
import { isComposing } from "../lib/keyboard.ts";
import styles from "./pick-list.module.css";

export type PickOption = { key: string; text: ReactNode; detail?: ReactNode; mark?: ReactNode };
export type PickGroup = { title?: string; options: readonly PickOption[] };

type PickListProps = {
  label: string;
  placeholder: string;
  search: string;
  onSearch: (search: string) => void;
  groups: readonly PickGroup[];
  /** Instead of a list, when it is empty. */
  empty: ReactNode;
  onPick: (key: string) => void;
};

/** A search box over the list of what it finds: arrows and Enter choose without leaving the box. */
export function PickList({
  label,
  placeholder,
  search,
  onSearch,
  groups,
  empty,
  onPick,
}: PickListProps): ReactNode {
  const id = useId();
  const box = useRef<InputRef>(null);
  const [active, setActive] = useState<string>();
  const keys = groups.flatMap((group) => group.options.map((option) => option.key));
  const index = Math.max(0, active === undefined ? 0 : keys.indexOf(active));
  const activeKey = keys[index];
  useEffect(() => box.current?.focus(), []);
  useEffect(() => {
    document.getElementById(`${id}-${index}`)?.scrollIntoView({ block: "nearest" });
  }, [id, index]);

  const onKeyDown = (event: KeyboardEvent): void => {
    if (isComposing(event.nativeEvent)) return;
    if (event.key === "ArrowDown") setActive(keys[Math.min(index + 1, keys.length - 1)]);
    else if (event.key === "ArrowUp") setActive(keys[Math.max(index - 1, 0)]);
    else if (event.key === "Enter" && activeKey !== undefined) onPick(activeKey);
    else return;
    event.preventDefault();
  };

  return (
    <>
      <Input
        ref={box}
        role="combobox"
        aria-label={label}
        aria-expanded={keys.length > 0}
        aria-controls={`${id}-list`}
        aria-autocomplete="list"
        aria-activedescendant={activeKey === undefined ? undefined : `${id}-${index}`}
        placeholder={placeholder}
        autoComplete="off"
        spellCheck={false}
        maxLength={100}
        prefix={<SearchOutlined aria-hidden />}
        value={search}
        onChange={(event) => {
          setActive(undefined);
          onSearch(event.target.value);
        }}
        onKeyDown={onKeyDown}
      />
      <div id={`${id}-list`} role="listbox" aria-label={label} className={styles["list"]}>
        {groups.map((group, place) =>
          group.options.length === 0 ? null : (
            <div key={group.title ?? place} role="group" aria-label={group.title ?? label}>
              {group.title ? (
                <div className={styles["group"]} aria-hidden>
                  {group.title}
                </div>
              ) : null}
              {group.options.map((option) => (
                // The box above hears the keys.
                // oxlint-disable-next-line jsx-a11y/click-events-have-key-events
                <div
                  key={option.key}
                  id={`${id}-${keys.indexOf(option.key)}`}
                  role="option"
                  tabIndex={-1}
                  aria-selected={option.key === activeKey}
                  className={styles["option"]}
                  onMouseMove={() => setActive(option.key)}
                  onClick={() => onPick(option.key)}
                >
                  <span>{option.text}</span>
                  {option.detail ? <span className={styles["detail"]}>{option.detail}</span> : null}
                  {option.mark ? <span className={styles["mark"]}>{option.mark}</span> : null}
                </div>
              ))}
            </div>
          ),
        )}
      </div>
      {keys.length === 0 ? (
        <div className={styles["empty"]} role="status">
          {empty}
        </div>
      ) : null}
    </>
  );
}
