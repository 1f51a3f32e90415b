import type { FastifyInstance, FastifyReply, FastifyRequest } from "fastify";
import { requestContext, type Application } from "../context.ts";
import {
  beginSecondFactor,
  confirmSecondFactor,
  type BegunSecondFactor,
} from "../modules/access/commands/set-up-second-factor.ts";
import { removeSecondFactor } from "../modules/access/commands/remove-second-factor.ts";
import { isPassword, TooManyPasswordChecks } from "../modules/access/password.ts";
import { proveSecondFactor, type Proof, type Proving } from "../modules/access/prove-second-factor.ts";
import { renewRecoveryCodes } from "../modules/access/recovery-codes.ts";
import { elevateSession } from "../modules/access/session-assurance.ts";
import { logSignIn, type SignInEvent } from "../modules/access/sign-in-log.ts";
import { passwordHashOf } from "../modules/access/staff-credentials.ts";
import { StaffMember } from "../modules/access/staff-member.entity.ts";
import { Assurance, type Actor } from "../platform/actor.ts";
import { steppedUpUntil } from "../platform/authz.ts";
import { recordChanges } from "../platform/changes.ts";
import { now } from "../platform/clock.ts";
import { RequestError, requestErrorTexts } from "../platform/errors.ts";
import { text, type Text } from "../platform/language.ts";
import type { RequestContext } from "../platform/request.ts";
import type { PasswordAttempts } from "./password-attempts.ts";
import { errorBody } from "./request-errors.ts";
import { tooMany } from "./sign-in.ts";

const LONGEST = 2000;

/** What somebody typed, and who it is by the session's cookie. */
interface Asked {
  readonly request: FastifyRequest;
  readonly reply: FastifyReply;
  readonly context: RequestContext;
  readonly actor: Actor & { readonly sessionId: string };
  /** A text of the body; null when there is none. */
  readonly given: (name: string) => string | null;
}

/** The second step of signing in, what it needs to be set up, and the step-up: JSON, by the session's cookie only. */
export function serveSecondFactor(
  fastify: FastifyInstance,
  application: Application,
  attempts: PasswordAttempts,
): void {
  const desk = new SecondFactorDesk(application, attempts);
  const steps: Readonly<Record<string, (asked: Asked) => Promise<unknown>>> = {
    "/auth/second-factor/begin": (asked) => desk.begin(asked),
    "/auth/second-factor/confirm": (asked) => desk.confirm(asked),
    "/auth/second-factor/verify": (asked) => desk.verify(asked),
    "/auth/second-factor/new-recovery-codes": (asked) => desk.renewCodes(asked),
    "/auth/second-factor/remove": (asked) => desk.remove(asked),
    "/auth/step-up": (asked) => desk.stepUp(asked),
  };
  for (const [url, step] of Object.entries(steps)) {
    fastify.post(url, async (request, reply) => {
      reply.header("cache-control", "no-store");
      const context = await requestContext(application, request);
      const { actor } = context;
      if (!actor || actor.sessionId === null)
        throw new RequestError("UNAUTHENTICATED", requestErrorTexts.UNAUTHENTICATED);
      const body = (request.body ?? {}) as Record<string, unknown>;
      const given = (name: string): string | null => {
        const value = body[name];
        return typeof value === "string" && value.length <= LONGEST ? value : null;
      };
      return step({ request, reply, context, actor: { ...actor, sessionId: actor.sessionId }, given });
    });
  }
}

class SecondFactorDesk {
  readonly #application: Application;
  readonly #attempts: PasswordAttempts;

  constructor(application: Application, attempts: PasswordAttempts) {
    this.#application = application;
    this.#attempts = attempts;
  }

  /** By the password; by a code of the authenticator that is replaced, where there is one. */
  async begin(asked: Asked): Promise<unknown> {
    const { context, actor } = asked;
    const staff = await context.em.findOneOrFail(StaffMember, actor.staffId);
    const begun = (): BegunSecondFactor => beginSecondFactor(context, actor, staff.email);
    if (staff.secondFactorSince === null) return this.#byPassword(asked, staff.email, async () => begun());
    if (actor.assurance !== Assurance.FULL) return refuseHalfSignedIn(asked);
    return this.#byProof(asked, "showSecondFactor", async () => begun());
  }

  async confirm(asked: Asked): Promise<unknown> {
    const { context, actor, given } = asked;
    if (actor.assurance === Assurance.SECOND_FACTOR_MISSING) return refuseHalfSignedIn(asked);
    const typed = { setup: given("setup") ?? "", code: given("code") ?? "" };
    const outcome = await confirmSecondFactor(context, actor, typed);
    if (!outcome.confirmed) return refuse(asked, outcome.reason);
    context.reference.forget();
    return this.#elevated(asked, outcome.token, { recoveryCodes: outcome.recoveryCodes });
  }

