import { grown } from "./grown.ts";
import type { RowView } from "./row-pool.ts";
import { ScoreBoard } from "./score-board.ts";

/** Sums of candidates that are item numbers: arrays by number stand in for a `Map`. */
export class NumberBoard extends ScoreBoard {
  /** By number: its place + 1; 0 when it is no candidate. */
  #placeOf = new Uint32Array(1024);
  /** By place. */
  #numbers = new Uint32Array(1024);

  /** Forgets all candidates, and expects numbers below `end`. */
  reset(end: number): void {
    const placeOf = this.#placeOf;
    for (let place = 0; place < this.size; place++) placeOf[this.#numbers[place]!] = 0;
    this.clear();
    if (end > placeOf.length) this.#placeOf = grown(placeOf, end);
  }

  /** The number of the candidate at a place. */
  number(place: number): number {
    return this.#numbers[place]!;
  }

  /** The place of a number; -1 when it is no candidate. */
  find(number: number): number {
    return (this.#placeOf[number] ?? 0) - 1;
  }

  contribute(number: number, score: number, age: number): void {
    const place = this.find(number);
    if (place >= 0) return this.add(place, score, age);
    const last = this.open(score, age);
    this.#numbers[last] = number;
    this.#placeOf[number] = last + 1;
  }

  /**
   * Contributes `weight · (weights[k] · scale · discounts[neighbours[k]])` for each entry of a row.
   * Written out, since some five hundred entries make up most of an answer's time.
   */
  contributeRow(
    { neighbours, weights, from, to }: RowView,
    weight: number,
    scale: number,
    discounts: Float64Array,
    age: number,
  ): void {
    this.makeRoom(to - from);
    const placeOf = this.#placeOf;
    const numbers = this.#numbers;
    const { scores, largest, ages } = this;
    let { size } = this;
    for (let slot = from; slot < to; slot++) {
      const number = neighbours[slot]!;
      const score = weight * (weights[slot]! * scale * discounts[number]!);
      const place = placeOf[number]! - 1;
      if (place < 0) {
        numbers[size] = number;
        scores[size] = score;
        largest[size] = score;
        ages[size] = age;
        placeOf[number] = ++size;
      } else {
        scores[place]! += score;
        if (score > largest[place]!) {
          largest[place] = score;
          ages[place] = age;
        }
      }
    }
    this.size = size;
  }

  protected override makeRoom(more: number): void {
    super.makeRoom(more);
    if (this.#numbers.length < this.scores.length)
      this.#numbers = grown(this.#numbers, this.scores.length);
  }
}
