import { grown } from "./grown.ts";
import { highest } from "./highest.ts";

/**
 * Scratch in which contributions to some hundred candidates are summed: numbers side by side, since
 * an object for each would cost more than the sums. A candidate is named by its place, in the order
 * in which they came up.
 */
export class ScoreBoard {
  protected size = 0;
  protected scores = new Float64Array(1024);
  protected largest = new Float64Array(1024);
  /** By place: the age of the recent item that contributed most. */
  protected ages = new Uint8Array(1024);

  clear(): void {
    this.size = 0;
  }

  /** The place of a new candidate. */
  open(score: number, age: number): number {
    this.makeRoom(1);
    const place = this.size++;
    this.scores[place] = score;
    this.largest[place] = score;
    this.ages[place] = age;
    return place;
  }

  add(place: number, score: number, age: number): void {
    this.scores[place]! += score;
    if (score <= this.largest[place]!) return;
    this.largest[place] = score;
    this.ages[place] = age;
  }

  score(place: number): number {
    return this.scores[place]!;
  }

  because(place: number): number {
    return this.ages[place]!;
  }

  /** The `count` best places among those with a score above 0 that `admits` lets in. */
  best(
    count: number,
    idOf: (place: number) => string,
    admits: (place: number) => boolean,
    spare?: number,
  ): number[] {
    const { scores } = this;
    const isAdmitted = (place: number): boolean => scores[place]! > 0 && admits(place);
    return highest(scores, this.size, count, idOf, isAdmitted, spare);
  }

  protected makeRoom(more: number): void {
    const size = this.size + more;
    if (size <= this.scores.length) return;
    this.scores = grown(this.scores, size);
    this.largest = grown(this.largest, size);
    this.ages = grown(this.ages, size);
  }
}
