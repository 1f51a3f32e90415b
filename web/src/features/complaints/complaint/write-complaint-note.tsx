import { useApolloClient } from "@apollo/client/react";
import type { ReactNode } from "react";
import { useTranslation } from "react-i18next";
import { graphql } from "../../../gql/index.ts";
import { announce } from "../../../lib/notices.ts";
import { refreshComplaintLog } from "../../../lib/refresh-complaint.ts";
import { useCommand } from "../../../lib/use-command.ts";
import { WordsBox } from "../../customers/forms/words-box.tsx";

const writeComplaintNote = graphql(`
  mutation WriteComplaintNote($input: WriteComplaintNoteInput!) {
    writeComplaintNote(input: $input) {
      complaint {
        id
        changedAt
      }
      errors {
        code
        message
      }
    }
  }
`);

type WriteComplaintNoteProps = { complaintId: string; asked: boolean; onAnswered: () => void };

/** A note for the colleagues, written where the log stands. */
export function WriteComplaintNote({ complaintId, asked, onAnswered }: WriteComplaintNoteProps): ReactNode {
  const { t } = useTranslation();
  const client = useApolloClient();
  const { run, running } = useCommand(writeComplaintNote);
  return (
    <WordsBox
      draft={`write-complaint-note ${complaintId}`}
      label={t("complaints.note.open")}
      placeholder={t("complaints.note.placeholder")}
      saveLabel={t("complaints.note.save")}
      saving={running}
      asked={asked}
      onAnswered={onAnswered}
      save={async (words) => (await run({ input: { complaintId, ...words } }))?.writeComplaintNote}
      onSaved={() => {
        announce({ kind: "success", text: t("complaints.note.done") });
        void refreshComplaintLog(client, complaintId);
      }}
    />
  );
}
