import { useApolloClient } from "@apollo/client/react";
import type { ReactNode } from "react";
import { useTranslation } from "react-i18next";
import { graphql } from "../../gql/index.ts";
import { announce } from "../../lib/notices.ts";
import { refreshCustomer } from "../../lib/refresh-customer.ts";
import { useCommand } from "../../lib/use-command.ts";
import { useViewer } from "../../shell/viewer.tsx";
import { WordsBox } from "../customers/forms/words-box.tsx";

const writeNote = graphql(`
  mutation WriteNote($input: WriteNoteInput!) {
    writeNote(input: $input) {
      note {
        id
      }
      errors {
        code
        message
      }
    }
  }
`);

type WriteNoteProps = {
  customerId: string;
  /** Somebody asked to write: the box takes the keyboard, once. */
  asked: boolean;
  onAnswered: () => void;
};

/** A note about the customer, written where the notes stand. */
export function WriteNote({ customerId, asked, onAnswered }: WriteNoteProps): ReactNode {
  const { t } = useTranslation();
  const client = useApolloClient();
  const viewer = useViewer();
  const { run, running } = useCommand(writeNote);
  if (!viewer.may("note:write")) return null;
  return (
    <WordsBox
      draft={`write-note ${customerId}`}
      label={t("interactions.note.write")}
      placeholder={t("interactions.note.placeholder")}
      saveLabel={t("interactions.note.save")}
      saving={running}
      asked={asked}
      onAnswered={onAnswered}
      save={async (words) => (await run({ input: { customerId, ...words } }))?.writeNote}
      onSaved={() => {
        announce({ kind: "success", text: t("interactions.note.done") });
        void refreshCustomer(client, customerId);
      }}
    />
  );
}
