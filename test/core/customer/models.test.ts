import fc from "fast-check";
import { describe, expect, it } from "vitest";
import {
  aliveChance,
  type BgNbd,
  expectedOrders,
  fitBgNbd,
} from "../../../worker/core/customer/bgnbd.ts";
import { ordersWhileAlive } from "../../../worker/core/customer/bgnbd.ts";
import { expectedValue, fitGammaGamma } from "../../../worker/core/customer/gamma-gamma.ts";
import { hypergeometric } from "../../../worker/core/customer/hypergeometric.ts";
import { minimise } from "../../../worker/core/customer/nelder-mead.ts";
import { logGamma } from "../../../worker/core/intent/index.ts";
import { dice, drawBeta, drawGamma } from "../dice.ts";

const CDNOW: BgNbd = { r: 0.2426, alpha: 30.9, a: 0.793, b: 2.426 };

describe("Nelder and Mead's simplex", () => {
  it("finds the bottom of Rosenbrock's valley", () => {
    const { at } = minimise(([x, y]) => (1 - x!) ** 2 + 100 * (y! - x! ** 2) ** 2, [-1.2, 1]);
    expect(at[0]).toBeCloseTo(1, 4);
    expect(at[1]).toBeCloseTo(1, 4);
  });
});

describe("₂F₁", () => {
  it("is what it is known to be: −ln(1−z)/z, and (1−z)^−a", () => {
    for (const z of [0.01, 0.3, 0.9, 0.99]) {
      expect(hypergeometric(1, 1, 2, z)).toBeCloseTo(-Math.log(1 - z) / z, 9);
      expect(hypergeometric(0.4, 3, 3, z)).toBeCloseTo((1 - z) ** -0.4, 9);
    }
  });

  it("stays finite under a factor where by itself it is not", () => {
    const factor = 5000 * Math.log1p(-0.5);
    expect(hypergeometric(5000, 2, 2, 0.5, factor)).toBeCloseTo(1, 9);
  });
});

/** E[Y(t)] of somebody alive without ₂F₁: the rate integrated by hand, the chance of leaving in steps. */
function byQuadrature({ r, alpha, a, b }: BgNbd, x: number, age: number, span: number): number {
  const steps = 20_000;
  const logBeta = logGamma(a) + logGamma(b + x) - logGamma(a + b + x);
  let total = 0;
  for (let index = 0; index < steps; index++) {
    // p = u⁴ takes the edge off the beta density at 0.
    const u = (index + 0.5) / steps;
    const p = u ** 4;
    const density = Math.exp((a - 1) * Math.log(p) + (b + x - 1) * Math.log1p(-p) - logBeta);
    const orders = (1 - ((alpha + age) / (alpha + age + p * span)) ** (r + x)) / p;
    total += (density * orders * 4 * u ** 3) / steps;
  }
  return total;
}

