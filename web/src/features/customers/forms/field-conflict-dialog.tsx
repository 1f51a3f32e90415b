import type { ReactNode } from "react";
import { useTranslation } from "react-i18next";
import { ConflictDialog, type ConflictDialogProps } from "../../../components/conflict-dialog.tsx";
import { DateTimeText } from "../../../components/date-text.tsx";
import { graphql, readFragment, type FragmentType } from "../../../gql/index.ts";
import type { ConflictLine_FieldConflictFragment } from "../../../gql/graphql.ts";

export const conflictLine = graphql(`
  fragment ConflictLine_FieldConflict on FieldConflict {
    field
    changedAt
    changedBy {
      id
      name
    }
  }
`);

type FieldConflictDialogProps = Omit<ConflictDialogProps, "lines"> & {
  /** What others changed since the form was opened. */
  conflicts: readonly FragmentType<typeof conflictLine>[];
};

/** The same with who changed each field of a record, and when. */
export function FieldConflictDialog({ conflicts, ...props }: FieldConflictDialogProps): ReactNode {
  const lines = conflicts
    .map((conflict) => readFragment(conflictLine, conflict))
    .map((line) => ({ field: line.field, whose: <Whose line={line} /> }));
  return <ConflictDialog {...props} lines={lines} />;
}

function Whose({ line }: { line: ConflictLine_FieldConflictFragment }): ReactNode {
  const { t } = useTranslation();
  return (
    <>
      {line.changedBy?.name ?? t("card.system")} · <DateTimeText value={line.changedAt} />
    </>
  );
}
