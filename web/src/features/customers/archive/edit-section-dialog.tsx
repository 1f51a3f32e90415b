import { useApolloClient } from "@apollo/client/react";
import { useState, type ReactNode } from "react";
import { useTranslation } from "react-i18next";
import { readFragment } from "../../../gql/index.ts";
import type { ArchiveSection } from "../../../gql/graphql.ts";
import { refreshCustomer } from "../../../lib/refresh-customer.ts";
import { useCommand } from "../../../lib/use-command.ts";
import { refreshRow } from "../fields/refresh-row.ts";
import { EditForm } from "../forms/edit-form.tsx";
import { FormDialog } from "../forms/form-dialog.tsx";
import { editCompany, editIndividual } from "./archive-commands.ts";
import { archiveOnFile } from "./archive-documents.ts";
import { shownValue, useValueWords } from "./archive-value.tsx";
import {
  besideItsField,
  changesBack,
  changesTo,
  fieldsOfKind,
  formValues,
  inputsOf,
  valueOf,
  type ArchiveChanges,
  type ArchiveOnFile,
  type FormValues,
} from "./archive-values.ts";
import { SectionFields } from "./section-fields.tsx";
import { useArchive } from "./use-archive.ts";
import { useArchiveFields } from "./use-archive-fields.ts";

type EditSectionDialogProps = {
  customerId: string;
  section: ArchiveSection;
  onClose: () => void;
};

/** Fills in one section of an archive. */
export function EditSectionDialog({ section, onClose, ...props }: EditSectionDialogProps): ReactNode {
  const { t } = useTranslation();
  const client = useApolloClient();
  const words = useValueWords();
  const individual = useCommand(editIndividual);
  const company = useCommand(editCompany);
  const [saving, setSaving] = useState(false);
  const { customer } = useArchive(props.customerId);
  const all = useArchiveFields();
  if (!all || !customer) return null;
  const fields = fieldsOfKind(all, customer.kind).filter((field) => field.section === section);
  const [first] = fields;
  if (!first) return null;
  const named = (name: string) => fields.find((field) => field.name === name) ?? { ...first, label: name };
  const formId = `edit-${section}`;

  const send = async (changes: ArchiveChanges, expectedVersion: number) => {
    const { declared, custom } = inputsOf(fields, changes);
    const variables = {
      input: {
        ...declared,
        ...(custom.length > 0 ? { fieldValues: custom } : {}),
        customerId: customer.id,
        expectedVersion,
      },
    };
    const answer =
      customer.kind === "INDIVIDUAL"
        ? (await individual.run(variables))?.editIndividual
        : (await company.run(variables))?.editCompany;
    if (!answer) return undefined;
    const record: ArchiveOnFile | null | undefined = readFragment(archiveOnFile, answer.customer);
    return { record, conflicts: answer.conflicts, errors: besideItsField(custom, answer.errors) };
  };

  return (
    <FormDialog
      title={t("archive.editSection", { section: first.sectionLabel })}
      open
      formId={formId}
      saving={saving}
      onClose={onClose}
    >
      <EditForm<FormValues, ArchiveChanges, ArchiveOnFile>
        id={formId}
        record={customer}
        valuesOf={(record) => formValues(fields, record)}
        changesTo={(record, typed) => changesTo(fields, record, typed)}
        before={(record, changes) => changesBack(fields, record, changes)}
        send={send}
        saved={() => t("archive.saved", { section: first.sectionLabel })}
        label={(field) => named(field).label}
        show={{
          onFile: (field, record) => shownValue(named(field), valueOf(record, named(field))),
          changed: (field, changes) => words.ofInput(named(field), changes[field]) || t("archive.emptied"),
        }}
        onClose={onClose}
        onSaving={setSaving}
        onChanged={async () => {
          await Promise.all([refreshCustomer(client, customer.id), refreshRow(client, customer.id)]);
        }}
      >
        {(record) => <SectionFields fields={fields} customer={record} />}
      </EditForm>
    </FormDialog>
  );
}
