import { DAY, MAX_EXPONENT, decayRate, decayedBy } from "./forward-decay.ts";
import { highest } from "./highest.ts";

/** What a signal weighs in bestsellers, per piece (METHODS §2). A return is a unit times −1. */
export const SIGNAL_WEIGHT = { unit: 1, cart: 0.3, view: 0.02 } as const;

/** One counter as storage keeps it. Values are weighted from the counter's own `landmark`. */
export interface StoredCounter {
  axis: string;
  item: string;
  score: number;
  units: number;
  /** Epoch ms. */
  landmark: number;
}

/** A counter as read: what is left at the time of asking, never below 0. */
export interface Count {
  id: string;
  /** All signals, weighted. */
  score: number;
  /** Of these, what was sold, net of returns. */
  units: number;
}

interface Counter {
  score: number;
  units: number;
}

interface Axis {
  counters: Map<string, Counter>;
  total: number;
  /** The best items, as many as were asked for, until one is added to: waiting changes no order. */
  ranking: { items: string[]; asked: number } | null;
}

/**
 * Decayed counters of items per axis (a category, or all), by forward decay: two floats a counter,
 * no sweep, any order of arrival. In memory all share one landmark; in storage each counter keeps
 * the landmark that it was written with, so that moving the landmark rewrites nothing.
 */
export class DecayedCounters {
  readonly #rate: number;
  readonly #axes = new Map<string, Axis>();
  readonly #dirty = new Map<string, Set<string>>();
  #landmark: number | null = null;

  /** @param options.halfLife milliseconds in which a signal counts half, default 7 days */
  constructor(options: { halfLife?: number } = {}) {
    this.#rate = decayRate(options.halfLife ?? 7 * DAY);
  }

  /**
   * Adds a signal of `weight`, of which `units` were sold. A return subtracts both at the time of its
   * *order*, which takes back exactly what the order has left.
   *
   * @param time epoch ms; may be earlier than what was added before
   * @throws {RangeError} when a number is not finite; nothing is added then
   */
  add(axis: string, item: string, weight: number, time: number, units = 0): void {
    if (!Number.isFinite(weight + time + units)) {
      throw new RangeError(`not finite: weight ${weight}, time ${time}, units ${units}`);
    }
    const factor = this.#growth(time);
    this.#bump(axis, item, weight * factor, units * factor);
    let dirty = this.#dirty.get(axis);
    if (dirty === undefined) this.#dirty.set(axis, (dirty = new Set()));
    dirty.add(item);
  }

  /** The `count` best items of an axis at `now`; what is at 0 or below is left out. Ties go by id. */
  top(axis: string, now: number, count: number): Count[] {
    const kept = this.#axes.get(axis);
    if (kept === undefined) return [];
    if (kept.ranking === null || kept.ranking.asked < count) {
      kept.ranking = { items: ranked(kept.counters, count), asked: count };
    }
    return kept.ranking.items.slice(0, count).map((item) => this.value(axis, item, now));
  }

  /** One item on one axis at `now`. */
  value(axis: string, item: string, now: number): Count {
    const counter = this.#axes.get(axis)?.counters.get(item);
    if (counter === undefined) return { id: item, score: 0, units: 0 };
    const left = this.#left(now);
    return {
      id: item,
      score: Math.max(0, counter.score * left),
      units: Math.max(0, counter.units * left),
    };
  }

  /** All scores of an axis together at `now`. */
  total(axis: string, now: number): number {
    const kept = this.#axes.get(axis);
    return kept === undefined ? 0 : Math.max(0, kept.total * this.#left(now));
  }

  /** Takes in what `takeDirty` once gave, each counter once. */
  load(stored: Iterable<StoredCounter>): void {
    for (const { axis, item, score, units, landmark } of stored) {
      const factor = this.#growth(landmark);
      this.#bump(axis, item, score * factor, units * factor);
    }
  }

  /** What has changed since the last call, for storage; afterwards nothing counts as changed. */
  takeDirty(): StoredCounter[] {
    const stored: StoredCounter[] = [];
    for (const [axis, items] of this.#dirty) {
      const { counters } = this.#axes.get(axis)!;
      for (const item of items) {
        stored.push({ axis, item, ...counters.get(item)!, landmark: this.#landmark! });
      }
    }
    this.#dirty.clear();
    return stored;
  }

  /** What a weight of 1 at `time` is stored as; moves the landmark when that would be too large. */
  #growth(time: number): number {
    this.#landmark ??= time;
    if (this.#rate * (time - this.#landmark) > MAX_EXPONENT) this.#moveLandmark(time);
    return Math.exp(this.#rate * (time - this.#landmark));
  }

  /** What is left at `now` of a stored 1. */
  #left(now: number): number {
    return decayedBy(this.#landmark!, now, this.#rate);
  }

  #moveLandmark(landmark: number): void {
    const left = this.#left(landmark);
    for (const axis of this.#axes.values()) {
      axis.total *= left;
      axis.ranking = null;
      for (const counter of axis.counters.values()) {
        counter.score *= left;
        counter.units *= left;
      }
    }
    this.#landmark = landmark;
  }

  #bump(axisName: string, item: string, score: number, units: number): void {
    let axis = this.#axes.get(axisName);
    if (axis === undefined) {
      this.#axes.set(axisName, (axis = { counters: new Map(), total: 0, ranking: null }));
    }
    const counter = axis.counters.get(item);
    if (counter === undefined) axis.counters.set(item, { score, units });
    else {
      counter.score += score;
      counter.units += units;
    }
    axis.total += score;
    axis.ranking = null;
  }
}

function ranked(counters: ReadonlyMap<string, Counter>, count: number): string[] {
  const items = [...counters.keys()];
  const scores = Array.from(counters.values(), ({ score }) => score);
  const before = (a: number, b: number): boolean =>
    scores[a]! > scores[b]! || (scores[a] === scores[b] && items[a]! < items[b]!);
  const best = highest(items.length, count, before, (place) => scores[place]! > 0);
  return best.map((place) => items[place]!);
}
