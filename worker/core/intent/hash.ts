/** Slots that feature keys share (METHODS §3). The intercept has a slot of its own, after the last. */
export const SLOTS = 1 << 14;
export const INTERCEPT = SLOTS;

/** FNV-1a with 32 bits over UTF-16 code units (Fowler, Noll, Vo). */
export function fnv1a(text: string): number {
  let hash = 0x811c9dc5;
  for (let index = 0; index < text.length; index++) {
    hash = Math.imul(hash ^ text.charCodeAt(index), 0x01000193);
  }
  return hash >>> 0;
}

/** A feature's slot: FNV-1a folded to 14 bits, since its low bits alone mix short keys badly. */
export function slotOf(key: string): number {
  const hash = fnv1a(key);
  return (hash ^ (hash >>> 14) ^ (hash >>> 28)) & (SLOTS - 1);
}
