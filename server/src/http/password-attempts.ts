import { countFailure, doorOf, forgetFailures, secondsToWait } from "../modules/access/sign-in-failures.ts";
import type { RequestContext } from "../platform/request.ts";
import { Turns } from "./turns.ts";

/** What came of looking at a password. Undefined: it was not looked at, because the request was wrong otherwise. */
export interface Looked<Answer> {
  readonly right: boolean | undefined;
  readonly answer: Answer;
}

export type Attempted<Answer> =
  | { readonly shutFor: number }
  | { readonly shutFor: 0; readonly answer: Answer };

/**
 * Passwords are looked at here only. Those for one account from one address are looked at one after another, so that
 * no number of them at once gets more tries than one by one.
 */
export class PasswordAttempts {
  readonly #turns = new Turns();

  async take<Answer>(
    context: RequestContext,
    from: { readonly email: string; readonly address: string },
    look: () => Promise<Looked<Answer>>,
  ): Promise<Attempted<Answer>> {
    const door = doorOf(context, from.email, from.address);
    return this.#turns.take(door.account.toString("hex"), async () => {
      const shutFor = await secondsToWait(context, door);
      if (shutFor > 0) return { shutFor };
      const { right, answer } = await look();
      if (right === false) await countFailure(context, door);
      if (right === true) await forgetFailures(context, door);
      return { shutFor: 0, answer };
    });
  }
}
