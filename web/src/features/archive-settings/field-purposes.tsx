import { useQuery } from "@apollo/client/react";
import { Button, Skeleton } from "antd";
import { useState, type ReactNode } from "react";
import { useTranslation } from "react-i18next";
import { Chip } from "../../components/chip.tsx";
import type { FieldPurposesQuery } from "../../gql/graphql.ts";
import { announce } from "../../lib/notices.ts";
import { useCommand } from "../../lib/use-command.ts";
import { QueryError } from "../../shell/query-error.tsx";
import styles from "./archive-settings.module.css";
import { fieldPurposesQuery, setFieldPurpose } from "./field-purpose-commands.ts";
import { PurposeDialog } from "./purpose-dialog.tsx";

export type PurposeField = FieldPurposesQuery["archiveFields"][number];
type Wish = Pick<PurposeField, "name" | "purpose" | "version">;

/** The sensitive fields of all archives: closed until somebody says what each is kept for. */
export function FieldPurposes(): ReactNode {
  const { t } = useTranslation();
  const { data, error, refetch } = useQuery(fieldPurposesQuery, { fetchPolicy: "cache-and-network" });
  const { run, running } = useCommand(setFieldPurpose);
  const [chosen, setChosen] = useState<readonly PurposeField[]>([]);
  const [refusal, setRefusal] = useState<string>();

  /** One after another: each has a version of its own. Answers what takes it back, or nothing when one was refused. */
  const set = async (wishes: readonly Wish[]): Promise<Wish[] | undefined> => {
    const before: Wish[] = [];
    for (const { name, purpose, version } of wishes) {
      const was = data?.archiveFields.find((field) => field.name === name);
      // oxlint-disable-next-line no-await-in-loop -- the first refusal ends it
      const answer = await run({ input: { field: name, expectedVersion: version, purpose } });
      if (!answer) return undefined;
      const { fields, errors } = answer.setFieldPurpose;
      if (errors[0]) {
        setRefusal(errors[0].message);
        void refetch();
        return undefined;
      }
      before.push({ name, purpose: was?.open ? was.purpose : null, version: fields[0]?.version ?? 0 });
    }
    setRefusal(undefined);
    return before;
  };

  const save = async (fields: readonly PurposeField[], purpose: string | null): Promise<void> => {
    const before = await set(fields.map(({ name, version }) => ({ name, version, purpose })));
    if (!before) return;
    setChosen([]);
    announce({
      kind: "success",
      text: t(purpose === null ? "archiveSettings.fields.closedNow" : "archiveSettings.fields.openNow", {
        count: fields.length,
      }),
      action: { label: t("archiveSettings.undo"), run: () => void set(before) },
      seconds: 10,
    });
  };

  if (!data) return error ? <QueryError error={error} onRetry={() => void refetch()} /> : <Skeleton active />;
  const sensitive = data.archiveFields.filter(({ sensitivity }) => sensitivity === "SENSITIVE");
  const sections = [...Map.groupBy(sensitive, ({ section }) => section).values()];
  return (
    <section id="fields" aria-labelledby="settings-fields" className={styles["fields"]}>
      <h2 id="settings-fields">{t("archiveSettings.fields.title")}</h2>
      <p className="quiet">{t("archiveSettings.fields.lead")}</p>
      {sections.map((fields) => (
        <FieldsOfSection
          key={fields[0]?.section}
          fields={fields}
          onChoose={(picked) => {
            setRefusal(undefined);
            setChosen(picked);
          }}
          onClose={(field) => void save([field], null)}
        />
      ))}
      <PurposeDialog
        fields={chosen}
        saving={running}
        refusal={refusal}
        onSave={(purpose) => void save(chosen, purpose)}
        onClose={() => setChosen([])}
      />
    </section>
  );
}

function FieldsOfSection(props: {
  fields: readonly PurposeField[];
  onChoose: (fields: readonly PurposeField[]) => void;
  onClose: (field: PurposeField) => void;
}): ReactNode {
  const { t } = useTranslation();
  const { fields } = props;
  const [first] = fields;
  if (!first) return null;
  const section = `${t(`customers.kind.${first.kind}`)} · ${first.sectionLabel}`;
  const closed = fields.filter(({ open }) => !open);
  return (
    <section className={styles["section"]} aria-label={section}>
      <header>
        <h3>{section}</h3>
        {closed.length > 1 ? (
          <Button type="link" size="small" onClick={() => props.onChoose(closed)}>
            {t("archiveSettings.fields.openAll", { count: closed.length })}
          </Button>
        ) : null}
      </header>
      <ul>
        {fields.map((field) => (
          <li key={field.name}>
            <span className={styles["field"]}>
              {field.label}{" "}
              <Chip tone={field.open ? "good" : "quiet"}>
                {t(field.open ? "archiveSettings.fields.open" : "archiveSettings.fields.closed")}
              </Chip>
            </span>
            {field.open ? <span className={styles["purpose"]}>{field.purpose}</span> : null}
            <span className={styles["acts"]}>
              <Button
                size="small"
                aria-label={t(
                  field.open ? "archiveSettings.fields.changeOf" : "archiveSettings.fields.setOf",
                  {
                    field: field.label,
                  },
                )}
                onClick={() => props.onChoose([field])}
              >
                {t(field.open ? "archiveSettings.fields.change" : "archiveSettings.fields.set")}
              </Button>
              {field.open ? (
                <Button
                  size="small"
                  aria-label={t("archiveSettings.fields.closeOf", { field: field.label })}
                  onClick={() => props.onClose(field)}
                >
                  {t("archiveSettings.fields.close")}
                </Button>
              ) : null}
            </span>
          </li>
        ))}
      </ul>
    </section>
  );
}
