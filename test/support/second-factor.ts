import { codeOf, fromBase32, stepAt } from "../../server/src/modules/access/totp.ts";

/** A POST of JSON with the cookies of whoever asks; keeps the cookies of the answer. */
export type Post = (path: string, body: object) => Promise<Response>;

/** What somebody carries beside the password, by the server and the e-mail address that it belongs to. */
const recoveryCodes = new Map<string, string[]>();

/**
 * Does by itself what a person does after the password: sets a second factor up where the server wants one, and shows
 * it where there is one. It shows recovery codes, each of which counts once and at any time: an authenticator's code
 * would let the same person sign in once in half a minute only.
 */
export async function showSecondFactor(
  post: Post,
  server: string,
  { email, password }: { email: string; password: string },
  signedIn: Response,
): Promise<void> {
  const { assurance } = (await signedIn.clone().json()) as { assurance?: string };
  if (assurance === "SECOND_FACTOR_TO_SET_UP") await rememberSecondFactor(post, server, { email, password });
  if (assurance !== "SECOND_FACTOR_MISSING") return;
  const codes = recoveryCodes.get(`${server} ${email}`) ?? recoveryCodes.get(`${email} ${password}`) ?? [];
  await answered(post("/auth/second-factor/verify", { recoveryCode: codes.shift() }));
  // The last but one is gone: the last gives new ones.
  if (codes.length > 1) return;
  const renewed = await answered(
    post("/auth/second-factor/new-recovery-codes", { recoveryCode: codes.shift() }),
  );
  codes.push(...(renewed as { recoveryCodes: string[] }).recoveryCodes);
}

/** Sets a second factor up, and keeps what the next sign-ins show. */
export async function rememberSecondFactor(
  post: Post,
  server: string,
  { email, password }: { email: string; password: string },
): Promise<void> {
  if (recoveryCodes.has(`${server} ${email}`)) return;
  const codes = await setUp(post, { password });
  recoveryCodes.set(`${server} ${email}`, codes);
  // A server that is started again stands at another address, and is the same one to its people.
  recoveryCodes.set(`${email} ${password}`, codes);
}

/** Forgets the people of a server that stood at this address before: the system gives addresses out again. */
export function forgetSecondFactors(server: string): void {
  for (const key of recoveryCodes.keys()) if (key.startsWith(`${server} `)) recoveryCodes.delete(key);
}

/** Sets an authenticator up; the proof is the password, or a code of the one that it replaces. */
export async function setUp(post: Post, proof: object): Promise<string[]> {
  const begun = (await answered(post("/auth/second-factor/begin", proof))) as {
    setup: string;
    secret: string;
  };
  return confirmSetup(post, begun);
}

/** Types the code that the authenticator shows by now; answers the recovery codes. */
export async function confirmSetup(
  post: Post,
  { setup, secret }: { setup: string; secret: string },
): Promise<string[]> {
  const code = codeOf(fromBase32(secret), stepAt(new Date()));
  const confirmed = await answered(post("/auth/second-factor/confirm", { setup, code }));
  return (confirmed as { recoveryCodes: string[] }).recoveryCodes;
}

async function answered(asked: Promise<Response>): Promise<unknown> {
  const response = await asked;
  if (!response.ok) throw new Error(`${response.url} answered ${response.status}: ${await response.text()}`);
  return response.json();
}