describe("BG/NBD", () => {
  it("expects the orders that a plain integral does, on both sides of a = 1", () => {
    for (const a of [0.6, 0.999999, 1, 1.7, 6])
      for (const [x, age, span] of [
        [1, 100, 30],
        [2, 10, 900],
        [9, 400, 365],
      ] as const) {
        const model = { ...CDNOW, a };
        const expected = byQuadrature(model, x, age, span);
        const ours = ordersWhileAlive(model, { repeats: x, last: age, age }, span);
        expect(ours / expected).toBeCloseTo(1, 3);
      }
  });

  const history = fc
    .tuple(
      fc.integer({ min: 1, max: 40 }),
      fc.integer({ min: 0, max: 700 }),
      fc.integer({ min: 0, max: 700 }),
    )
    .map(([repeats, last, since]) => ({ repeats, last, age: last + since }));

  it("expects more of a longer time, and never less than nothing", () => {
    fc.assert(
      fc.property(history, fc.integer({ min: 1, max: 500 }), (known, span) => {
        const less = expectedOrders(CDNOW, known, span);
        expect(less).toBeGreaterThanOrEqual(0);
        expect(expectedOrders(CDNOW, known, span + 30)).toBeGreaterThanOrEqual(less);
      }),
    );
  });

  it("takes people to be alive with less chance the longer they have been quiet", () => {
    fc.assert(
      fc.property(history, (known) => {
        const chance = aliveChance(CDNOW, known);
        expect(chance).toBeGreaterThan(0);
        expect(chance).toBeLessThanOrEqual(1);
        expect(aliveChance(CDNOW, { ...known, age: known.age + 30 })).toBeLessThan(chance);
      }),
    );
  });

  it("says of one order nothing about being alive", () => {
    expect(aliveChance(CDNOW, { repeats: 0, last: 0, age: 5000 })).toBe(1);
  });

  it("does not hang on the unit of time", () => {
    const people = simulate({ r: 0.6, alpha: 20, a: 1.2, b: 3 }, 400, 5);
    const weeks = people.map(({ repeats, last, age }) => ({
      repeats,
      last: last / 7,
      age: age / 7,
    }));
    const [days, other] = [fitBgNbd(people)!, fitBgNbd(weeks)!];
    expect(other.alpha * 7).toBeCloseTo(days.alpha, 1);
    expect(other.r).toBeCloseTo(days.r, 3);
  });

  it("finds again the parameters that people were made from", () => {
    const truth = { r: 1.2, alpha: 60, a: 1.1, b: 2.5 };
    const found = fitBgNbd(simulate(truth, 6000, 11))!;
    for (const [ours, true_] of [
      [found.r, truth.r],
      [found.alpha, truth.alpha],
      [found.a / (found.a + found.b), truth.a / (truth.a + truth.b)],
    ] as const) {
      expect(ours / true_).toBeGreaterThan(0.9);
      expect(ours / true_).toBeLessThan(1.1);
    }
  });

  it("has no answer where nobody has come back", () => {
    expect(fitBgNbd([{ repeats: 0, last: 0, age: 90 }])).toBeNull();
    expect(fitBgNbd([])).toBeNull();
  });

  it("stays finite where nobody leaves and where everybody does", () => {
    const people = Array.from({ length: 60 }, (_, index) => index % 12);
    const regular = people.map((n) => ({ repeats: n, last: 30 * n, age: 30 * n + 3 }));
    const gone = people.map((n) => ({ repeats: 1, last: n, age: 2000 }));
    for (const histories of [regular, gone]) {
      const model = fitBgNbd(histories)!;
      for (const known of histories) {
        const orders = expectedOrders(model, known, 365);
        expect(Number.isFinite(orders) && orders >= 0).toBe(true);
      }
    }
  });
});

describe("Gamma-Gamma", () => {
  it("draws a mean to everybody's, less the more orders it is of", () => {
    const model = { p: 6.25, q: 3.74, gamma: 15.44 };
    const all = expectedValue(model, null);
    const few = expectedValue(model, { orders: 1, mean: 100 });
    const many = expectedValue(model, { orders: 30, mean: 100 });
    expect(all).toBeLessThan(few);
    expect(few).toBeLessThan(many);
    expect(many).toBeLessThan(100);
  });

  it("does not hang on the unit of money", () => {
    const roll = dice(3);
    const spends = Array.from({ length: 200 }, () => ({
      orders: 1 + Math.floor(roll() * 5),
      mean: 500 + 4000 * roll() ** 3,
    }));
    const cents = fitGammaGamma(spends);
    const euros = fitGammaGamma(spends.map(({ orders, mean }) => ({ orders, mean: mean / 100 })));
    expect(euros.gamma * 100).toBeCloseTo(cents.gamma, 0);
    expect(euros.p).toBeCloseTo(cents.p, 2);
  });
});

/** People who live and buy as the model says, each watched for 300 to 600 days. */
function simulate({ r, alpha, a, b }: BgNbd, people: number, seed: number) {
  const roll = dice(seed);
  return Array.from({ length: people }, () => {
    const rate = (drawGamma(r + 1, roll) * roll() ** (1 / r)) / alpha;
    const leave = drawBeta(a, b, roll);
    const age = 300 + Math.floor(300 * roll());
    let [repeats, last] = [0, 0];
    for (let time = wait(); time <= age; time += wait()) {
      repeats++;
      last = time;
      if (roll() < leave) break;
    }
    return { repeats, last, age };

    function wait(): number {
      return -Math.log(1 - roll()) / rate;
    }
  });
}
