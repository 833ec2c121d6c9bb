/** 64 bits as two signed words of 32, the high one first. */
export type Hash = readonly [high: number, low: number];

export const BYTES_PER_HASH = 8;

/**
 * 64-bit hash of an id. Two multiply-xorshift lanes (the mixing constants of MurmurHash3's finaliser); at
 * 20 000 ids the chance of one collision is below 1e-11.
 */
export function hashOf(id: string): Hash {
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
  return [high ^ (low >>> 13), low ^ (high >>> 16)];
}

/** The hash of an id as 16 hexadecimal digits, to be written down. */
export function hashId(id: string): string {
  const [high, low] = hashOf(id);
  return hex(high) + hex(low);
}

const hex = (word: number) => (word >>> 0).toString(16).padStart(8, "0");
