import process from "node:process";
import pg from "pg";

/** What the peer borrows of Dossier's build: the same encryption and the same masks, or the answers would differ. */
export interface PhoneReader {
  maskedPhone(customerId: string, personal: Buffer | null): { state: string; text: string | null };
  lastFourHash(digits: string): Buffer;
  /** Sealed, with the hashes it is found by, all as hexadecimal digits. */
  seal(customerId: string, personal: Personal): Record<"personal" | "phone" | "four" | "email", string>;
}

interface Personal {
  phone: string;
  email: string;
  address: string;
}

interface Cipher {
  blindIndex(kind: number, value: string): Buffer;
}
interface Build {
  openKey(pool: pg.Pool, keyFile: string, newId: null): Promise<{ cipher: Cipher }>;
  openPersonal(cipher: Cipher, customerId: string, sealed: Buffer | null): { phone?: string };
  maskPersonal(field: string, value: string): string;
  lastFourIndex(cipher: Cipher, digits: string): Buffer;
  phoneIndex(cipher: Cipher, phone: string): Buffer;
  emailIndex(cipher: Cipher, email: string): Buffer;
  sealPersonal(cipher: Cipher, customerId: string, personal: Personal): Buffer;
}

export async function readPhones(): Promise<PhoneReader> {
  const server = (path: string) => import(new URL(`../../../../server/${path}`, import.meta.url).href);
  await server("node_modules/reflect-metadata/Reflect.js");
  const { openKey } = (await server("dist/key-file.js")) as Pick<Build, "openKey">;
  const personal = (await server("dist/customer-personal.js")) as Omit<Build, "openKey">;
  const pool = new pg.Pool({ connectionString: process.env["DATABASE_URL"] });
  const { cipher } = await openKey(pool, process.env["DOSSIER_KEY_FILE"] ?? "", null);
  await pool.end();
  return {
    maskedPhone: (customerId, sealed) => {
      const { phone } = personal.openPersonal(cipher, customerId, sealed);
      return phone === undefined
        ? { state: "EMPTY", text: null }
        : { state: "MASKED", text: personal.maskPersonal("phone", phone) };
    },
    lastFourHash: (digits) => personal.lastFourIndex(cipher, digits),
    seal: (customerId, clear) => ({
      personal: personal.sealPersonal(cipher, customerId, clear).toString("hex"),
      phone: personal.phoneIndex(cipher, clear.phone).toString("hex"),
      four: personal.lastFourIndex(cipher, clear.phone).toString("hex"),
      email: personal.emailIndex(cipher, clear.email).toString("hex"),
    }),
  };
}
