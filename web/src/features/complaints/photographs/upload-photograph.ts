import { currentLanguage } from "../../../i18n/language.ts";

export type PickedPhotograph = { id: string; url: string; fileName: string };

/** What the server says to a photograph. `refused` is the file's own fault, in the server's words; the rest is not. */
export type PhotographAnswer =
  | { kind: "taken"; photograph: PickedPhotograph }
  | { kind: "refused"; message: string }
  | { kind: "signedOut" | "forbidden" | "unreachable" | "interrupted" | "failed" };

type Body = {
  photograph?: PickedPhotograph;
  errors?: { message?: string; extensions?: { code?: string } }[];
};

/** XMLHttpRequest, because fetch() tells nobody how much of a body has gone out. */
export function uploadPhotograph(
  file: File,
  onSent: (share: number) => void,
  signal: AbortSignal,
): Promise<PhotographAnswer> {
  return new Promise((resolve) => {
    const request = new XMLHttpRequest();
    request.open(
      "POST",
      `/files/complaint-photographs?${new URLSearchParams({ name: file.name }).toString()}`,
    );
    request.setRequestHeader("content-type", "application/octet-stream");
    request.setRequestHeader("accept", "application/json");
    request.setRequestHeader("accept-language", currentLanguage());
    request.upload.addEventListener("progress", (event) => {
      if (event.lengthComputable) onSent(event.loaded / event.total);
    });
    request.addEventListener("load", () => resolve(readAnswer(request.status, request.responseText)));
    request.addEventListener("error", () => resolve({ kind: "unreachable" }));
    request.addEventListener("abort", () => resolve({ kind: "interrupted" }));
    signal.addEventListener("abort", () => request.abort(), { once: true });
    request.send(file);
  });
}

/** Also where it comes from a proxy that speaks no JSON. */
export function readAnswer(status: number, text: string): PhotographAnswer {
  const body = parse(text);
  if (status < 300 && body.photograph) return { kind: "taken", photograph: body.photograph };
  const error = body.errors?.[0];
  const code = error?.extensions?.code;
  if (code === "UNAUTHENTICATED" || status === 401) return { kind: "signedOut" };
  if (code === "FORBIDDEN" || status === 403) return { kind: "forbidden" };
  if (code === "UNAVAILABLE" || status >= 502) return { kind: "unreachable" };
  if (error?.message !== undefined && status >= 400 && status < 500)
    return { kind: "refused", message: error.message };
  return { kind: "failed" };
}

function parse(text: string): Body {
  try {
    const parsed: unknown = JSON.parse(text);
    return typeof parsed === "object" && parsed !== null ? parsed : {};
  } catch {
    return {};
  }
}