  verify(asked: Asked): Promise<unknown> {
    return this.#byProof(asked, "showSecondFactor", async ({ em }) =>
      this.#elevated(asked, await elevateSession(em, asked.actor.sessionId, { secondFactor: true }), {
        assurance: Assurance.FULL,
      }),
    );
  }

  async renewCodes(asked: Asked): Promise<unknown> {
    if (asked.actor.assurance !== Assurance.FULL) return refuseHalfSignedIn(asked);
    return this.#byProof(asked, "showSecondFactor", async (scope) => {
      const { id, version } = await scope.em.findOneOrFail(StaffMember, asked.actor.staffId);
      const recoveryCodes = await renewRecoveryCodes(scope.em, id);
      await recordChanges(scope, { type: "StaffMember", id, version, operation: "renewRecoveryCodes" }, [
        { field: "recoveryCodes", old: null, new: null, personal: false },
      ]);
      return { recoveryCodes };
    });
  }

  async remove(asked: Asked): Promise<unknown> {
    if (asked.actor.assurance !== Assurance.FULL) return refuseHalfSignedIn(asked);
    if (asked.actor.requiresSecondFactor) return refuse(asked, "NOT_ALLOWED");
    return this.#byProof(asked, "showSecondFactor", async (scope) => {
      const staff = await scope.em.findOneOrFail(StaffMember, asked.actor.staffId);
      await removeSecondFactor(scope, staff, "removeSecondFactor");
      asked.context.reference.forget();
      return {};
    });
  }

  async stepUp(asked: Asked): Promise<unknown> {
    const { context, actor } = asked;
    if (actor.assurance !== Assurance.FULL) return refuseHalfSignedIn(asked);
    const steppedUp = async ({ em }: RequestContext): Promise<unknown> =>
      this.#elevated(asked, await elevateSession(em, actor.sessionId, { stepUp: true }), {
        steppedUpUntil: steppedUpUntil({ steppedUpAt: now() }),
      });
    if (asked.given("password") === null) return this.#byProof(asked, "stepUp", steppedUp);
    const { email } = await context.em.findOneOrFail(StaffMember, actor.staffId);
    return this.#byPassword(asked, email, () =>
      context.em.fork().transactional((em) => steppedUp({ ...context, em })),
    );
  }

  async #byPassword(asked: Asked, email: string, then: () => Promise<unknown>): Promise<unknown> {
    const { context, actor, request } = asked;
    const password = asked.given("password");
    if (!password) return refuse(asked, "WRONG_PASSWORD");
    const look = async () => {
      const hash = await passwordHashOf(context.em, actor.staffId);
      const right = hash !== null && password.length <= 200 && (await isPassword({ hash, password }));
      return { right, answer: right };
    };
    try {
      const attempted = await this.#attempts.take(context, { email, address: request.ip }, look);
      if (!("answer" in attempted)) {
        await log(asked, "stepUp", "LOCKED");
        return await tooMany(request, asked.reply, attempted.shutFor);
      }
      await log(asked, "stepUp", attempted.answer ? null : "WRONG_PASSWORD");
      return attempted.answer ? await then() : await refuse(asked, "WRONG_PASSWORD");
    } catch (error) {
      if (error instanceof TooManyPasswordChecks) return tooMany(request, asked.reply, 5);
      throw error;
    }
  }

  async #byProof(
    asked: Asked,
    operation: SignInEvent["operation"],
    then: (scope: RequestContext) => Promise<unknown>,
  ): Promise<unknown> {
    const proof = proofOf(asked);
    if (!proof) return refuse(asked, "WRONG_CODE");
    const proving: Proving<unknown> = await proveSecondFactor(asked.context, asked.actor, proof, then);
    await log(asked, operation, proving.proven ? null : proving.reason);
    if (proving.proven) return proving.answer;
    if (proving.reason === "LOCKED") return tooMany(asked.request, asked.reply, proving.seconds);
    return refuse(asked, proving.reason);
  }

  #elevated({ reply }: Asked, token: string, answer: object): object {
    reply.header("set-cookie", this.#application.sessions.cookieFor(token));
    return answer;
  }
}

function proofOf({ given }: Asked): Proof | null {
  const code = given("code");
  if (code) return { code };
  const recoveryCode = given("recoveryCode");
  return recoveryCode ? { recoveryCode } : null;
}

function log(
  { context, actor, request }: Asked,
  operation: SignInEvent["operation"],
  refusal: SignInEvent["refusal"],
): Promise<void> {
  return logSignIn(context, { operation, staffId: actor.staffId, address: request.ip, refusal });
}

const REFUSALS = {
  WRONG_PASSWORD: text("密码不正确。", "The password is not right."),
  WRONG_CODE: text(
    "动态码不正确。请看验证器上现在的 6 位数字；手机时间不准时也会出错。",
    "This code is not right. Look at the six digits that the authenticator shows now; a phone whose clock is wrong shows others.",
  ),
  CODE_USED: text(
    "这个动态码已经用过，请等验证器换出下一个。",
    "This code was used already. Wait for the next one.",
  ),
  SETUP_OVER: text("设置已过期，请重新开始。", "This set-up is over. Begin again."),
  NOT_ALLOWED: text(
    "你的角色必须使用两步验证，不能关闭。",
    "Your role signs in with a second factor, so it cannot be removed.",
  ),
} as const satisfies Record<string, Text>;

/** 400 and not 401: the session goes on, unless these were too many. */
async function refuse({ request, reply }: Asked, code: keyof typeof REFUSALS): Promise<FastifyReply> {
  return reply.code(400).send(errorBody(request, code, REFUSALS[code]));
}

async function refuseHalfSignedIn({ request, reply, actor }: Asked): Promise<FastifyReply> {
  const reason = actor.assurance === Assurance.FULL ? Assurance.SECOND_FACTOR_MISSING : actor.assurance;
  return reply.code(403).send(errorBody(request, "FORBIDDEN", requestErrorTexts[reason], { reason }));
}
