import { ArrowDownOutlined, ArrowUpOutlined, PlusOutlined } from "@ant-design/icons";
import { useApolloClient, useQuery } from "@apollo/client/react";
import { Button, Skeleton } from "antd";
import { useEffect, useRef, useState, type ReactNode } from "react";
import { useTranslation } from "react-i18next";
import { Chip } from "../../components/chip.tsx";
import { EmptyState } from "../../components/empty-state.tsx";
import { readFragment } from "../../gql/index.ts";
import type { ArchiveSection } from "../../gql/graphql.ts";
import { announce } from "../../lib/notices.ts";
import { useCommand } from "../../lib/use-command.ts";
import { QueryError } from "../../shell/query-error.tsx";
import { useViewer } from "../../shell/viewer.tsx";
import {
  archiveCustomField,
  customFieldsQuery,
  customFieldSetting,
  moveCustomField,
  restoreCustomField,
} from "./custom-field-commands.ts";
import { CustomFieldDialog } from "./custom-field-dialog.tsx";
import type { SectionWords } from "./custom-field-inputs.tsx";
import { customTypes, type CustomField } from "./custom-field-values.ts";
import styles from "./custom-fields.module.css";

type Opened = { field?: CustomField; section?: ArchiveSection };

/** The fields of the archive that the firm makes itself, by section: made, changed, moved, taken out of use. */
export function CustomFields(): ReactNode {
  const { t } = useTranslation();
  const viewer = useViewer();
  const client = useApolloClient();
  const { data, error, refetch } = useQuery(customFieldsQuery, {
    variables: { roles: viewer.may("role:list") },
    fetchPolicy: "cache-and-network",
  });
  const [opened, setOpened] = useState<Opened>();
  const archiving = useCommand(archiveCustomField);
  const restoring = useCommand(restoreCustomField);
  const moving = useCommand(moveCustomField);
  const [said, setSaid] = useState("");
  const focusWanted = useRef<{ id: string; by: 1 | -1 }>(undefined);

  // A field that was moved takes the keyboard along.
  useEffect(() => {
    const wanted = focusWanted.current;
    if (!wanted || moving.running) return;
    focusWanted.current = undefined;
    const buttons = [wanted.by, -wanted.by].map((by) => document.getElementById(moveId(wanted.id, by)));
    buttons.find((each) => each instanceof HTMLButtonElement && !each.disabled)?.focus();
  });

  if (!data) return error ? <QueryError error={error} onRetry={() => void refetch()} /> : <Skeleton active />;

  const fields = readFragment(customFieldSetting, data.customFields);
  const sections: SectionWords[] = [
    ...new Map(data.archiveFields.map((field) => [field.section, field])).values(),
  ].map(({ section, kind, sectionLabel }) => ({ section, kind, label: sectionLabel }));
  const inUse = fields.filter(({ archived }) => !archived);
  const archived = fields.filter((field) => field.archived);

  /** Forms, cards and lists are made of them. */
  const readAgain = async (): Promise<void> => {
    await client.refetchQueries({
      updateCache: (cache) => cache.evict({ id: "ROOT_QUERY", fieldName: "customFields" }),
    });
  };
  const told = (errors: readonly { message: string }[]): boolean => {
    for (const { message } of errors) announce({ kind: "error", text: message });
    return errors.length > 0;
  };

  const restore = async ({
    id,
    label,
    version,
  }: Pick<CustomField, "id" | "label" | "version">): Promise<void> => {
    const answer = await restoring.run({ input: { customFieldId: id, expectedVersion: version } });
    if (!answer) return;
    if (!told(answer.restoreCustomField.errors))
      announce({ kind: "success", text: t("archiveSettings.custom.restored", { field: label }) });
    await readAgain();
  };
  const archive = async ({ id, label, version }: CustomField): Promise<void> => {
    const answer = await archiving.run({ input: { customFieldId: id, expectedVersion: version } });
    if (!answer) return;
    const { customField, errors } = answer.archiveCustomField;
    if (!told(errors) && customField)
      announce({
        kind: "success",
        text: t("archiveSettings.custom.archivedNow", { field: label }),
        detail: t("archiveSettings.custom.valuesStay"),
        action: {
          label: t("archiveSettings.undo"),
          run: () => void restore({ id, label, version: customField.version }),
        },
        seconds: 10,
      });
    await readAgain();
  };
  /** Before the one above, or behind the one below, of its own section. */
  const move = async (field: CustomField, own: readonly CustomField[], by: 1 | -1): Promise<void> => {
    const place = own.findIndex(({ id }) => id === field.id);
    const other = own[place + by];
    if (!other) return;
    const others = fields.filter(({ id }) => id !== field.id);
    const after = by === 1 ? other : others[others.indexOf(other) - 1];
    const answer = await moving.run({
      input: { customFieldId: field.id, expectedVersion: field.version, afterId: after?.id ?? null },
    });
    if (!answer) return;
    if (!told(answer.moveCustomField.errors))
      setSaid(t("archiveSettings.custom.moved", { field: field.label, place: place + by + 1 }));
    await readAgain();
    focusWanted.current = { id: field.id, by };
    setSaid((words) => `${words} `);
  };

  return (
    <section id="custom-fields" aria-labelledby="settings-custom-fields" className={styles["part"]}>
      <header>
        <h2 id="settings-custom-fields">{t("archiveSettings.custom.title")}</h2>
        {viewer.may("customField:create") ? (
          <Button icon={<PlusOutlined aria-hidden />} onClick={() => setOpened({})}>
            {t("archiveSettings.custom.new")}
          </Button>
        ) : null}
      </header>
      <p className="quiet">{t("archiveSettings.custom.lead")}</p>
      <p className="visually-hidden" role="status">
        {said}
      </p>
      {fields.length === 0 ? (
        <EmptyState title={t("archiveSettings.custom.none")}>
          {t("archiveSettings.custom.noneText")}
        </EmptyState>
      ) : null}
      {sections.map((section) => {
        const own = inUse.filter(({ sections: standsIn }) => standsIn.includes(section.section));
        if (own.length === 0) return null;
        const name = `${t(`customers.kind.${section.kind}`)} · ${section.label}`;
        return (
          <section key={section.section} className={styles["section"]} aria-label={name}>
            <header>
              <h3>
                {name} <span className="quiet figures">{own.length}</span>
              </h3>
              {viewer.may("customField:create") ? (
                <Button
                  type="link"
                  size="small"
                  aria-label={t("archiveSettings.custom.newIn", { section: name })}
                  onClick={() => setOpened({ section: section.section })}
                >
                  {t("archiveSettings.custom.add")}
                </Button>
              ) : null}
            </header>
            <ul>
              {own.map((field, place) => (
                <li key={field.id}>
                  <FieldWords field={field} />
                  <span className={styles["acts"]}>
                    {([-1, 1] as const).map((by) => (
                      <Button
                        key={by}
                        id={moveId(field.id, by)}
                        type="text"
                        size="small"
                        icon={by === -1 ? <ArrowUpOutlined /> : <ArrowDownOutlined />}
                        disabled={
                          !viewer.may("customField:move") || moving.running || own[place + by] === undefined
                        }
                        aria-label={t(
                          by === -1 ? "archiveSettings.custom.up" : "archiveSettings.custom.down",
                          {
                            field: field.label,
                          },
                        )}
                        onClick={() => void move(field, own, by)}
                      />
                    ))}
                    <Button
                      size="small"
                      aria-label={t("archiveSettings.custom.changeOf", { field: field.label })}
                      onClick={() => setOpened({ field })}
                    >
                      {t("archiveSettings.custom.change")}
                    </Button>
                    <Button
                      size="small"
                      aria-label={t("archiveSettings.custom.archiveOf", { field: field.label })}
                      onClick={() => void archive(field)}
                    >
                      {t("archiveSettings.custom.archive")}
                    </Button>
                  </span>
                </li>
              ))}
            </ul>
          </section>
        );
      })}
      {archived.length > 0 ? (
        <details className={styles["section"]}>
          <summary>{t("archiveSettings.custom.archivedOnes", { count: archived.length })}</summary>
          <ul>
            {archived.map((field) => (
              <li key={field.id}>
                <FieldWords field={field} />
                <span className={styles["acts"]}>
                  <Button
                    size="small"
                    aria-label={t("archiveSettings.custom.restoreOf", { field: field.label })}
                    onClick={() => void restore(field)}
                  >
                    {t("archiveSettings.custom.restore")}
                  </Button>
                </span>
              </li>
            ))}
          </ul>
        </details>
      ) : null}
      {opened ? (
        <CustomFieldDialog
          field={opened.field}
          section={opened.section}
          sections={sections}
          roles={data.roles}
          onSaved={(field) => {
            setOpened(undefined);
            announce({
              kind: "success",
              text: t(opened.field ? "archiveSettings.custom.changed" : "archiveSettings.custom.created", {
                field: field.label,
              }),
            });
            void readAgain();
          }}
          onClose={() => setOpened(undefined)}
        />
      ) : null}
    </section>
  );
}

