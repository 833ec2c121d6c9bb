import { decodeBase64Url } from "hono/utils/encode";
import {
  KEY_INFO,
  NONCE_INFO,
  paddedRecord,
  pushMessage,
  webPushInfo,
} from "../core/outbound/index.ts";
import type { PushSubscription } from "../wire/push.ts";

const CURVE = { name: "ECDH", namedCurve: "P-256" } as const;
const SALT_BYTES = 16;

/** What is made anew for each message; given by tests only. */
export interface PushDice {
  salt: Uint8Array<ArrayBuffer>;
  sender: CryptoKeyPair;
}

export const rollPushDice = async (): Promise<PushDice> => ({
  salt: crypto.getRandomValues(new Uint8Array(SALT_BYTES)),
  sender: (await crypto.subtle.generateKey(CURVE, true, ["deriveBits"])) as CryptoKeyPair,
});

/**
 * A push message's body: `text` for the eyes of one browser, in the content coding `aes128gcm` (RFC 8291).
 *
 * @param text at most 3993 bytes, so that the message is one record of 4096
 * @throws when the subscription's key is no point of the curve
 */
export async function encryptPush(
  text: Uint8Array,
  { p256dh, auth }: PushSubscription["keys"],
  { salt, sender }: PushDice,
): Promise<Uint8Array<ArrayBuffer>> {
  const receiver = bytesOf(p256dh);
  const senderKey = new Uint8Array(await exportRaw(sender.publicKey));
  const receiverKey = await crypto.subtle.importKey("raw", receiver, CURVE, false, []);
  // The platform's types call it `$public`; it is `public`, as everywhere.
  const agreement: { name: string } = Object.assign({ public: receiverKey }, CURVE);
  const shared = await crypto.subtle.deriveBits(agreement, sender.privateKey, 256);
  const secret = await hkdf(shared, bytesOf(auth), webPushInfo(receiver, senderKey), 32);
  const [key, iv] = await Promise.all([
    hkdf(secret, salt, encoded(KEY_INFO), 16),
    hkdf(secret, salt, encoded(NONCE_INFO), 12),
  ]);
  const aes = await crypto.subtle.importKey("raw", key, "AES-GCM", false, ["encrypt"]);
  const cipher = await crypto.subtle.encrypt({ name: "AES-GCM", iv }, aes, paddedRecord(text));
  return pushMessage(salt, senderKey, new Uint8Array(cipher));
}

/** HKDF with SHA-256, extracted and expanded (RFC 5869). */
async function hkdf(
  secret: ArrayBuffer,
  salt: BufferSource,
  info: BufferSource,
  bytes: number,
): Promise<ArrayBuffer> {
  const key = await crypto.subtle.importKey("raw", secret, "HKDF", false, ["deriveBits"]);
  const algorithm = { name: "HKDF", hash: "SHA-256", salt, info };
  return crypto.subtle.deriveBits(algorithm, key, 8 * bytes);
}

const exportRaw = (key: CryptoKey) => crypto.subtle.exportKey("raw", key) as Promise<ArrayBuffer>;
const bytesOf = (base64url: string) => decodeBase64Url(base64url);
const encoded = (text: string) => new TextEncoder().encode(text);
