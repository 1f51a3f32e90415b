/** What the boot script has asked already, while the application's scripts were still on their way (ahead.ts). */
export type AskedAhead = { documentId: string; variables: string; answer: Promise<Response>; at: number };

declare global {
  interface Window {
    askedAhead?: AskedAhead[];
  }
}

/** Later than this, the answer may not be as it is on file any more. */
const longestAge = 10_000;

/** A fetch for the application: the answer to what was asked ahead is taken, once, instead of asking again. */
export const fetchOrTake: typeof fetch = (address, options) =>
  take(options?.body)?.answer ?? fetch(address, options);

function take(body: BodyInit | null | undefined): AskedAhead | undefined {
  const all = window.askedAhead;
  if (!all?.length || typeof body !== "string") return undefined;
  const { extensions, variables } = JSON.parse(body) as {
    extensions?: { documentId?: string };
    variables?: object;
  };
  const wanted = JSON.stringify(variables ?? {});
  const place = all.findIndex(
    (each) => each.documentId === extensions?.documentId && each.variables === wanted,
  );
  const [found] = place < 0 ? [] : all.splice(place, 1);
  return found && performance.now() - found.at < longestAge ? found : undefined;
}

/** Somebody else may sit here next. */
export function forgetAhead(): void {
  window.askedAhead?.splice(0);
}

/** Settled when the first answers are there: what is less urgent may use the line then. */
export async function firstAnswers(): Promise<void> {
  await Promise.allSettled((window.askedAhead ?? []).map(({ answer }) => answer));
}
