import { decodeBase64Url, encodeBase64Url } from "hono/utils/encode";
import type { Env } from "./env.ts";
import { keyMac } from "./key-mac.ts";

/** AES-GCM as NIST SP 800-38D recommends it: a random nonce of 96 bits, here before the ciphertext. */
const NONCE_BYTES = 12;

/**
 * `value` as a text for an address: nobody without the deployment's secret can read it or make one.
 * Who sends a mail on, and every log on its way, sees the address, and a visitor's id would open
 * that visitor's own recommendations.
 *
 * @param purpose what it is good for; a text that was sealed for another does not open
 */
export async function seal(env: Env, purpose: string, value: unknown): Promise<string> {
  const key = await keyFor(env, purpose);
  const iv = crypto.getRandomValues(new Uint8Array(NONCE_BYTES));
  const text = new TextEncoder().encode(JSON.stringify(value));
  const cipher = new Uint8Array(await crypto.subtle.encrypt({ name: "AES-GCM", iv }, key, text));
  const sealed = new Uint8Array(NONCE_BYTES + cipher.length);
  sealed.set(iv);
  sealed.set(cipher, NONCE_BYTES);
  return encodeBase64Url(sealed.buffer).replaceAll("=", "");
}

/** What was sealed, or null when the text was not made here for this purpose. */
export async function unseal(env: Env, purpose: string, sealed: string): Promise<unknown> {
  const key = await keyFor(env, purpose);
  try {
    const bytes = decodeBase64Url(sealed);
    const iv = bytes.subarray(0, NONCE_BYTES);
    const cipher = bytes.subarray(NONCE_BYTES);
    const text = await crypto.subtle.decrypt({ name: "AES-GCM", iv }, key, cipher);
    return JSON.parse(new TextDecoder().decode(text));
  } catch {
    return null;
  }
}

/** A key for each purpose. What `keyMac` signs for keys of the API begins with `pk_` or `sk_`. */
async function keyFor(env: Env, purpose: string): Promise<CryptoKey> {
  const bytes = await keyMac(secretOf(env), `seal ${purpose}`);
  return crypto.subtle.importKey("raw", bytes, "AES-GCM", false, ["encrypt", "decrypt"]);
}

/** Where `sk_demo` opens the only shop to everybody, a secret would keep nothing. */
export function secretOf({ OKAERI_SECRET, OKAERI_DEMO_KEYS }: Env): string {
  const secret = OKAERI_SECRET || (OKAERI_DEMO_KEYS === "1" ? "demo" : "");
  if (secret === "") throw new Error("OKAERI_SECRET is not set");
  return secret;
}
