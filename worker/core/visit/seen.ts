import { HashSet } from "./hash-set.ts";
import { BYTES_PER_HASH, hashOf } from "./hashes.ts";

const DAY = 86_400_000;

/** Days that an id is remembered: one more than events may be old, so that none can come twice. */
const DAYS_KEPT = 8;
const MAX_IDS = 20_000;
const HEADER_BYTES = 8;

/**
 * The ids that a person has sent in the last 8 days, at most 20 000 (the oldest day goes first).
 * Kept as one BLOB: for each day a header (day number, count: u32 each) and the 8-byte hashes, which
 * is only copied together, since it is written with every batch.
 */
export class SeenIds {
  readonly #days = new Map<number, HashSet>();
  #size = 0;

  static decode(blob: ArrayBuffer): SeenIds {
    const seen = new SeenIds();
    const view = new DataView(blob);
    let at = 0;
    while (at < blob.byteLength) {
      const day = view.getUint32(at);
      const count = view.getUint32(at + 4);
      at += HEADER_BYTES;
      const end = at + count * BYTES_PER_HASH;
      const ids = HashSet.decode(new Uint8Array(blob, at, end - at));
      seen.#days.set(day, ids);
      seen.#size += ids.size;
      at = end;
    }
    return seen;
  }

  encode(): ArrayBuffer {
    const blob = new ArrayBuffer(this.#days.size * HEADER_BYTES + this.#size * BYTES_PER_HASH);
    const view = new DataView(blob);
    const all = new Uint8Array(blob);
    let at = 0;
    for (const [day, ids] of this.#days) {
      view.setUint32(at, day);
      view.setUint32(at + 4, ids.size);
      all.set(ids.bytes, at + HEADER_BYTES);
      at += HEADER_BYTES + ids.size * BYTES_PER_HASH;
    }
    return blob;
  }

  has(id: string): boolean {
    const hash = hashOf(id);
    for (const ids of this.#days.values()) if (ids.has(hash)) return true;
    return false;
  }

  /** Whether `id` is new; if so, remembers it as of `now` (epoch ms) and forgets what is past its time. */
  add(id: string, now: number): boolean {
    const hash = hashOf(id);
    const today = Math.floor(now / DAY);
    for (const [day, ids] of this.#days) if (day !== today && ids.has(hash)) return false;
    const ids = this.#days.get(today) ?? this.#begin(today);
    if (!ids.add(hash)) return false;
    this.#size += 1;
    while (this.#size > MAX_IDS && this.#days.size > 1) this.#forgetOldest();
    if (this.#size > MAX_IDS) this.#forgetFirst(ids);
    return true;
  }

  /** Remembers what another has seen, for as long as it would have. */
  join(other: SeenIds, now: number): void {
    for (const [day, hashes] of other.#days) {
      const known = this.#days.get(day) ?? new HashSet();
      this.#days.set(day, known);
      for (const hash of hashes) if (known.add(hash)) this.#size += 1;
    }
    this.#forgetBefore(Math.floor(now / DAY) - DAYS_KEPT);
    while (this.#size > MAX_IDS && this.#days.size > 1) this.#forgetOldest();
    for (const ids of this.#days.values()) while (this.#size > MAX_IDS) this.#forgetFirst(ids);
  }

  get size(): number {
    return this.#size;
  }

  #begin(today: number): HashSet {
    const ids = new HashSet();
    this.#days.set(today, ids);
    this.#forgetBefore(today - DAYS_KEPT);
    return ids;
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

  #forgetFirst(ids: HashSet): void {
    if (ids.size === 0) return;
    ids.forgetFirst();
    this.#size -= 1;
  }
}
