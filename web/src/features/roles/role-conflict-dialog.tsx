import type { ReactNode } from "react";
import { useTranslation } from "react-i18next";
import { ConflictDialog } from "../../components/conflict-dialog.tsx";
import type { Clash } from "../customers/forms/use-versioned-save.ts";
import type { Description } from "./role-editor.tsx";
import { changedValues, valueIn, valuesOf, type RoleOnFile, type RoleValues } from "./role-values.ts";
import { useRoleWords } from "./role-words.ts";

type RoleConflictDialogProps = {
  clash: Clash<RoleValues, RoleOnFile> | undefined;
  /** As it stood when the changing began. */
  onFile: RoleOnFile;
  descriptions: readonly Description[];
  saving: boolean;
  onDecide: (keepMine: ReadonlySet<string>) => void;
  onBack: () => void;
};

/** Somebody saved the role meanwhile: what both changed is chosen one by one, and neither is lost. */
export function RoleConflictDialog({ clash, onFile, ...props }: RoleConflictDialogProps): ReactNode {
  const { t } = useTranslation();
  const words = useRoleWords(props.descriptions);
  const before = valuesOf(onFile);
  const theirs = clash ? valuesOf(clash.current) : before;
  const show = (values: RoleValues) => (key: string) => words.value(key, valueIn(values, key));
  return (
    <ConflictDialog
      open={clash !== undefined}
      saving={props.saving}
      lines={Object.keys(changedValues(before, theirs)).map((field) => ({
        field,
        whose: t("roles.conflict.somebody"),
      }))}
      mine={Object.keys(clash?.mine ?? {})}
      label={words.label}
      show={{ original: show(before), theirs: show(theirs), mine: show(clash?.mine ?? {}) }}
      onDecide={props.onDecide}
      onBack={props.onBack}
    />
  );
}
