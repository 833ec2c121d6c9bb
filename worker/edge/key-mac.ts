const MAC_BYTES = 16;

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
