import { encodeBase64Url } from "hono/utils/encode";
import { canonicalText, type UnsignedReceipt } from "../core/privacy/index.ts";
import type { ErasureReceipt } from "../wire/privacy.ts";
import type { Env } from "./env.ts";
import { keyMac } from "./key-mac.ts";
import { secretOf } from "./sealed.ts";

const base64Url = (bytes: Uint8Array): string =>
  encodeBase64Url(new Uint8Array(bytes).buffer).replaceAll("=", "");

/** A hash by which a receipt is held against a person, and from which nobody learns who it is. */
export const subjectOf = async (env: Env, shop: string, person: string): Promise<string> =>
  base64Url(await keyMac(secretOf(env), `subject ${shop} ${person}`));

const macOf = (env: Env, receipt: UnsignedReceipt) =>
  keyMac(secretOf(env), `erasure receipt ${canonicalText(receipt)}`);

/** A receipt that nobody without the deployment's secret can make or change. */
export const signReceipt = async (env: Env, receipt: UnsignedReceipt): Promise<ErasureReceipt> => ({
  ...receipt,
  signature: base64Url(await macOf(env, receipt)),
});

/** Whether a receipt was signed by this deployment as it stands. */
export async function isGenuineReceipt(
  env: Env,
  { signature, ...receipt }: ErasureReceipt,
): Promise<boolean> {
  const encoder = new TextEncoder();
  const [right, given] = [base64Url(await macOf(env, receipt)), signature].map((text) =>
    encoder.encode(text),
  ) as [Uint8Array, Uint8Array];
  return right.byteLength === given.byteLength && crypto.subtle.timingSafeEqual(right, given);
}
