import { DAY, MAX_EXPONENT, decayRate, decayedBy } from "./forward-decay.ts";

/** What became of what was sold, as decayed sums. */
export interface Outcomes {
  /** Pieces sold, whether they came back or not. */
  sold: number;
  returned: number;
  /** People who bought it, and of these people who bought it again in a later order. */
  buyers: number;
  again: number;
}

export const NO_OUTCOMES: Readonly<Outcomes> = { sold: 0, returned: 0, buyers: 0, again: 0 };

/** The sums of one item as storage keeps them, weighted from the row's own `landmark` (epoch ms). */
export interface StoredOutcomes extends Outcomes {
  item: string;
  landmark: number;
}

/** Goods are judged by half a year, bestsellers by a week: a return comes weeks after its sale. */
const HALF_LIFE = 180 * DAY;

/** Outcomes by item and of the shop, by forward decay; `DecayedCounters` says how. */
export class OutcomeSums {
  readonly #rate = decayRate(HALF_LIFE);
  readonly #items = new Map<string, Outcomes>();
  readonly #dirty = new Set<string>();
  #shop: Outcomes = { ...NO_OUTCOMES };
  #landmark: number | null = null;

  /** @param time epoch ms of the order, for what is returned too */
  add(item: string, outcomes: Partial<Outcomes>, time: number): void {
    this.#addStored(item, { ...NO_OUTCOMES, ...outcomes }, time);
    this.#dirty.add(item);
  }

  /** Of one item at `now`; undefined when nothing is known of it. */
  of(item: string, now: number): Outcomes | undefined {
    const sums = this.#items.get(item);
    return sums && scaled(sums, decayedBy(this.#landmark!, now, this.#rate));
  }

  /** Of all items together. */
  ofShop(now: number): Outcomes {
    return scaled(this.#shop, decayedBy(this.#landmark ?? now, now, this.#rate));
  }

  load(stored: Iterable<StoredOutcomes>): void {
    for (const { item, landmark, ...sums } of stored) this.#addStored(item, sums, landmark);
  }

  /** What has changed since the last call, for storage. */
  takeDirty(): StoredOutcomes[] {
    const landmark = this.#landmark!;
    const stored = Array.from(this.#dirty, (item) => ({
      item,
      ...this.#items.get(item)!,
      landmark,
    }));
    this.#dirty.clear();
    return stored;
  }

  #addStored(item: string, outcomes: Outcomes, time: number): void {
    this.#landmark ??= time;
    if (this.#rate * (time - this.#landmark) > MAX_EXPONENT) this.#moveLandmark(time);
    const grown = scaled(outcomes, Math.exp(this.#rate * (time - this.#landmark)));
    this.#items.set(item, sumOf(this.#items.get(item) ?? NO_OUTCOMES, grown));
    this.#shop = sumOf(this.#shop, grown);
  }

  #moveLandmark(landmark: number): void {
    const left = decayedBy(this.#landmark!, landmark, this.#rate);
    this.#shop = scaled(this.#shop, left);
    for (const [item, sums] of this.#items) this.#items.set(item, scaled(sums, left));
    this.#landmark = landmark;
  }
}

export const sumOf = (a: Readonly<Outcomes>, b: Readonly<Outcomes>): Outcomes => ({
  sold: a.sold + b.sold,
  returned: a.returned + b.returned,
  buyers: a.buyers + b.buyers,
  again: a.again + b.again,
});

const scaled = (sums: Readonly<Outcomes>, factor: number): Outcomes => ({
  sold: sums.sold * factor,
  returned: sums.returned * factor,
  buyers: sums.buyers * factor,
  again: sums.again * factor,
});
