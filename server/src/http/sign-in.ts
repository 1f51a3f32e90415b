import type { FastifyInstance, FastifyReply, FastifyRequest } from "fastify";
import { systemContext, type Application } from "../context.ts";
import { tellingOutages } from "../modules/access/auth-database.ts";
import { TooManyPasswordChecks } from "../modules/access/password.ts";
import { logSignIn, type SignInEvent } from "../modules/access/sign-in-log.ts";
import { accountOf } from "../modules/access/staff-credentials.ts";
import {
  AUTH_ENDPOINTS,
  CLIENT_ADDRESS_HEADER,
  PASSWORD_SIGN_IN_PATH,
  SIGN_IN_LINK_PATH,
  SIGN_IN_ORIGIN,
  SIGN_OUT_PATH,
  type StaffAuth,
} from "../modules/access/staff-auth.ts";
import { requestErrorTexts } from "../platform/errors.ts";
import { text } from "../platform/language.ts";
import type { PasswordAttempts } from "./password-attempts.ts";
import { errorBody } from "./request-errors.ts";

/** One answer, word for word, to a wrong password, to an unknown address and of an account that is shut out. */
const NOT_RIGHT = text("邮箱或密码不正确。", "The e-mail address or password is not right.");
const WRONG_CODES = ["INVALID_EMAIL_OR_PASSWORD", "INVALID_EMAIL"];

/** Where a person lands whose link does not work; the page says so. */
const SIGN_IN_PAGE = "/sign-in";

export interface SignInSurroundings {
  readonly application: Application;
  readonly auth: StaffAuth;
  readonly attempts: PasswordAttempts;
}

/** `/auth/*`: exactly the endpoints in use, each by its full path; all others of the library do not exist. */
export function serveSignIn(fastify: FastifyInstance, surroundings: SignInSurroundings): void {
  for (const { method, url } of AUTH_ENDPOINTS) {
    const answer = url === PASSWORD_SIGN_IN_PATH ? signInByPassword : handle;
    fastify.route({ method, url, handler: (request, reply) => answer(surroundings, request, reply) });
  }
}

/** Whoever guesses waits longer and longer before the library is even asked, whether there is such an account or not. */
async function signInByPassword(
  surroundings: SignInSurroundings,
  request: FastifyRequest,
  reply: FastifyReply,
): Promise<unknown> {
  const { application, attempts } = surroundings;
  const context = systemContext(application, request.id);
  const { email } = (request.body ?? {}) as { email?: unknown };
  const from = { email: typeof email === "string" ? email : "", address: request.ip };
  const log = (refusal: SignInEvent["refusal"], staffId: string | null): Promise<void> =>
    logSignIn(context, { operation: "signIn", staffId, address: request.ip, refusal });
  // Asked for unknown accounts as well, so that no answer takes longer than another.
  const refuse = async (refusal: "WRONG_PASSWORD" | "LOCKED"): Promise<void> =>
    log(refusal, await accountOf(context.em.fork(), from.email));
  try {
    const attempted = await attempts.take(context, from, async () => {
      const answer = await askLibrary(surroundings.auth, request);
      return { right: answer.ok ? true : answer.status === 401 ? false : undefined, answer };
    });
    if (!("answer" in attempted)) {
      await refuse("LOCKED");
      return await tooMany(request, reply, attempted.shutFor);
    }
    const { answer } = attempted;
    if (!answer.ok) {
      if (answer.status === 401) await refuse("WRONG_PASSWORD");
      return await passOn(request, reply, answer);
    }
    const holder = await holderOf(application, answer);
    await log(null, holder?.staffId ?? null);
    for (const each of answer.headers.getSetCookie()) reply.header("set-cookie", each);
    return await reply.header("cache-control", "no-store").send({ assurance: holder?.assurance ?? null });
  } catch (error) {
    if (error instanceof TooManyPasswordChecks) return tooMany(request, reply, 5);
    throw error;
  }
}

