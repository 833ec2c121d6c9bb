// The keys of a shop, as `npm run key` (scripts/key.mjs) prints them and `worker/edge/keys.ts` checks them.

import { keyMac } from "../worker/edge/key-mac.ts";

/**
 * A key `<kind>_<shop>_<random>_<mac>`: the MAC of what precedes it (`keyMac`) lets
 * the edge know a genuine key without looking it up.
 *
 * @param {string} secret the deployment's `OKAERI_SECRET`
 * @param {"pk" | "sk"} kind
 * @param {string} shop 1 to 32 of a–z and 0–9
 */
export async function makeKey(secret, kind, shop) {
  if (!/^[a-z0-9]{1,32}$/.test(shop)) throw new RangeError("a shop is 1 to 32 of a–z and 0–9");
  const random = hex(crypto.getRandomValues(new Uint8Array(12)));
  const signed = `${kind}_${shop}_${random}`;
  return `${signed}_${hex(await keyMac(secret, signed))}`;
}

/** @param {Uint8Array} bytes */
const hex = (bytes) => Array.from(bytes, (byte) => byte.toString(16).padStart(2, "0")).join("");
