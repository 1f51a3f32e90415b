import { useApolloClient } from "@apollo/client/react";
import { useTranslation } from "react-i18next";
import { graphql } from "../../../gql/index.ts";
import { announce } from "../../../lib/notices.ts";
import { refreshCustomer } from "../../../lib/refresh-customer.ts";
import { useCommand } from "../../../lib/use-command.ts";

const restoreFieldValue = graphql(`
  mutation RestoreFieldValue($input: RestoreFieldValueInput!, $field: String!) {
    restoreFieldValue(input: $input) {
      customer {
        id
        version
        history(field: $field, first: 1) @connection(key: "latest") {
          nodes {
            id
            operation
          }
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

/** A line of the history, and what its field is called. */
export type FormerValue = { changeId: string; field: string; label: string };

/** Puts back what stood in a field before a change; that can be taken back as any other change. */
export function useRestore(customer: { id: string; version: number }): {
  restore: (former: FormerValue) => Promise<void>;
  running: boolean;
} {
  const { t } = useTranslation();
  const client = useApolloClient();
  const { run, running } = useCommand(restoreFieldValue);

  const put = async (former: FormerValue, expectedVersion: number, undoing: boolean): Promise<void> => {
    const { changeId, field, label } = former;
    const answer = (await run({ input: { changeId, expectedVersion }, field }))?.restoreFieldValue;
    for (const { message } of answer?.errors ?? []) announce({ kind: "error", text: message });
    if (!answer?.customer || answer.errors.length > 0) return;
    const { version, history } = answer.customer;
    // The same value once more writes no line, and then there is nothing to take back.
    const written = version > expectedVersion ? history.nodes[0] : undefined;
    announce({
      kind: "success",
      text: t(undoing ? "upkeep.restore.undone" : "upkeep.restore.done", { field: label }),
      ...(written && !undoing
        ? {
            action: {
              label: t("card.edit.undo"),
              run: () => void put({ ...former, changeId: written.id }, version, true),
            },
          }
        : {}),
      seconds: 10,
    });
    await refreshCustomer(client, customer.id);
  };

  return { restore: (former) => put(former, customer.version, false), running };
}
