import { ALL, axisKey } from "./axes.ts";
import { levelFor } from "./counter-limits.ts";
import { DAY, MAX_EXPONENT, decayRate, decayedBy } from "./forward-decay.ts";
import { highest } from "../table/highest.ts";

/** What a signal weighs in bestsellers, per piece (METHODS §2). A return is a unit times −1. */
export const SIGNAL_WEIGHT = { unit: 1, cart: 0.3, view: 0.02 } as const;

/**
 * All counters of one item as storage keeps them: one row however many axes it counts on, since rows
 * written are the bill. `score` and `units` are weighted from the entry's own `landmark` (epoch ms).
 */
export interface StoredCounters {
  item: string;
  /** Empty when nothing of the item is counted any more. */
  sums: [axis: string, score: number, units: number, landmark: number][];
}

/** A counter as read: what is left at the time of asking, never below 0. */
export interface Count {
  id: string;
  /** All signals, weighted. */
  score: number;
  /** Of these, what was sold, net of returns. */
  units: number;
}

export interface CounterOptions {
  /** Milliseconds in which a signal counts half. Default 7 days. */
  halfLife?: number;
  /** Pairs of axis and item that are counted exactly. Default 100 000. */
  pairs?: number;
  /** Axes, of which visitors make some by searching. Default 5 000. */
  axes?: number;
}

interface Counter {
  score: number;
  units: number;
}

interface Axis {
  name: string;
  counters: Map<string, Counter>;
  total: number;
  /** The largest score that ever had to go: a newcomer may have had as much. */
  floor: number;
  /** The best items, as many as were asked for, until one is added to: waiting changes no order. */
  ranking: { items: string[]; asked: number } | null;
}

/** What is past a limit goes in strokes of this share, so that sorting is rare. */
const SLACK = 1.25;

const ROUNDING = 1e-12;

/**
 * Decayed counters of items per axis (a category, a brand, or all), by forward decay: two floats a
 * counter, no sweep, any order of arrival. In memory all share one landmark; in storage each keeps
 * the landmark that it was written with, so that moving the landmark rewrites nothing. Axes are told
 * apart by their keys, however they are spelt.
 *
 * Exact up to `pairs` counters. Past that it is Space-Saving (Metwally et al., 2005) in batches: the
 * longest axes lose their smallest counters, and a newcomer there begins with the largest score that
 * was lost, so that no score is ever too low, and too high by that much at most. Units are told to
 * people, so they inherit nothing. Of too many axes those go on which least happens.
 */
export class DecayedCounters {
  readonly #rate: number;
  readonly #maxPairs: number;
  readonly #maxAxes: number;
  readonly #axes = new Map<string, Axis>();
  /** By item, the axes that it counts on. */
  readonly #axesOf = new Map<string, Axis[]>();
  readonly #dirty = new Set<string>();
  #pairs = 0;
  #landmark: number | null = null;

  constructor(options: CounterOptions = {}) {
    this.#rate = decayRate(options.halfLife ?? 7 * DAY);
    this.#maxPairs = options.pairs ?? 100_000;
    this.#maxAxes = options.axes ?? 5_000;
  }

  /** Number of pairs of axis and item that are counted. */
  get size(): number {
    return this.#pairs;
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
    this.#dirty.add(item);
    this.#keepWithin();
  }

  /** The `count` best items of an axis at `now`; what is at 0 or below is left out. Ties go by id. */
  top(axis: string, now: number, count: number): Count[] {
    const kept = this.#axes.get(axisKey(axis));
    if (kept === undefined) return [];
    if (kept.ranking === null || kept.ranking.asked < count) {
      kept.ranking = { items: ranked(kept.counters, count), asked: count };
    }
    return kept.ranking.items.slice(0, count).map((item) => this.value(axis, item, now));
  }

  /** One item on one axis at `now`. */
  value(axis: string, item: string, now: number): Count {
    const counter = this.#axes.get(axisKey(axis))?.counters.get(item);
    if (counter === undefined) return { id: item, score: 0, units: 0 };
    const left = this.#left(now);
    return {
      id: item,
      score: Math.max(0, counter.score * left),
      units: Math.max(0, counter.units * left),
    };
  }