async function handle(
  { application, auth }: SignInSurroundings,
  request: FastifyRequest,
  reply: FastifyReply,
): Promise<unknown> {
  const leaving = request.routeOptions.url === SIGN_OUT_PATH ? await whoLeaves(application, request) : null;
  const answer = await askLibrary(auth, request);
  if (leaving !== null && answer.ok) {
    const event = { operation: "signOut", staffId: leaving, address: request.ip, refusal: null } as const;
    await logSignIn(systemContext(application, request.id), event);
  }
  if (isSignInLink(request) && answer.status < 400) {
    const holder = await holderOf(application, answer);
    const event = { operation: "signIn", staffId: holder?.staffId ?? null, address: request.ip } as const;
    await logSignIn(systemContext(application, request.id), { ...event, refusal: null });
  }
  return passOn(request, reply, answer);
}

/** Whose session an answer has just begun. */
function holderOf({ sessions }: Application, answer: Response) {
  const cookies = answer.headers.getSetCookie().map((each) => each.split(";")[0]);
  return sessions.find(cookies.join("; "));
}

async function whoLeaves(application: Application, { headers }: FastifyRequest): Promise<string | null> {
  const holder = headers.cookie === undefined ? null : await application.sessions.find(headers.cookie);
  return holder?.staffId ?? null;
}

async function askLibrary(auth: StaffAuth, request: FastifyRequest): Promise<Response> {
  const headers = new Headers({ [CLIENT_ADDRESS_HEADER]: request.ip });
  for (const name of ["cookie", "content-type", "user-agent", "accept", "origin"]) {
    const value = request.headers[name];
    if (typeof value === "string") headers.set(name, value);
  }
  const body = request.method === "POST" ? { body: JSON.stringify(request.body ?? {}) } : {};
  return tellingOutages(() =>
    auth.handler(new Request(addressFor(request), { method: request.method, headers, ...body })),
  );
}

async function passOn(request: FastifyRequest, reply: FastifyReply, answer: Response): Promise<unknown> {
  for (const cookie of answer.headers.getSetCookie()) reply.header("set-cookie", cookie);
  reply.header("cache-control", "no-store").code(answer.status);
  const location = answer.headers.get("location");
  if (isSignInLink(request) && answer.status >= 400 && answer.status < 500)
    return reply.redirect(`${SIGN_IN_PAGE}?error=LINK`, 302);
  if (location) return reply.header("location", location.replace(SIGN_IN_ORIGIN, "") || "/").send();
  if (answer.status < 400)
    return reply.header("content-type", "application/json; charset=utf-8").send(await answer.text());
  return reply.send(await refusal(request, reply, answer));
}

const isSignInLink = (request: FastifyRequest) => request.routeOptions.url === SIGN_IN_LINK_PATH;

/** The address as the library knows it. Where a link leads is for us to say, not for whoever passes the link on. */
function addressFor(request: FastifyRequest): URL {
  const address = new URL(request.url, SIGN_IN_ORIGIN);
  if (!isSignInLink(request)) return address;
  const token = address.searchParams.get("token") ?? "";
  address.search = new URLSearchParams({
    token,
    callbackURL: "/",
    errorCallbackURL: SIGN_IN_PAGE,
  }).toString();
  return address;
}

async function refusal(request: FastifyRequest, reply: FastifyReply, answer: Response) {
  if (answer.status === 429) {
    reply.header("retry-after", answer.headers.get("x-retry-after") ?? "60");
    return errorBody(request, "RATE_LIMITED", requestErrorTexts.RATE_LIMITED);
  }
  if (answer.status >= 500) return errorBody(request, "INTERNAL", requestErrorTexts.INTERNAL);
  if (WRONG_CODES.includes(await codeOf(answer))) return errorBody(request, "UNAUTHENTICATED", NOT_RIGHT);
  return errorBody(
    request,
    "BAD_USER_INPUT",
    text("请填写邮箱和密码。", "Give an e-mail address and a password."),
  );
}

/** Too many attempts came from there; says for how many seconds none is looked at. */
export function tooMany(request: FastifyRequest, reply: FastifyReply, seconds: number): FastifyReply {
  return reply
    .code(429)
    .header("retry-after", String(seconds))
    .header("cache-control", "no-store")
    .send(errorBody(request, "RATE_LIMITED", requestErrorTexts.RATE_LIMITED, { retryAfter: seconds }));
}

async function codeOf(answer: Response): Promise<string> {
  try {
    const body: unknown = await answer.json();
    return typeof body === "object" && body !== null && "code" in body ? String(body.code) : "";
  } catch {
    return "";
  }
}
