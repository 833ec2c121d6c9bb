import { type Bucket, type Policy, take, type Taken } from "./bucket.ts";

/**
 * Buckets by whose they are, at most `limit` of them. Whose was longest not asked for goes first, and
 * would be full again: who floods is asked for all the time.
 */
export class Buckets {
  readonly #buckets = new Map<string, Bucket>();
  readonly #limit: number;

  constructor(limit: number) {
    this.#limit = limit;
  }

  take(whose: string, policy: Policy, now: number): Taken {
    const taken = take(this.#buckets.get(whose), policy, now);
    this.#buckets.delete(whose);
    this.#buckets.set(whose, taken.bucket);
    if (this.#buckets.size > this.#limit) {
      const [oldest] = this.#buckets.keys();
      this.#buckets.delete(oldest!);
    }
    return taken;
  }
}
