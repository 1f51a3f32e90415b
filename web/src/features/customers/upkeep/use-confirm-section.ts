import { useApolloClient } from "@apollo/client/react";
import { useTranslation } from "react-i18next";
import { graphql } from "../../../gql/index.ts";
import type { ArchiveSection } from "../../../gql/graphql.ts";
import { announce } from "../../../lib/notices.ts";
import { refreshCustomer } from "../../../lib/refresh-customer.ts";
import { useCommand } from "../../../lib/use-command.ts";

const confirmSection = graphql(`
  mutation ConfirmSection($input: ConfirmSectionInput!) {
    confirmSection(input: $input) {
      customer {
        id
        freshness {
          ...SectionFreshness_SectionFreshness
        }
      }
      errors {
        code
        message
        path
      }
    }
  }
`);

const undoConfirmSection = graphql(`
  mutation UndoConfirmSection($input: UndoConfirmSectionInput!) {
    undoConfirmSection(input: $input) {
      customer {
        id
        freshness {
          ...SectionFreshness_SectionFreshness
        }
      }
      errors {
        code
        message
        path
      }
    }
  }
`);

/** Which section of whose archive, and what it is called. */
export type Confirmable = { customerId: string; section: ArchiveSection; label: string };

/** Says that a section is right as it stands, in one click that can be taken back. */
export function useConfirmSection(onChanged?: () => void): {
  confirm: (what: Confirmable) => Promise<void>;
  running: boolean;
} {
  const { t } = useTranslation();
  const client = useApolloClient();
  const saying = useCommand(confirmSection);
  const undoing = useCommand(undoConfirmSection);

  const told = async (
    { customerId }: Confirmable,
    errors: readonly { message: string }[] | undefined,
  ): Promise<boolean> => {
    for (const { message } of errors ?? []) announce({ kind: "error", text: message });
    if (errors?.length !== 0) return false;
    await refreshCustomer(client, customerId);
    onChanged?.();
    return true;
  };

  const undo = async (what: Confirmable): Promise<void> => {
    const { customerId, section, label } = what;
    const answer = await undoing.run({ input: { customerId, section } });
    if (await told(what, answer?.undoConfirmSection.errors))
      announce({ kind: "success", text: t("upkeep.fresh.undone", { section: label }) });
  };

  const confirm = async (what: Confirmable): Promise<void> => {
    const { customerId, section, label } = what;
    const answer = await saying.run({ input: { customerId, section } });
    if (!(await told(what, answer?.confirmSection.errors))) return;
    announce({
      kind: "success",
      text: t("upkeep.fresh.done", { section: label }),
      action: { label: t("card.edit.undo"), run: () => void undo(what) },
      seconds: 10,
    });
  };

  return { confirm, running: saying.running || undoing.running };
}
