import type { Soon } from "./soon.ts";

interface Entry<T> {
  value: T;
  at: number;
}

/**
 * Values of other objects, kept in this isolate for `ttl` ms, at most `limit` of them.
 *
 * Only values are kept, never promises: workerd refuses to await one request's I/O in another. Ages
 * are measured on the caller's clock, so that the test clock moves them too.
 */
export class IsolateCache<T> {
  readonly #entries = new Map<string, Entry<T>>();
  readonly #ttl: number;
  readonly #limit: number;

  constructor(options: { ttl: number; limit: number }) {
    this.#ttl = options.ttl;
    this.#limit = options.limit;
  }

  /** How many values are kept. */
  get size(): number {
    return this.#entries.size;
  }

  /** The value when it is fresh at `now` (epoch ms), else undefined. */
  fresh(key: string, now: number): T | undefined {
    const entry = this.#entries.get(key);
    return entry !== undefined && Math.abs(now - entry.at) < this.#ttl ? entry.value : undefined;
  }

  /**
   * Whether a value is past half of its time, or not there: whoever has to ask for another anyway asks
   * for it too, so that values which are used together are read together, in few calls.
   */
  isAgeing(key: string, now: number): boolean {
    const entry = this.#entries.get(key);
    return entry === undefined || 2 * Math.abs(now - entry.at) >= this.#ttl;
  }

  put(key: string, value: T, now: number): void {
    this.#entries.delete(key);
    this.#entries.set(key, { value, at: now });
    if (this.#entries.size <= this.#limit) return;
    const [oldest] = this.#entries.keys();
    if (oldest !== undefined) this.#entries.delete(oldest);
  }

  /** The fresh value, or what `load` brings. */
  get(key: string, now: number, load: () => Promise<T>): Soon<T> {
    return (
      this.fresh(key, now) ??
      load().then((value) => {
        this.put(key, value, now);
        return value;
      })
    );
  }

  /** By name the fresh values of what is kept as `before` and the name; `load` brings the others. */
  getMany(
    before: string,
    names: readonly string[],
    now: number,
    load: (missing: string[]) => Promise<ReadonlyMap<string, T>>,
  ): Soon<Map<string, T>> {
    const found = new Map<string, T>();
    const missing: string[] = [];
    for (const name of names) {
      const value = this.fresh(before + name, now);
      if (value === undefined) missing.push(name);
      else found.set(name, value);
    }
    if (missing.length === 0) return found;
    return load(missing).then((read) => {
      for (const [name, value] of read) {
        this.put(before + name, value, now);
        found.set(name, value);
      }
      return found;
    });
  }

  dropWhere(isOff: (key: string) => boolean): void {
    for (const key of this.#entries.keys()) if (isOff(key)) this.#entries.delete(key);
  }

  /** What was just changed must be read again. */
  drop(key: string): void {
    this.#entries.delete(key);
  }
}
