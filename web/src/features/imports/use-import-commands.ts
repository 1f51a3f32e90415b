import { graphql } from "../../gql/index.ts";
import { announce } from "../../lib/notices.ts";
import { useCommand } from "../../lib/use-command.ts";

const startImport = graphql(`
  mutation StartImport($input: StartImportInput!) {
    startImport(input: $input) {
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

const discardImport = graphql(`
  mutation DiscardImport($input: DiscardImportInput!) {
    discardImport(input: $input) {
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

const revertImport = graphql(`
  mutation RevertImport($input: RevertImportInput!) {
    revertImport(input: $input) {
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

const repeatImport = graphql(`
  mutation RepeatImport($input: RepeatImportInput!) {
    repeatImport(input: $input) {
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

export type ImportCommands = {
  running: boolean;
  start: () => void;
  discard: () => void;
  revert: () => void;
  repeat: () => void;
};

type Refusal = { message: string };

export function tellRefusals(errors: readonly Refusal[] | undefined): void {
  for (const error of errors ?? []) announce({ kind: "error", text: error.message });
}

/** What can be done with a whole import. The answer is the import as it then is, so the page follows by itself. */
export function useImportCommands(one: { id: string; version: number }): ImportCommands {
  const starting = useCommand(startImport);
  const discarding = useCommand(discardImport);
  const reverting = useCommand(revertImport);
  const repeating = useCommand(repeatImport);
  const running = starting.running || discarding.running || reverting.running || repeating.running;
  const input = { importId: one.id, expectedVersion: one.version };
  const start = async (): Promise<void> => tellRefusals((await starting.run({ input }))?.startImport.errors);
  const discard = async (): Promise<void> =>
    tellRefusals((await discarding.run({ input }))?.discardImport.errors);
  const revert = async (): Promise<void> =>
    tellRefusals((await reverting.run({ input }))?.revertImport.errors);
  const repeat = async (): Promise<void> =>
    tellRefusals((await repeating.run({ input }))?.repeatImport.errors);
  return {
    running,
    start: () => void start(),
    discard: () => void discard(),
    revert: () => void revert(),
    repeat: () => void repeat(),
  };
}
