import { decodeBase64Url, encodeBase64Url } from "hono/utils/encode";
import { describe, expect, it } from "vitest";
import { newVapidKey, publicVapidKey, vapidAuthorization } from "../../worker/edge/vapid.ts";
import { encryptPush } from "../../worker/edge/web-push.ts";

const base64url = (bytes: ArrayBuffer | Uint8Array) =>
  encodeBase64Url(new Uint8Array(bytes).buffer).replaceAll("=", "");

/** Values of RFC 8291, appendix A. */
const RFC = {
  text: "When I grow up, I want to be a watermelon",
  senderPublic:
    "BP4z9KsN6nGRTbVYI_c7VJSPQTBtkgcy27mlmlMoZIIgDll6e3vCYLocInmYWAmS6TlzAC8wEqKK6PBru3jl7A8",
  senderPrivate: "yfWPiYE-n46HLnH0KqZOF1fJJU3MYrct3AELtAQ-oRw",
  p256dh: "BCVxsr7N_eNgVRqvHtD0zTZsEc6-VV-JvLexhqUzORcxaOzi6-AYWXvTBHm4bjyPjs7Vd8pZGH6SRpkNtoIAiw4",
  auth: "BTBZMqHH6r4Tts7J_aSIgg",
  salt: "DGv6ra1nlYgDCS1FRnbzlw",
  message:
    "DGv6ra1nlYgDCS1FRnbzlwAAEABBBP4z9KsN6nGRTbVYI_c7VJSPQTBtkgcy27mlmlMoZIIgDll6e3vCYLoc" +
    "InmYWAmS6TlzAC8wEqKK6PBru3jl7A_yl95bQpu6cVPTpK4Mqgkf1CXztLVBSt2Ks3oZwbuwXPXLWyouBWLV" +
    "WGNWQexSgSxsj_Qulcy4a-fN",
};

async function senderOf({ senderPublic, senderPrivate }: typeof RFC): Promise<CryptoKeyPair> {
  const point = decodeBase64Url(senderPublic);
  const curve = { name: "ECDH", namedCurve: "P-256" };
  const [x, y] = [base64url(point.slice(1, 33)), base64url(point.slice(33))];
  const jwk = { kty: "EC", crv: "P-256", x, y };
  return {
    publicKey: await crypto.subtle.importKey("jwk", jwk, curve, true, []),
    privateKey: await crypto.subtle.importKey("jwk", { ...jwk, d: senderPrivate }, curve, true, [
      "deriveBits",
    ]),
  };
}

describe("a push message", () => {
  it("is encrypted as in the example of RFC 8291", async () => {
    const dice = { salt: decodeBase64Url(RFC.salt), sender: await senderOf(RFC) };
    const text = new TextEncoder().encode(RFC.text);
    expect(base64url(await encryptPush(text, RFC, dice))).toBe(RFC.message);
  });

  it("is none for a key that is no point of the curve", async () => {
    const dice = { salt: decodeBase64Url(RFC.salt), sender: await senderOf(RFC) };
    const p256dh = base64url(new Uint8Array(65).fill(4));
    await expect(encryptPush(new Uint8Array(3), { ...RFC, p256dh }, dice)).rejects.toThrow();
  });
});

it("a shop signs who it is for one push service and half a day, as RFC 8292 has it", async () => {
  const jwk = await newVapidKey();
  const now = Date.UTC(2026, 10, 22, 12);
  const header = await vapidAuthorization(
    jwk,
    "https://push.example/x/y",
    "https://a.example",
    now,
  );
  const [, token = "", key = ""] = /^vapid t=([\w.-]+), k=([\w-]+)$/.exec(header)!;
  expect(key).toBe(publicVapidKey(jwk));
  const [head = "", claims = "", signature = ""] = token.split(".");
  const read = (part: string) => JSON.parse(new TextDecoder().decode(decodeBase64Url(part)));
  expect(read(head)).toEqual({ typ: "JWT", alg: "ES256" });
  expect(read(claims)).toEqual({
    aud: "https://push.example",
    exp: now / 1_000 + 12 * 3_600,
    sub: "https://a.example",
  });
  const algorithm = { name: "ECDSA", namedCurve: "P-256" };
  const point = decodeBase64Url(key);
  const known = await crypto.subtle.importKey("raw", point, algorithm, false, ["verify"]);
  const signed = new TextEncoder().encode(`${head}.${claims}`);
  const how = { name: "ECDSA", hash: "SHA-256" };
  expect(await crypto.subtle.verify(how, known, decodeBase64Url(signature), signed)).toBe(true);
});
