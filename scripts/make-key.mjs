// The keys of a shop, as `npm run key` (scripts/key.mjs) prints them and `worker/edge/keys.ts` checks them.

const HEX_OF_MAC = 32;

/**
 * A key `<kind>_<shop>_<random>_<mac>`: the MAC is the first 128 bits of HMAC-SHA256 of what
 * precedes it, so that the edge knows a genuine key without looking it up.
 *
 * @param {string} secret the deployment's `OKAERI_SECRET`
 * @param {"pk" | "sk"} kind
 * @param {string} shop 1 to 32 of a–z and 0–9
 */
export async function makeKey(secret, kind, shop) {
  if (!/^[a-z0-9]{1,32}$/.test(shop)) throw new RangeError("a shop is 1 to 32 of a–z and 0–9");
  const random = hex(crypto.getRandomValues(new Uint8Array(12)));
  const signed = `${kind}_${shop}_${random}`;
  const encoder = new TextEncoder();
  const key = await crypto.subtle.importKey(
    "raw",
    encoder.encode(secret),
    { name: "HMAC", hash: "SHA-256" },
    false,
    ["sign"],
  );
  const mac = await crypto.subtle.sign("HMAC", key, encoder.encode(signed));
  return `${signed}_${hex(new Uint8Array(mac)).slice(0, HEX_OF_MAC)}`;
}

/** @param {Uint8Array} bytes */
const hex = (bytes) => Array.from(bytes, (byte) => byte.toString(16).padStart(2, "0")).join("");
