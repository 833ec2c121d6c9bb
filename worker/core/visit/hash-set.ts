import { BYTES_PER_HASH, type Hash } from "./hashes.ts";

const FIRST_CAPACITY = 32;
/** Room for half as many again, before all of it is copied. */
const HEADROOM = 1.5;

/**
 * Hashes, each once, in the order in which they came: in the bytes that are stored (big-endian, 8 each), so
 * that storing them is a copy. Texts in a `Set` are dearer: the engine makes each that is a key the only one
 * of its kind in the whole isolate.
 */
export class HashSet {
  #bytes = new Uint8Array(FIRST_CAPACITY * BYTES_PER_HASH);
  #view = new DataView(this.#bytes.buffer);
  /** Open addressing with linear probing: the place of a hash and 1, or 0 where there is none. */
  #slots = new Int32Array(2 * FIRST_CAPACITY);
  /** Those before it were forgotten. */
  #first = 0;
  #end = 0;

  /** Takes what `encode` made; of hashes that are there twice the first stays. */
  static decode(stored: Uint8Array): HashSet {
    const set = new HashSet();
    set.#move(stored);
    return set;
  }

  get size(): number {
    return this.#end - this.#first;
  }

  has(hash: Hash): boolean {
    return this.#slots[this.#slotOf(hash)] !== 0;
  }

  /** Whether it was new. */
  add(hash: Hash): boolean {
    let slot = this.#slotOf(hash);
    if (this.#slots[slot] !== 0) return false;
    if (this.#end * BYTES_PER_HASH === this.#bytes.length) {
      this.#move(this.bytes);
      slot = this.#slotOf(hash);
    }
    const at = this.#end * BYTES_PER_HASH;
    this.#view.setInt32(at, hash[0]);
    this.#view.setInt32(at + 4, hash[1]);
    this.#end += 1;
    this.#slots[slot] = this.#end;
    return true;
  }

  /** Adds all of what `encode` made. */
  addAll(stored: Uint8Array): void {
    const view = new DataView(stored.buffer, stored.byteOffset, stored.byteLength);
    for (let at = 0; at + BYTES_PER_HASH <= stored.length; at += BYTES_PER_HASH)
      this.add([view.getInt32(at), view.getInt32(at + 4)]);
  }

  /** Forgets the one that came first; its slot is passed over from now on. */
  forgetFirst(): void {
    if (this.size > 0) this.#first += 1;
  }

  /** What is stored; good until the next change. */
  get bytes(): Uint8Array<ArrayBuffer> {
    return this.#bytes.subarray(this.#first * BYTES_PER_HASH, this.#end * BYTES_PER_HASH);
  }

  /** A copy of what is stored. */
  encode(): ArrayBuffer {
    return this.bytes.slice().buffer;
  }

  *[Symbol.iterator](): Generator<Hash> {
    for (let place = this.#first; place < this.#end; place++) yield this.#hashAt(place);
  }

  #hashAt(place: number): Hash {
    const at = place * BYTES_PER_HASH;
    return [this.#view.getInt32(at), this.#view.getInt32(at + 4)];
  }

  /** The slot of a hash, or the one where it belongs. */
  #slotOf([high, low]: Hash): number {
    const mask = this.#slots.length - 1;
    for (let slot = low & mask; ; slot = (slot + 1) & mask) {
      const place = this.#slots[slot]! - 1;
      if (place < 0) return slot;
      const at = place * BYTES_PER_HASH;
      const isSame = this.#view.getInt32(at) === high && this.#view.getInt32(at + 4) === low;
      if (isSame && place >= this.#first) return slot;
    }
  }

  /** Holds these alone, in as much room as they need. */
  #move(stored: Uint8Array): void {
    const count = Math.floor(stored.length / BYTES_PER_HASH);
    const capacity = Math.max(FIRST_CAPACITY, 2 ** Math.ceil(Math.log2(HEADROOM * count + 1)));
    this.#bytes = new Uint8Array(capacity * BYTES_PER_HASH);
    this.#view = new DataView(this.#bytes.buffer);
    this.#slots = new Int32Array(2 * capacity);
    this.#first = this.#end = 0;
    this.addAll(stored);
  }
}
