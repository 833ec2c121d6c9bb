import { BYTES_PER_HASH, hashId, packHashes, unpackHashes } from "./hashes.ts";

const DAY = 86_400_000;

/** Days that an id is remembered: one more than events may be old, so that none can come twice. */
const DAYS_KEPT = 8;
const MAX_IDS = 20_000;
const HEADER_BYTES = 8;

/**
 * The ids that a person has sent in the last 8 days, at most 20 000 (the oldest day goes first).
 * Kept as one BLOB: for each day a header (day number, count: u32 each) and the 8-byte hashes.
 */
export class SeenIds {
  readonly #days = new Map<number, Set<string>>();
  #size = 0;

  static decode(blob: ArrayBuffer): SeenIds {
    const seen = new SeenIds();
    const view = new DataView(blob);
    let at = 0;
    while (at < blob.byteLength) {
      const day = view.getUint32(at);
      const count = view.getUint32(at + 4);
      at += HEADER_BYTES;
      const ids = unpackHashes(view, at, count);
      at += count * BYTES_PER_HASH;
      seen.#days.set(day, ids);
      seen.#size += ids.size;
    }
    return seen;
  }

  encode(): ArrayBuffer {
    const blob = new ArrayBuffer(this.#days.size * HEADER_BYTES + this.#size * BYTES_PER_HASH);
    const view = new DataView(blob);
    let at = 0;
    for (const [day, ids] of this.#days) {
      view.setUint32(at, day);
      view.setUint32(at + 4, ids.size);
      at += HEADER_BYTES;
      packHashes(view, at, ids);
      at += ids.size * BYTES_PER_HASH;
    }
    return blob;
  }

  has(id: string): boolean {
    const hash = hashId(id);
    for (const ids of this.#days.values()) if (ids.has(hash)) return true;
    return false;
  }

  /** Remembers `id` as of `now` (epoch ms) and forgets what is past its time. */
  add(id: string, now: number): void {
    const today = Math.floor(now / DAY);
    let ids = this.#days.get(today);
    if (ids === undefined) {
      ids = new Set();
      this.#days.set(today, ids);
      this.#forgetBefore(today - DAYS_KEPT);
    }
    const before = ids.size;
    ids.add(hashId(id));
    this.#size += ids.size - before;
    while (this.#size > MAX_IDS && this.#days.size > 1) this.#forgetOldest();
    if (this.#size > MAX_IDS) this.#forgetFirst(ids);
  }

  /** Remembers what another has seen, for as long as it would have. */
  join(other: SeenIds, now: number): void {
    for (const [day, hashes] of other.#days) {
      const known = this.#days.get(day) ?? new Set<string>();
      this.#days.set(day, known);
      for (const hash of hashes) {
        if (known.has(hash)) continue;
        known.add(hash);
        this.#size += 1;
      }
    }
    this.#forgetBefore(Math.floor(now / DAY) - DAYS_KEPT);
    while (this.#size > MAX_IDS && this.#days.size > 1) this.#forgetOldest();
    for (const ids of this.#days.values()) while (this.#size > MAX_IDS) this.#forgetFirst(ids);
  }

  get size(): number {
    return this.#size;
  }

  #forgetBefore(day: number): void {
    for (const [kept, ids] of this.#days)
      if (kept < day) {
        this.#days.delete(kept);
        this.#size -= ids.size;
      }
  }

  #forgetOldest(): void {
    const oldest = Math.min(...this.#days.keys());
    this.#size -= this.#days.get(oldest)?.size ?? 0;
    this.#days.delete(oldest);
  }

  #forgetFirst(ids: Set<string>): void {
    const [first] = ids;
    if (first !== undefined && ids.delete(first)) this.#size -= 1;
  }
}
