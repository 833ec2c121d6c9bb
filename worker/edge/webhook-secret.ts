import { decodeBase64, encodeBase64 } from "hono/utils/encode";

const PREFIX = "whsec_";
const SECRET_BYTES = 32;

/** A new secret as the Standard Webhooks specification has it: `whsec_` and base64 of 24 to 64 random bytes. */
export const newWebhookSecret = (): string =>
  PREFIX + encodeBase64(crypto.getRandomValues(new Uint8Array(SECRET_BYTES)).buffer);

/**
 * `webhook-signature`: of each secret `v1,` and base64 of HMAC-SHA256 of `id.timestamp.body`, parted by
 * spaces (Standard Webhooks 1.0, "Signature scheme").
 *
 * @param timestamp seconds since the epoch
 */
export async function webhookSignature(
  secrets: readonly string[],
  { id, timestamp, body }: { id: string; timestamp: number; body: string },
): Promise<string> {
  const signed = new TextEncoder().encode(`${id}.${timestamp}.${body}`);
  const signatures = secrets.map(async (secret) => {
    const key = await crypto.subtle.importKey(
      "raw",
      decodeBase64(secret.slice(PREFIX.length)),
      { name: "HMAC", hash: "SHA-256" },
      false,
      ["sign"],
    );
    return `v1,${encodeBase64(await crypto.subtle.sign("HMAC", key, signed))}`;
  });
  return (await Promise.all(signatures)).join(" ");
}
