import * as fc from "fast-check";
import { describe, expect, it } from "vitest";
import { bestChances } from "../../../../worker/core/recommend/index.ts";
import { dice, drawBeta } from "../../dice.ts";

const sum = (numbers: readonly number[]) => numbers.reduce((total, n) => total + n, 0);

/** P(B > A) in closed form, for a whole number of clicks of B: `Σ B(a₁+i, b₁+b₂) / …`. */
function chanceOfSecond([a1, b1]: number[], [a2, b2]: number[]): number {
  const terms = Array.from({ length: a2! }, (_, i) =>
    Math.exp(
      logBeta(a1! + i, b1! + b2!) - Math.log(b2! + i) - logBeta(1 + i, b2!) - logBeta(a1!, b1!),
    ),
  );
  return sum(terms);
}
const logBeta = (a: number, b: number) => logGamma(a) + logGamma(b) - logGamma(a + b);
/** Stirling's series, moved up to where it is exact. */
function logGamma(x: number): number {
  let shift = 0;
  for (; x < 10; x++) shift -= Math.log(x);
  const series = 1 / (12 * x) - 1 / (360 * x ** 3) + 1 / (1260 * x ** 5);
  return shift + (x - 0.5) * Math.log(x) - x + Math.log(2 * Math.PI) / 2 + series;
}

const betas = fc.array(
  fc
    .record(
      { a: fc.double({ min: 1, max: 1e4 }), b: fc.double({ min: 1, max: 1e6 }) },
      { noNullPrototype: true },
    )
    .filter(({ a, b }) => !Number.isNaN(a + b)),
  { minLength: 1, maxLength: 6 },
);

describe("the chance of being the best", () => {
  it("is that of the closed form for two, from flat posteriors to sharp ones", () => {
    for (const [one, other] of [
      [
        [1, 1],
        [2, 1],
      ],
      [
        [3, 100],
        [1, 33],
      ],
      [
        [300, 9700],
        [1, 33],
      ],
      [
        [30_000, 970_000],
        [30_100, 970_000],
      ],
      [
        [1, 1e6],
        [1, 19],
      ],
      [
        [2000, 10_000],
        [1900, 10_000],
      ],
    ] as [number[], number[]][]) {
      const [, chance] = bestChances([
        { a: one[0]!, b: one[1]! },
        { a: other[0]!, b: other[1]! },
      ]);
      expect(chance).toBeCloseTo(chanceOfSecond(one, other), 4);
    }
  });

  it("is what draws come to, for several at once", () => {
    const roll = dice(1);
    const several = [
      { a: 31, b: 970 },
      { a: 4, b: 90 },
      { a: 1, b: 30 },
      { a: 260, b: 8000 },
    ];
    const wins = several.map(() => 0);
    const draws = 60_000;
    for (let n = 0; n < draws; n++) {
      const drawn = several.map(({ a, b }) => drawBeta(a, b, roll));
      wins[drawn.indexOf(Math.max(...drawn))]! += 1;
    }
    // Four standard errors of a share of 60 000 draws.
    bestChances(several).forEach((chance, k) =>
      expect(Math.abs(chance - wins[k]! / draws)).toBeLessThan(0.008),
    );
  });

  it("adds up to 1, is never negative, and is the same in any order", () => {
    fc.assert(
      fc.property(betas, (several) => {
        const chances = bestChances(several);
        expect(sum(chances)).toBeCloseTo(1, 9);
        for (const chance of chances) expect(chance).toBeGreaterThanOrEqual(0);
        const turned = bestChances(several.toReversed()).toReversed();
        chances.forEach((chance, k) => expect(turned[k]).toBeCloseTo(chance, 6));
      }),
    );
  });

  it("is shared evenly by equals", () => {
    for (const chance of bestChances(Array.from({ length: 5 }, () => ({ a: 7, b: 211 }))))
      expect(chance).toBeCloseTo(0.2, 9);
  });
});