  /** All scores above 0 of an axis together at `now`, those that had to go among them. */
  total(axis: string, now: number): number {
    const kept = this.#axes.get(axisKey(axis));
    return kept === undefined ? 0 : Math.max(0, kept.total * this.#left(now));
  }

  /** Takes in what `takeDirty` once gave, each item once. */
  load(stored: Iterable<StoredCounters>): void {
    for (const { item, sums } of stored) {
      for (const [axis, score, units, landmark] of sums) {
        const factor = this.#growth(landmark);
        this.#bump(axis, item, score * factor, units * factor);
      }
    }
    this.#keepWithin();
  }

  /** What has changed since the last call, for storage; afterwards nothing counts as changed. */
  takeDirty(): StoredCounters[] {
    const landmark = this.#landmark!;
    const stored = Array.from(this.#dirty, (item): StoredCounters => ({
      item,
      sums: (this.#axesOf.get(item) ?? []).map(({ name, counters }) => {
        const { score, units } = counters.get(item)!;
        return [name, score, units, landmark];
      }),
    }));
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
      axis.floor *= left;
      axis.ranking = null;
      for (const counter of axis.counters.values()) {
        counter.score *= left;
        counter.units *= left;
      }
    }
    this.#landmark = landmark;
  }

  #bump(name: string, item: string, score: number, units: number): void {
    const axis = this.#axis(name);
    const counter = axis.counters.get(item) ?? this.#newCounter(axis, item);
    const before = counter.score;
    counter.score = sum(before, score);
    counter.units = sum(counter.units, units);
    // What was returned of an order that nobody told of must not weigh down the others' shares.
    axis.total += Math.max(0, counter.score) - Math.max(0, before);
    axis.ranking = null;
  }

  #newCounter(axis: Axis, item: string): Counter {
    const counter = { score: axis.floor, units: 0 };
    axis.counters.set(item, counter);
    const others = this.#axesOf.get(item);
    if (others === undefined) this.#axesOf.set(item, [axis]);
    else others.push(axis);
    this.#pairs += 1;
    return counter;
  }

  #axis(spelt: string): Axis {
    const name = axisKey(spelt);
    const known = this.#axes.get(name);
    if (known !== undefined) return known;
    const axis: Axis = { name, counters: new Map(), total: 0, floor: 0, ranking: null };
    this.#axes.set(name, axis);
    return axis;
  }

  #keepWithin(): void {
    if (this.#axes.size > this.#maxAxes * SLACK) this.#dropAxes();
    if (this.#pairs <= this.#maxPairs * SLACK) return;
    const sizes = Array.from(this.#axes.values(), ({ counters }) => counters.size);
    const level = levelFor(sizes, this.#maxPairs);
    for (const axis of this.#axes.values()) {
      if (axis.counters.size > level) this.#cut(axis, level);
    }
  }

  #dropAxes(): void {
    const largest = [...this.#axes.values()].sort((a, b) => b.total - a.total);
    for (const axis of largest.slice(this.#maxAxes)) {
      if (axis.name === ALL) continue;
      this.#cut(axis, 0);
      this.#axes.delete(axis.name);
    }
  }

  /** Leaves an axis its `keep` best counters. */
  #cut(axis: Axis, keep: number): void {
    const byScore = [...axis.counters].sort(([, a], [, b]) => b.score - a.score);
    for (const [item, { score }] of byScore.slice(keep)) {
      axis.floor = Math.max(axis.floor, score);
      axis.counters.delete(item);
      this.#pairs -= 1;
      const others = this.#axesOf.get(item)!.filter((other) => other !== axis);
      if (others.length > 0) this.#axesOf.set(item, others);
      else this.#axesOf.delete(item);
      this.#dirty.add(item);
    }
  }
}

/** Two numbers that cancel out leave nothing, and no rounding error that would rank. */
function sum(a: number, b: number): number {
  const total = a + b;
  return Math.abs(total) < ROUNDING * Math.abs(b) ? 0 : total;
}

function ranked(counters: ReadonlyMap<string, Counter>, count: number): string[] {
  const items = [...counters.keys()];
  const scores = Array.from(counters.values(), ({ score }) => score);
  const idOf = (place: number): string => items[place]!;
  return highest(scores, items.length, count, idOf, (place) => scores[place]! > 0).map(idOf);
}
