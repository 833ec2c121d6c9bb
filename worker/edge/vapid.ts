import { decodeBase64Url, encodeBase64Url } from "hono/utils/encode";

const ALGORITHM = { name: "ECDSA", namedCurve: "P-256" } as const;
/** Half of the longest that push services take (RFC 8292, 2). */
const VALID_FOR_S = 12 * 3_600;

/** A key pair by which push services know a shop, as a private JWK, which holds the public key too. */
export async function newVapidKey(): Promise<JsonWebKey> {
  const pair = (await crypto.subtle.generateKey(ALGORITHM, true, ["sign"])) as CryptoKeyPair;
  return (await crypto.subtle.exportKey("jwk", pair.privateKey)) as JsonWebKey;
}

/** The public key as browsers take it for `applicationServerKey`: the uncompressed point in base64url. */
export function publicVapidKey({ x, y }: JsonWebKey): string {
  const point = Uint8Array.of(4, ...decodeBase64Url(x!), ...decodeBase64Url(y!));
  return base64Url(point);
}

/**
 * `Authorization` of a push message: a token for the push service's origin, signed by the shop (RFC 8292).
 *
 * @param subject an https or mailto address by which the sender is reached; null says none
 * @param now the machine's own time, epoch ms: the push service has no other
 */
export async function vapidAuthorization(
  jwk: JsonWebKey,
  endpoint: string,
  subject: string | null,
  now: number,
): Promise<string> {
  const claims = {
    aud: new URL(endpoint).origin,
    exp: Math.floor(now / 1_000) + VALID_FOR_S,
    ...(subject !== null && { sub: subject }),
  };
  const unsigned = `${partOf({ typ: "JWT", alg: "ES256" })}.${partOf(claims)}`;
  const key = await crypto.subtle.importKey("jwk", jwk, ALGORITHM, false, ["sign"]);
  const signature = await crypto.subtle.sign(
    { name: ALGORITHM.name, hash: "SHA-256" },
    key,
    new TextEncoder().encode(unsigned),
  );
  return `vapid t=${unsigned}.${base64Url(new Uint8Array(signature))}, k=${publicVapidKey(jwk)}`;
}

const partOf = (value: object): string =>
  base64Url(new TextEncoder().encode(JSON.stringify(value)));

const base64Url = (bytes: Uint8Array): string =>
  encodeBase64Url(new Uint8Array(bytes).buffer).replaceAll("=", "");
