import { currentLanguage } from "../i18n/language.ts";
import { serverAnswered, serverLost } from "./connection.ts";

export type SignInAnswer = "signed-in" | "wrong" | "disabled" | "too-many" | "unreachable" | "failed";

async function post(path: string, body: unknown): Promise<Response | undefined> {
  try {
    return await fetch(path, {
      method: "POST",
      credentials: "same-origin",
      headers: { "content-type": "application/json", "accept-language": currentLanguage() },
      body: JSON.stringify(body),
    });
  } catch {
    return undefined;
  }
}

/** An unknown account and a wrong password are one answer, so that nobody can find out who works here. */
export async function signIn(email: string, password: string): Promise<SignInAnswer> {
  const response = await post("/auth/sign-in/email", { email, password });
  if (!response || response.status >= 502) {
    void serverLost();
    return "unreachable";
  }
  serverAnswered();
  if (response.ok) return "signed-in";
  if (response.status === 429) return "too-many";
  if (response.status >= 500) return "failed";
  const body = (await response.json().catch(() => undefined)) as
    { errors?: { extensions?: { code?: string } }[] } | undefined;
  return body?.errors?.[0]?.extensions?.code === "ACCOUNT_DISABLED" ? "disabled" : "wrong";
}

export async function signOut(): Promise<void> {
  await post("/auth/sign-out", {});
}
