const MAC_BYTES = 16;
/** 128 bits: nobody guesses them, so that a fast hash keeps them as well as a slow one. */
const RANDOM_BYTES = 16;

/**
 * The MAC of a key: the first 128 bits of HMAC-SHA256 of what precedes it, by the deployment's
 * secret. Keys are made and checked with this one function.
 */
export async function keyMac(secret: string, signed: string): Promise<Uint8Array> {
  const encoder = new TextEncoder();
  const key = await crypto.subtle.importKey(
    "raw",
    encoder.encode(secret),
    { name: "HMAC", hash: "SHA-256" },
    false,
    ["sign"],
  );
  const full = await crypto.subtle.sign("HMAC", key, encoder.encode(signed));
  return new Uint8Array(full, 0, MAC_BYTES);
}

/** What the random part of a key begins with that is good only while its shop lists it; no digit of hex. */
export const LISTED = "k";

/**
 * A key `<kind>_<shop>_<random>_<mac>`: the MAC of what precedes it lets the edge know a genuine key
 * without looking it up.
 *
 * @param secret the deployment's `OKAERI_SECRET`
 * @param shop as `ShopName` has it
 * @param mark `LISTED`, or nothing for a key of the deployment's command
 */
export async function makeKey(
  secret: string,
  kind: "pk" | "sk",
  shop: string,
  mark: typeof LISTED | "" = "",
): Promise<string> {
  const random = toHex(crypto.getRandomValues(new Uint8Array(RANDOM_BYTES)));
  const signed = `${kind}_${shop}_${mark}${random}`;
  return `${signed}_${toHex(await keyMac(secret, signed))}`;
}

export const toHex = (bytes: Uint8Array): string =>
  Array.from(bytes, (byte) => byte.toString(16).padStart(2, "0")).join("");

export const fromHex = (hex: string): Uint8Array =>
  Uint8Array.from(hex.match(/../g) ?? [], (pair) => Number.parseInt(pair, 16));
