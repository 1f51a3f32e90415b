import { useDeferredValue, useState } from "react";

/**
 * The last answer, and the question that it answers: while another is under way it stays. Drawing the answer to another
 * question gives way to what is typed meanwhile; what is new in the same list is drawn at once, for the reader is in it.
 */
export function useLastAnswer<Data>(
  question: string,
  data: Data | undefined,
): { question: string; data: Data } | undefined {
  const [last, setLast] = useState<{ question: string; data: Data }>();
  if (data !== undefined && (last?.data !== data || last.question !== question)) setLast({ question, data });
  const drawn = useDeferredValue(last);
  return drawn && drawn.question !== last?.question ? drawn : last;
}
