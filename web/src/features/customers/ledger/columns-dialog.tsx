import { ArrowDownOutlined, ArrowUpOutlined, CloseOutlined, SearchOutlined } from "@ant-design/icons";
import { Button, Checkbox, Input, Modal } from "antd";
import { useState, type ReactNode } from "react";
import { useTranslation } from "react-i18next";
import { bySection, useListFields } from "../fields/use-list-fields.ts";
import { keyOfField, mostColumns } from "./chosen-columns.ts";
import styles from "./columns.module.css";
import { useLedgerColumns } from "./ledger-columns.tsx";

const asItComes = {
  narrow: false,
  chosen: undefined,
  fields: undefined,
  order: undefined,
  onOrder: () => undefined,
};

type ColumnsDialogProps = {
  chosen: readonly string[] | undefined;
  /** Undefined: as the ledger comes. */
  onChoose: (keys: readonly string[] | undefined) => void;
  onClose: () => void;
};

/** Which columns the ledger shows, and in which order: its own, and every field of the archive that lists may tell. */
export function ColumnsDialog({ chosen, onChoose, onClose }: ColumnsDialogProps): ReactNode {
  const { t } = useTranslation();
  const fields = useListFields() ?? [];
  const usual = useLedgerColumns(asItComes).map(({ key, title }) => ({ key, title }));
  const [keys, setKeys] = useState<readonly string[]>(chosen ?? usual.map(({ key }) => key));
  const [search, setSearch] = useState("");
  const groups = [
    { title: t("ledger.columns.own"), columns: usual },
    ...bySection(fields).map((own) => ({
      title: own[0] ? `${t(`customers.kind.${own[0].kind}`)} · ${own[0].sectionLabel}` : "",
      columns: own.map(({ name, label }) => ({ key: keyOfField(name), title: label })),
    })),
  ];
  const titles = new Map(groups.flatMap(({ columns }) => columns).map(({ key, title }) => [key, title]));
  const wanted = search.trim().toLowerCase();
  const found = groups
    .map(({ title, columns }) => ({
      title,
      columns: columns.filter(
        (column) =>
          column.key !== "name" &&
          (title.toLowerCase().includes(wanted) || column.title.toLowerCase().includes(wanted)),
      ),
    }))
    .filter(({ columns }) => columns.length > 0);
  // What there is no more, such as an archived field, stays away unseen.
  const shown = keys.filter((key) => key !== "name" && titles.has(key));
  const choose = (wantedKeys: readonly string[] | undefined): void => {
    onChoose(wantedKeys);
    onClose();
  };
  const move = (key: string, by: 1 | -1): void => {
    const place = shown.indexOf(key);
    const other = shown[place + by];
    if (other === undefined) return;
    const moved = shown.with(place, other).with(place + by, key);
    setKeys(moved);
  };

  return (
    <Modal
      title={t("ledger.columns.title")}
      open
      width={760}
      onCancel={onClose}
      footer={
        <div className={styles["foot"]}>
          <Button type="link" onClick={() => choose(undefined)}>
            {t("ledger.columns.usual")}
          </Button>
          <span>
            <Button onClick={onClose}>{t("card.form.cancel")}</Button>
            <Button type="primary" onClick={() => choose(shown)}>
              {t("ledger.columns.apply")}
            </Button>
          </span>
        </div>
      }
    >
      <div className={styles["columns"]}>
        <section aria-labelledby="columns-all">
          <h2 id="columns-all">{t("ledger.columns.all")}</h2>
          <Input
            prefix={<SearchOutlined aria-hidden />}
            aria-label={t("ledger.columns.search")}
            placeholder={t("ledger.columns.search")}
            allowClear
            value={search}
            onChange={(event) => setSearch(event.target.value)}
          />
          {/* oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex -- what scrolls is reached by the keyboard */}
          <div className={styles["list"]} tabIndex={0} role="group" aria-label={t("ledger.columns.all")}>
            {found.map(({ title, columns }) => (
              <fieldset key={title}>
                <legend>{title}</legend>
                {columns.map(({ key, title: name }) => (
                  <Checkbox
                    key={key}
                    checked={shown.includes(key)}
                    disabled={!shown.includes(key) && shown.length >= mostColumns}
                    onChange={(event) =>
                      setKeys(event.target.checked ? [...shown, key] : shown.filter((each) => each !== key))
                    }
                  >
                    {name}
                  </Checkbox>
                ))}
              </fieldset>
            ))}
            {found.length === 0 ? <p className="quiet">{t("ledger.columns.none")}</p> : null}
          </div>
        </section>
        <section aria-labelledby="columns-chosen">
          <h2 id="columns-chosen">
            {t("ledger.columns.chosen")} <span className="quiet figures">{shown.length}</span>
          </h2>
          <p className="quiet">{t("ledger.columns.first")}</p>
          <ol className={styles["list"]}>
            {shown.map((key, place) => (
              <li key={key}>
                <span>{titles.get(key)}</span>
                {([-1, 1] as const).map((by) => (
                  <Button
                    key={by}
                    type="text"
                    size="small"
                    icon={by === -1 ? <ArrowUpOutlined /> : <ArrowDownOutlined />}
                    aria-disabled={shown[place + by] === undefined}
                    aria-label={t(by === -1 ? "ledger.columns.up" : "ledger.columns.down", {
                      column: titles.get(key),
                    })}
                    onClick={() => move(key, by)}
                  />
                ))}
                <Button
                  type="text"
                  size="small"
                  icon={<CloseOutlined />}
                  aria-label={t("ledger.columns.remove", { column: titles.get(key) })}
                  onClick={() => setKeys(shown.filter((each) => each !== key))}
                />
              </li>
            ))}
          </ol>
        </section>
      </div>
    </Modal>
  );
}
