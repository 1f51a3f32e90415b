import { useDeferredValue, useState } from "react";

/**
 * The last answer, and the question that it answers: while another is under way it stays. Drawing a new one gives way to
 * whatever the reader does meanwhile, so that no key and no turn of the wheel waits for a list.
 */
export function useLastAnswer<Data>(
  question: string,
  data: Data | undefined,
): { question: string; data: Data } | undefined {
  const [last, setLast] = useState<{ question: string; data: Data }>();
  if (data !== undefined && (last?.data !== data || last.question !== question)) setLast({ question, data });
  return useDeferredValue(last) ?? last;
}
