import type { GraphQLSchema } from "graphql";
import { useCallback, useEffect, useState } from "react";
import { fetchSchema } from "./run-operation.ts";

type LoadedSchema = { schema: GraphQLSchema | undefined; failed: boolean; retry: () => void };

/** The server's schema, asked for once when the page opens. */
export function useSchema(): LoadedSchema {
  const [schema, setSchema] = useState<GraphQLSchema>();
  const [failed, setFailed] = useState(false);
  const load = useCallback((signal?: AbortSignal): void => {
    fetchSchema(signal).then(setSchema, () => {
      if (!signal?.aborted) setFailed(true);
    });
  }, []);
  useEffect(() => {
    const abort = new AbortController();
    load(abort.signal);
    return () => abort.abort();
  }, [load]);
  const retry = (): void => {
    setFailed(false);
    load();
  };
  return { schema, failed, retry };
}
