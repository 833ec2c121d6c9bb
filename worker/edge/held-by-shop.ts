/** What this isolate holds of each shop, of the 128 MB that all of an isolate's shops share. */
export class HeldByShop<Held extends { readonly size: number }> {
  readonly #shops = new Map<string, Held>();
  readonly #make: () => Held;
  readonly #limit: number;

  /** @param limit of the sizes of all together, in whatever `size` counts */
  constructor(make: () => Held, limit: number) {
    this.#make = make;
    this.#limit = limit;
  }

  of(key: string): Held {
    let held = this.#shops.get(key);
    if (held === undefined) this.#shops.set(key, (held = this.#make()));
    return held;
  }

  /** Makes room when all together hold too much: what is in use is soon read again. */
  keepWithin(): void {
    let size = 0;
    for (const held of this.#shops.values()) size += held.size;
    if (size > this.#limit) this.#shops.clear();
  }
}
