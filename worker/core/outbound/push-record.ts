/** Largest message that every push service takes (RFC 8030, 7.2), which is one record here. */
const PUSH_RECORD_BYTES = 4096;

/** Texts that keys are derived for (RFC 8188, 2.2 and 2.3). */
export const KEY_INFO = "Content-Encoding: aes128gcm\0";
export const NONCE_INFO = "Content-Encoding: nonce\0";

/** What the shared secret is bound to: both public keys, uncompressed (RFC 8291, 3.3). */
export const webPushInfo = (receiver: Uint8Array, sender: Uint8Array): Uint8Array<ArrayBuffer> =>
  joined([new TextEncoder().encode("WebPush: info\0"), receiver, sender]);

/** The text with the delimiter of a last record behind it (RFC 8188, 2). */
export const paddedRecord = (text: Uint8Array): Uint8Array<ArrayBuffer> =>
  joined([text, Uint8Array.of(2)]);

/** Salt, size of a record, and the sender's key before the one record (RFC 8188, 2.1; RFC 8291, 4). */
export function pushMessage(
  salt: Uint8Array,
  sender: Uint8Array,
  cipher: Uint8Array,
): Uint8Array<ArrayBuffer> {
  const size = new Uint8Array(4);
  new DataView(size.buffer).setUint32(0, PUSH_RECORD_BYTES);
  return joined([salt, size, Uint8Array.of(sender.length), sender, cipher]);
}

function joined(parts: readonly Uint8Array[]): Uint8Array<ArrayBuffer> {
  const bytes = new Uint8Array(parts.reduce((sum, part) => sum + part.length, 0));
  let at = 0;
  for (const part of parts) {
    bytes.set(part, at);
    at += part.length;
  }
  return bytes;
}
