import type { EntityManager } from "@mikro-orm/postgresql";
import { sql } from "kysely";
import { now } from "../../platform/clock.ts";
import type { RequestContext } from "../../platform/request.ts";
import { useRecoveryCode } from "./recovery-codes.ts";
import { stepOfCode } from "./totp.ts";

const FAILURES_THAT_END_THE_SESSION = 5;
const FAILURES_THAT_LOCK = 10;
const LOCKED_FOR = "15 minutes";

/** What somebody shows: a code of the authenticator, or a recovery code. */
export type Proof = { readonly code: string } | { readonly recoveryCode: string };

export type Proving<Answer> =
  | { readonly proven: true; readonly answer: Answer }
  | { readonly proven: false; readonly reason: "WRONG_CODE" | "CODE_USED" }
  | { readonly proven: false; readonly reason: "LOCKED"; readonly seconds: number };

interface Row {
  secret: Buffer;
  failures: number;
  locked_for: number | null;
}

/** The place that an authenticator's secret is sealed to. */
export const secretPlace = (staffId: string) => ({
  table: "second_factor",
  column: "secret",
  rowId: staffId,
});

/**
 * Checks what a person shows and, when it is right, does `then` in the same transaction. Attempts of one account go
 * one after another, by the lock on its row: no number of them at once gets more tries. Five wrong ones in a row end
 * the session that they came from, ten lock the account's second factor; the one who guesses has the password already.
 */
export async function proveSecondFactor<Answer>(
  context: RequestContext,
  who: { readonly staffId: string; readonly sessionId: string },
  proof: Proof,
  then: (scope: RequestContext) => Promise<Answer>,
): Promise<Proving<Answer>> {
  return context.em.fork().transactional(async (em): Promise<Proving<Answer>> => {
    const { rows } = await sql<Row>`
      select secret, failures, extract(epoch from locked_until - now())::float8 as locked_for
      from second_factor where staff_id = ${who.staffId} for update`.execute(em.getKysely());
    const [row] = rows;
    if (!row) return { proven: false, reason: "WRONG_CODE" };
    if (row.locked_for !== null && row.locked_for > 0)
      return { proven: false, reason: "LOCKED", seconds: Math.ceil(row.locked_for) };
    const found =
      "code" in proof
        ? await useCode(context, em, who.staffId, row, proof.code)
        : await useRecoveryCode(em, who.staffId, proof.recoveryCode);
    if (found === "RIGHT") {
      await sql`update second_factor set failures = 0, locked_until = null where staff_id = ${who.staffId}`.execute(
        em.getKysely(),
      );
      return { proven: true, answer: await then({ ...context, em }) };
    }
    // A code that was right once is no guess.
    if (found === "USED") return { proven: false, reason: "CODE_USED" };
    await countFailure(em, who, row.failures + 1);
    return { proven: false, reason: "WRONG_CODE" };
  });
}

/** Takes a code of the authenticator, and no code of the same half minute or an earlier one ever again. */
async function useCode(
  context: RequestContext,
  em: EntityManager,
  staffId: string,
  { secret }: Row,
  typed: string,
): Promise<"RIGHT" | "USED" | "WRONG"> {
  const code = typed.normalize("NFKC").replaceAll(/\s/g, "");
  const step = stepOfCode(context.cipher.openBytes(secretPlace(staffId), secret), code, now());
  if (step === null) return "WRONG";
  const taken = await sql`
    update second_factor set last_step = ${step} where staff_id = ${staffId} and last_step < ${step}`.execute(
    em.getKysely(),
  );
  return taken.numAffectedRows === 1n ? "RIGHT" : "USED";
}

async function countFailure(
  em: EntityManager,
  { staffId, sessionId }: { staffId: string; sessionId: string },
  failures: number,
): Promise<void> {
  const kysely = em.getKysely();
  const locks = failures >= FAILURES_THAT_LOCK;
  await sql`
    update second_factor set failures = ${failures},
      locked_until = case when ${locks} then now() + ${LOCKED_FOR}::interval end
    where staff_id = ${staffId}`.execute(kysely);
  if (locks || failures % FAILURES_THAT_END_THE_SESSION === 0)
    await sql`delete from auth.session where id = ${sessionId}`.execute(kysely);
}