const moveId = (field: string, by: number): string => `move-${field}-${by === -1 ? "up" : "down"}`;

/** What it is called, what it holds, how it is protected and why it is kept. */
function FieldWords({ field }: { field: CustomField }): ReactNode {
  const { t } = useTranslation();
  const type = customTypes.find((each) => each === field.type);
  const otherName = [field.labelZh, field.labelEn].find((name) => name && name !== field.label);
  const choices = field.choices.filter(({ retired }) => !retired).map(({ label }) => label);
  return (
    <span className={styles["field"]}>
      <span>
        <strong>{field.label}</strong> {otherName ? <span className="quiet">{otherName}</span> : null}{" "}
        {type ? <Chip tone="quiet">{t(`archiveSettings.custom.type.${type}`)}</Chip> : null}{" "}
        {field.sensitivity === "PLAIN" ? null : (
          <Chip tone={field.sensitivity === "SENSITIVE" ? "warn" : "soft"}>
            {t(`archiveSettings.custom.sensitivity.${field.sensitivity}`)}
          </Chip>
        )}{" "}
        {field.open ? null : <Chip tone="quiet">{t("archiveSettings.fields.closed")}</Chip>}
      </span>
      {choices.length > 0 ? (
        <span className={styles["more"]}>{choices.join(t("card.listSeparator"))}</span>
      ) : null}
      {field.purpose ? (
        <span className={styles["more"]}>
          {t("archiveSettings.custom.keptFor", { purpose: field.purpose })}
        </span>
      ) : null}
      {field.rights.length > 0 ? (
        <span className={styles["more"]}>
          {t("archiveSettings.custom.ownRights", { count: field.rights.length })}
        </span>
      ) : null}
    </span>
  );
}
