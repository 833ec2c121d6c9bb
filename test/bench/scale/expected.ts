import { itemId, type Session } from "./shop.ts";

const WEEK = 7 * 86_400_000;
const VIEW = 0.02;

/** What the bestsellers of the whole shop must be: the plain sum over all sessions, decayed. */
export class Expected {
  readonly #scores = new Map<number, number>();

  add({ at, viewed, ordered }: Session, now: number): void {
    const left = 2 ** ((at - now) / WEEK);
    for (const n of viewed) this.#bump(n, VIEW * left);
    if (ordered) this.#bump(viewed.at(-1)!, left);
  }

  /** Ids, best first. */
  top(count: number): string[] {
    const best = [...this.#scores].sort(([, a], [, b]) => b - a).slice(0, count);
    return best.map(([n]) => itemId(n));
  }

  #bump(n: number, score: number): void {
    this.#scores.set(n, (this.#scores.get(n) ?? 0) + score);
  }
}
