import { useApolloClient, useQuery } from "@apollo/client/react";
import { Alert, Button, InputNumber, Skeleton } from "antd";
import { useId, useState, type ReactNode } from "react";
import { useTranslation } from "react-i18next";
import type { ArchiveSection, UpkeepSettingsQuery } from "../../gql/graphql.ts";
import { announce } from "../../lib/notices.ts";
import { useCommand } from "../../lib/use-command.ts";
import { QueryError } from "../../shell/query-error.tsx";
import styles from "./archive-settings.module.css";
import { changeUpkeepSettings, upkeepSettingsQuery } from "./upkeep-settings-commands.ts";
import { upkeepChange, type TypedUpkeep, type UpkeepChange } from "./upkeep-values.ts";

/** What counts for completeness, and how often a section is to be checked. */
export function UpkeepSettings(): ReactNode {
  const { data, error, refetch } = useQuery(upkeepSettingsQuery, { fetchPolicy: "cache-and-network" });
  if (!data) return error ? <QueryError error={error} onRetry={() => void refetch()} /> : <Skeleton active />;
  return <UpkeepForm key={data.archiveSettings.version} {...data} />;
}

function UpkeepForm({ archiveSettings: settings, archiveFields }: UpkeepSettingsQuery): ReactNode {
  const { t } = useTranslation();
  const client = useApolloClient();
  const { run, running } = useCommand(changeUpkeepSettings);
  const [typed, setTyped] = useState<TypedUpkeep>({
    keyTierFactor: settings.keyTierFactor,
    weights: {},
    months: {},
  });
  const [refusals, setRefusals] = useState<readonly string[]>([]);
  const factorId = useId();
  const { wanted, before, changed } = upkeepChange(settings, typed);

  const change = async (
    { keyTierFactor, completenessWeights, checkEvery }: UpkeepChange,
    expectedVersion: number,
  ): Promise<number | undefined> => {
    const input = { expectedVersion, keyTierFactor, completenessWeights, checkEvery };
    const answer = (await run({ input }))?.changeArchiveSettings;
    if (!answer) return undefined;
    setRefusals(answer.errors.map(({ message }) => message));
    if (answer.errors.length > 0) return undefined;
    // The other form of the page goes by the same version.
    await client.refetchQueries({ include: ["ArchiveSettings", "UpkeepSettings"] });
    return answer.settings.version;
  };

  const save = async (): Promise<void> => {
    const version = await change(wanted, settings.version);
    if (version === undefined) return;
    announce({
      kind: "success",
      text: t("archiveSettings.upkeep.saved"),
      action: { label: t("archiveSettings.undo"), run: () => void change(before, version) },
    });
  };

  return (
    <form
      className={styles["form"]}
      onSubmit={(event) => {
        event.preventDefault();
        void save();
      }}
    >
      {refusals.length > 0 ? <Alert type="error" showIcon role="alert" title={refusals.join(" ")} /> : null}
      <section aria-labelledby="settings-complete">
        <h2 id="settings-complete">{t("archiveSettings.upkeep.weights")}</h2>
        <p className="quiet">{t("archiveSettings.upkeep.weightsLead")}</p>
        <p className={styles["number"]}>
          <label htmlFor={factorId}>{t("archiveSettings.upkeep.factor")}</label>
          <InputNumber
            id={factorId}
            min={1}
            max={5}
            precision={0}
            value={typed.keyTierFactor}
            onChange={(value) =>
              setTyped((now) => ({ ...now, keyTierFactor: value ?? settings.keyTierFactor }))
            }
          />
        </p>
        <Weights
          settings={settings}
          fields={archiveFields}
          typed={typed.weights}
          onChange={(field, weight) =>
            setTyped((now) => ({ ...now, weights: { ...now.weights, [field]: weight } }))
          }
        />
      </section>
      <section aria-labelledby="settings-checks">
        <h2 id="settings-checks">{t("archiveSettings.upkeep.checks")}</h2>
        <p className="quiet">{t("archiveSettings.upkeep.checksLead")}</p>
        <Checks
          settings={settings}
          fields={archiveFields}
          typed={typed.months}
          onChange={(section, months) =>
            setTyped((now) => ({ ...now, months: { ...now.months, [section]: months } }))
          }
        />
      </section>
      <Button type="primary" htmlType="submit" loading={running} disabled={!changed}>
        {t("archiveSettings.upkeep.save")}
      </Button>
    </form>
  );
}

type Settings = UpkeepSettingsQuery["archiveSettings"];
type Fields = UpkeepSettingsQuery["archiveFields"];

/** Section by section: a hundred numbers at once would be nobody's to read. */
function Weights(props: {
  settings: Settings;
  fields: Fields;
  typed: TypedUpkeep["weights"];
  onChange: (field: string, weight: number) => void;
}): ReactNode {
  const { t } = useTranslation();
  const id = useId();
  const [open, setOpen] = useState<ReadonlySet<ArchiveSection>>(new Set());
  const weights = new Map(props.settings.completenessWeights.map((one) => [one.field, one]));
  const sections = [...Map.groupBy(props.fields, ({ section }) => section)].flatMap(([section, fields]) => {
    const own = fields.flatMap(({ name }) => weights.get(name) ?? []);
    const [first] = fields;
    return first && own.length > 0 ? [{ section, first, own }] : [];
  });
  return sections.map(({ section, first, own }) => (
    <details
      key={section}
      className={styles["weights"]}
      onToggle={(event) => {
        if (event.currentTarget.open) setOpen((now) => new Set([...now, section]));
      }}
    >
      <summary>
        {t(`customers.kind.${first.kind}`)} · {first.sectionLabel}
      </summary>
      {open.has(section)
        ? own.map(({ field, label, weight, usual }) => (
            <p key={field} className={styles["number"]}>
              <label htmlFor={`${id}-${section}-${field}`}>{label}</label>
              <InputNumber
                id={`${id}-${section}-${field}`}
                min={0}
                max={10}
                precision={0}
                value={props.typed[field] ?? weight}
                onChange={(value) => props.onChange(field, value ?? usual)}
              />
              <span className="quiet">{t("archiveSettings.upkeep.usual", { number: usual })}</span>
            </p>
          ))
        : null}
    </details>
  ));
}

function Checks(props: {
  settings: Settings;
  fields: Fields;
  typed: TypedUpkeep["months"];
  onChange: (section: ArchiveSection, months: number | null) => void;
}): ReactNode {
  const { t } = useTranslation();
  const id = useId();
  const counting = new Set(props.settings.completenessWeights.map(({ field }) => field));
  return props.settings.checkEvery.map(({ section, label, months }) => {
    const own = props.fields.filter((field) => field.section === section);
    const [{ kind } = {}] = own;
    // Of nothing but sensitive fields: whoever looks after the queue may not know of them, so it is never due.
    if (!own.some(({ name }) => counting.has(name))) return null;
    const typed = props.typed[section];
    return (
      <p key={section} className={styles["number"]}>
        <label htmlFor={`${id}-${section}`}>
          {kind ? `${t(`customers.kind.${kind}`)} · ` : ""}
          {label}
        </label>
        <InputNumber
          id={`${id}-${section}`}
          min={1}
          max={120}
          precision={0}
          suffix={t("archiveSettings.months")}
          placeholder={t("archiveSettings.upkeep.never")}
          value={typed === undefined ? (months ?? null) : typed}
          onChange={(value) => props.onChange(section, value)}
        />
      </p>
    );
  });
}
