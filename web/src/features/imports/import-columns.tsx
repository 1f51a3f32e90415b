import type { ReactNode } from "react";
import { useTranslation } from "react-i18next";
import { graphql, readFragment, type FragmentType } from "../../gql/index.ts";
import type { CustomerKind, ImportTarget } from "../../gql/graphql.ts";
import { announce } from "../../lib/notices.ts";
import { useCommand } from "../../lib/use-command.ts";
import { ColumnTarget, type Becomes, type importField } from "./column-target.tsx";
import { ColumnSettings } from "./column-settings.tsx";
import type { channelChoice } from "./column-settings.tsx";
import styles from "./import-columns.module.css";
import { tellRefusals } from "./use-import-commands.ts";

export const importColumns = graphql(`
  fragment ImportColumns_Import on Import {
    id
    number
    version
    state
    fileName
    headerRow
    customerKind
    sheetName
    sheetNames
    channel {
      id
      name
    }
    columns {
      position
      header
      target
      field
      fieldLabel
      samples
    }
  }
`);

const mapImportColumns = graphql(`
  mutation MapImportColumns($input: MapImportColumnsInput!) {
    mapImportColumns(input: $input) {
      import {
        ...ImportNow_Import
      }
      errors {
        code
        message
        path
      }
    }
  }
`);

/** The columns of the sheet and what each becomes. Until the import starts, every choice is checked again at once. */
export function ImportColumns(props: {
  import: FragmentType<typeof importColumns>;
  channels: readonly FragmentType<typeof channelChoice>[];
  fields: readonly FragmentType<typeof importField>[];
}): ReactNode {
  const { t, i18n } = useTranslation();
  const one = readFragment(importColumns, props.import);
  const { run, running } = useCommand(mapImportColumns);
  const waits = one.state === "READY" || one.state === "CHECKING";
  if (one.columns.length === 0 && one.sheetNames.length < 2) return null;

  const map = async (change: {
    columns?: { position: number; target: ImportTarget | null; field: string | null }[];
    customerKind?: CustomerKind;
    headerRow?: number;
    channelId?: string | null;
  }): Promise<boolean> => {
    const answer = await run({
      input: { importId: one.id, expectedVersion: one.version, columns: [], ...change },
    });
    const errors = answer?.mapImportColumns.errors;
    tellRefusals(errors);
    return errors?.length === 0;
  };
  const choose = async (position: number, becomes: Becomes | null): Promise<void> => {
    const header = one.columns.find((column) => column.position === position)?.header ?? "";
    const before = one.columns.filter(
      (column) =>
        becomes &&
        column.target === becomes.target &&
        column.field === becomes.field &&
        column.position !== position,
    );
    const done = await map({
      columns: [{ position, target: becomes?.target ?? null, field: becomes?.field ?? null }],
    });
    // A target comes from one column: the one that gave it before is left out from now on, and the reader should know.
    const [former] = before;
    if (!done || !becomes || !former) return;
    announce({
      kind: "info",
      text: t("imports.columns.moved", {
        target: former.fieldLabel ?? t(`imports.target.${becomes.target}`),
        header,
        before: new Intl.ListFormat(i18n.language).format(before.map((column) => column.header)),
      }),
      seconds: 8,
    });
  };

  return (
    <details className={styles["columns"]} open={waits}>
      <summary className={styles["summary"]}>
        {waits ? t("imports.columns.title") : t("imports.columns.show")}
      </summary>
      {waits ? <p className="quiet">{t("imports.columns.text")}</p> : null}
      <ColumnSettings
        import={one}
        channels={props.channels}
        busy={running}
        editable={waits}
        onKind={(customerKind) => void map({ customerKind })}
        onHeaderRow={(headerRow) => map({ headerRow })}
        onChannel={(channelId) => void map({ channelId })}
      />
      <table className={styles["table"]}>
        <caption className="visually-hidden">{t("imports.columns.caption")}</caption>
        <thead>
          <tr>
            <th scope="col">{t("imports.columns.header")}</th>
            <th scope="col">{t("imports.columns.samples")}</th>
            <th scope="col">{t("imports.columns.target")}</th>
          </tr>
        </thead>
        <tbody>
          {one.columns.map((column) => (
            <tr key={column.position} data-unused={column.target ? undefined : true}>
              <th scope="row">
                {column.header || <span className="quiet">{t("imports.columns.noHeader")}</span>}
              </th>
              <td className={styles["samples"]}>
                {column.samples.filter((sample) => sample !== "").length > 0 ? (
                  column.samples.filter((sample) => sample !== "").join(" · ")
                ) : (
                  <span>{t("imports.columns.noSamples")}</span>
                )}
              </td>
              <td>
                {waits ? (
                  <ColumnTarget
                    label={t("imports.columns.targetOf", {
                      header: column.header || t("imports.columns.noHeader"),
                    })}
                    value={column}
                    kind={one.customerKind}
                    fields={props.fields}
                    onChange={(becomes) => void choose(column.position, becomes)}
                  />
                ) : column.target ? (
                  (column.fieldLabel ?? t(`imports.target.${column.target}`))
                ) : (
                  <span className="quiet">{t("imports.columns.none")}</span>
                )}
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </details>
  );
}
