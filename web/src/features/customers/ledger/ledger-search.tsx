import { SearchOutlined } from "@ant-design/icons";
import { Input, type InputRef } from "antd";
import { useEffect, useRef, useState, type ReactNode } from "react";
import { useTranslation } from "react-i18next";
import { useLocation, useNavigate } from "react-router";
import { Kbd } from "../../../components/kbd.tsx";
import { isComposing, useShortcut } from "../../../lib/keyboard.ts";
import { searchIn, setSearch } from "../../../lib/search-in-address.ts";
import styles from "./ledger-search.module.css";

/** How long the typing must rest before the archive is asked. */
const restMilliseconds = 180;

const lists = ["/customers", "/complaints"];
const complaintNumber = /^TS-\d{4}-\d+$/;

/**
 * The one search box, at the top of every page. On a list it filters as one types; elsewhere Enter goes to the ledger, or
 * to the complaint whose number was typed.
 * What is typed lives here, so that no answer, however late, ever changes the text under the reader's fingers.
 */
export function LedgerSearch(): ReactNode {
  const { t } = useTranslation();
  const navigate = useNavigate();
  const location = useLocation();
  const onList = lists.includes(location.pathname);
  const onDesk = location.pathname === "/complaints";
  const inAddress = onList ? searchIn(new URLSearchParams(location.search)) : "";
  const [text, setText] = useState(inAddress);
  const [focused, setFocused] = useState(false);
  const box = useRef<InputRef>(null);
  const composing = useRef(false);
  const asked = useRef(inAddress);
  const timer = useRef<ReturnType<typeof setTimeout>>(undefined);
  useShortcut("/", () => box.current?.focus({ cursor: "all" }));

  // Back, a link or "clear the filters" changed the address: follow it. Our own change is already in the box.
  useEffect(() => {
    if (inAddress === asked.current) return;
    asked.current = inAddress;
    setText(inAddress);
  }, [inAddress]);
  useEffect(() => () => clearTimeout(timer.current), []);

  const ask = (wanted: string): void => {
    clearTimeout(timer.current);
    const search = wanted.trim();
    if (onList && search === asked.current) return;
    asked.current = search;
    const parameters = new URLSearchParams(onList ? location.search : "");
    setSearch(parameters, search);
    parameters.delete("open");
    const pathname = onList ? location.pathname : "/customers";
    void navigate({ pathname, search: parameters.toString() }, { replace: onList });
  };

  const enter = (): void => {
    const number = text.trim().toUpperCase();
    if (onDesk || !complaintNumber.test(number)) return ask(text);
    clearTimeout(timer.current);
    void navigate(`/complaints/${number}`);
  };

  const typed = (wanted: string): void => {
    setText(wanted);
    clearTimeout(timer.current);
    if (!onList || composing.current) return;
    if (wanted === "") ask("");
    else timer.current = setTimeout(() => ask(wanted), restMilliseconds);
  };

  return (
    <div className={styles["search"]} role="search">
      <Input
        ref={box}
        type="search"
        name="search"
        aria-label={onDesk ? t("complaints.desk.search") : t("ledger.search.label")}
        aria-describedby="ledger-search-hint"
        placeholder={onDesk ? t("complaints.desk.search") : t("ledger.search.placeholder")}
        autoComplete="off"
        spellCheck={false}
        maxLength={100}
        prefix={<SearchOutlined aria-hidden />}
        suffix={text === "" ? <Kbd>/</Kbd> : <span />}
        allowClear={{ clearIcon: undefined }}
        value={text}
        onChange={(event) => typed(event.target.value)}
        onCompositionStart={() => {
          composing.current = true;
          clearTimeout(timer.current);
        }}
        onCompositionEnd={(event) => {
          composing.current = false;
          typed(event.currentTarget.value);
        }}
        onFocus={() => setFocused(true)}
        onBlur={() => setFocused(false)}
        onKeyDown={(event) => {
          if (isComposing(event.nativeEvent)) return;
          if (event.key === "Enter") enter();
          if (event.key === "Escape") {
            event.preventDefault();
            if (text === "") box.current?.blur();
            else typed("");
          }
        }}
      />
      <div id="ledger-search-hint" className={focused && text === "" ? styles["hint"] : "visually-hidden"}>
        {onDesk ? t("complaints.desk.searchHint") : t("ledger.search.hint")}
      </div>
    </div>
  );
}
