import type { OperationVariables } from "@apollo/client";
import { useMutation } from "@apollo/client/react";
import type { TypedDocumentNode } from "@graphql-typed-document-node/core";

/**
 * One write. `run` answers the mutation's data, or undefined when it failed at the top level: the reader has then been told
 * already. What the business refuses is in the payload's `errors`, and is the form's to show.
 */
export function useCommand<Data, Variables extends OperationVariables>(
  document: TypedDocumentNode<Data, Variables>,
): { run: (variables: Variables) => Promise<Data | undefined>; running: boolean } {
  const [mutate, { loading }] = useMutation(document);
  return {
    running: loading,
    run: async (variables) => {
      try {
        const { data } = await mutate({ variables });
        return data;
      } catch {
        return undefined;
      }
    },
  };
}
