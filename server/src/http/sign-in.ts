import type { FastifyInstance, FastifyReply, FastifyRequest } from "fastify";
import { tellingOutages } from "../modules/access/auth-database.ts";
import { TooManyPasswordChecks } from "../modules/access/password.ts";
import {
  AUTH_ENDPOINTS,
  CLIENT_ADDRESS_HEADER,
  SIGN_IN_LINK_PATH,
  SIGN_IN_ORIGIN,
  type StaffAuth,
} from "../modules/access/staff-auth.ts";
import { requestErrorTexts } from "../platform/errors.ts";
import { text, type Text } from "../platform/language.ts";
import { errorBody } from "./request-errors.ts";

const refusals: Readonly<Record<string, { code: string; message: Text }>> = {
  INVALID_EMAIL_OR_PASSWORD: {
    code: "UNAUTHENTICATED",
    message: text("邮箱或密码不正确。", "The e-mail address or password is not right."),
  },
  // The same words as for a wrong password: whether an address is known stays unsaid.
  INVALID_EMAIL: {
    code: "UNAUTHENTICATED",
    message: text("邮箱或密码不正确。", "The e-mail address or password is not right."),
  },
  ACCOUNT_DISABLED: {
    code: "ACCOUNT_DISABLED",
    message: text("此账号已停用，请联系管理员。", "This account is disabled. Ask an administrator."),
  },
};

/** Where a person lands whose link does not work; the page says so. */
const SIGN_IN_PAGE = "/sign-in";

/** `/auth/*`: exactly the endpoints in use, each by its full path; all others of the library do not exist. */
export function serveSignIn(fastify: FastifyInstance, auth: StaffAuth): void {
  for (const { method, url } of AUTH_ENDPOINTS) {
    fastify.route({ method, url, handler: (request, reply) => handle(auth, request, reply) });
  }
}

async function handle(auth: StaffAuth, request: FastifyRequest, reply: FastifyReply): Promise<unknown> {
  const headers = new Headers({ [CLIENT_ADDRESS_HEADER]: request.ip });
  for (const name of ["cookie", "content-type", "user-agent", "accept", "origin"]) {
    const value = request.headers[name];
    if (typeof value === "string") headers.set(name, value);
  }
  const body = request.method === "POST" ? { body: JSON.stringify(request.body ?? {}) } : {};
  let answer: Response;
  try {
    answer = await tellingOutages(() =>
      auth.handler(new Request(addressFor(request), { method: request.method, headers, ...body })),
    );
  } catch (error) {
    if (!(error instanceof TooManyPasswordChecks)) throw error;
    return reply
      .code(429)
      .header("retry-after", "5")
      .send(errorBody(request, "RATE_LIMITED", requestErrorTexts.RATE_LIMITED));
  }
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
  const known = refusals[await codeOf(answer)];
  if (known) return errorBody(request, known.code, known.message);
  return errorBody(
    request,
    "BAD_USER_INPUT",
    text("请填写邮箱和密码。", "Give an e-mail address and a password."),
  );
}

async function codeOf(answer: Response): Promise<string> {
  try {
    const body: unknown = await answer.json();
    return typeof body === "object" && body !== null && "code" in body ? String(body.code) : "";
  } catch {
    return "";
  }
}
