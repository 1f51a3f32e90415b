import { expect, test } from "vitest";
import { newSecret } from "./api-key-secret.ts";
import { withoutSecrets } from "../../platform/logger.ts";

test("T28 a line of the log keeps an API key's prefix and loses its secret", () => {
  const { secret, prefix } = newSecret();
  const line = `{"msg":"asked with ${secret}","again":"Bearer ${secret}"}`;
  expect(withoutSecrets(line)).toBe(`{"msg":"asked with ${prefix}_…","again":"Bearer ${prefix}_…"}`);
  expect(withoutSecrets("dossier_customer_1")).toBe("dossier_customer_1");
});
