import { TOP } from "../measure.ts";

/** Past sessions, and for each item those that hold it, newest first. */
export class SessionIndex {
  readonly sessions: readonly string[][];
  readonly #byItem = new Map<string, number[]>();

  constructor(sessions: readonly string[][]) {
    this.sessions = sessions;
    for (let number = sessions.length - 1; number >= 0; number--) {
      for (const id of new Set(sessions[number])) {
        const known = this.#byItem.get(id);
        if (known === undefined) this.#byItem.set(id, [number]);
        else known.push(number);
      }
    }
  }

  /** Numbers of the sessions that hold an item, newest first. */
  holding(id: string): readonly number[] {
    return this.#byItem.get(id) ?? [];
  }
}

export const highestScores = (scores: ReadonlyMap<string, number>, without: string | null) =>
  [...scores]
    .filter(([id]) => id !== without)
    .sort((a, b) => b[1] - a[1])
    .slice(0, TOP)
    .map(([id]) => id);

/** The `k` most similar sessions, of equals the newest. */
export const mostSimilar = (similarities: ReadonlyMap<number, number>, k: number) =>
  [...similarities].sort((a, b) => b[1] - a[1] || b[0] - a[0]).slice(0, k);
