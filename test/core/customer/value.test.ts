import { describe, expect, it } from "vitest";
import {
  ASPECTS,
  type Buyer,
  churnReport,
  clvReport,
  forecast,
  shopNumbers,
  valueOf,
  valueReport,
} from "../../../worker/core/customer/index.ts";
import { dice } from "../dice.ts";
import { bought, buyer, DAY, NOW } from "./order.ts";

/** Two years of a shop: everybody has a rhythm and a purse of their own, and some stop. */
function shop(people = 300, seed = 1): Buyer[] {
  const roll = dice(seed);
  return Array.from({ length: people }, (_, index) => {
    const rhythm = 20 + 200 * roll();
    const purse = 500 + 4500 * roll();
    const orders = [];
    for (let day = Math.floor(700 * roll()); day > 0; day -= Math.ceil(rhythm * 2 * roll())) {
      orders.push(bought(day, Math.round(purse * (0.5 + roll()))));
      if (roll() < 0.25) break;
    }
    return buyer(`c/${index}`, ...(orders.length === 0 ? [bought(1)] : orders));
  });
}

const buyers = shop();
const numbers = shopNumbers(buyers, NOW);

describe("the five aspects of a customer's value", () => {
  it("of two with equal net orders, one with more returns, differ in credit alone", () => {
    const orders = [bought(300, 4000), bought(90, 2000), bought(10, 3000)];
    const good = valueOf(buyer("c/good", ...orders), NOW, numbers, "UTC");
    const bad: Buyer = { ...buyer("c/bad", ...orders), troubles: { placed: 5, undone: 2 } };
    const worse = valueOf(bad, NOW, numbers, "UTC");
    for (const aspect of ASPECTS)
      if (aspect === "credit")
        expect(worse.aspects.credit.score).toBeLessThan(good.aspects.credit.score!);
      else expect(worse.aspects[aspect]).toEqual(good.aspects[aspect]);
    expect(worse.composite).toBeLessThan(good.composite);
    expect(worse.aspects.credit.reason).toBe("40 % of 5 orders cancelled or given back");
  });

  it("are 0 to 100, each with a reason, and the composite lies between them", () => {
    for (const each of buyers) {
      const { composite, aspects } = valueOf(each, NOW, numbers, "UTC");
      const scores = ASPECTS.map((aspect) => aspects[aspect].score!);
      for (const score of scores) {
        expect(score).toBeGreaterThanOrEqual(0);
        expect(score).toBeLessThanOrEqual(100);
      }
      expect(composite).toBeGreaterThanOrEqual(Math.min(...scores));
      expect(composite).toBeLessThanOrEqual(Math.max(...scores));
      for (const aspect of ASPECTS) expect(aspects[aspect].reason).not.toBe("");
    }
  });

  it("weigh what the shop says they do", () => {
    const weights = { current: 0, future: 0, loyalty: 0, credit: 2, growth: 0 };
    const { composite, aspects } = valueOf(buyers[0]!, NOW, numbers, "UTC", weights);
    expect(composite).toBeCloseTo(aspects.credit.score!, 9);
  });

  it("see a customer who buys more each quarter grow", () => {
    const over = (...nets: number[]) =>
      buyer("c/ann", ...nets.map((net, index) => bought(370 - 90 * index, net)));
    const rising = over(500, 500, 900, 3000, 9000);
    const falling = over(9000, 9000, 3000, 900, 500);
    const growth = (each: Buyer) => valueOf(each, NOW, numbers, "UTC").aspects.growth.score!;
    expect(growth(rising)).toBeGreaterThan(60);
    expect(growth(falling)).toBeLessThan(40);
    expect(growth(buyer("c/new", bought(60)))).toBe(50);
  });

  it("leave the future out, and say so, where too few have come back", () => {
    const young = [buyer("c/ann", bought(10)), buyer("c/bob", bought(20), bought(5))];
    const few = shopNumbers(young, NOW);
    const { aspects, composite } = valueOf(young[0]!, NOW, few, "UTC");
    expect(aspects.future).toEqual({
      score: null,
      reason: "fewer than 30 customers have come back so far",
    });
    expect(composite).toBeGreaterThan(0);
    expect(valueReport(young, NOW).means.future).toBeNull();
  });
});

describe("the shop's numbers", () => {
  it("survive JSON, and are enough to value a person without anybody else's orders", () => {
    const read = JSON.parse(JSON.stringify(numbers)) as typeof numbers;
    expect(read).toEqual(numbers);
    const report = valueReport(buyers, NOW, { limit: 1000 });
    for (const { person, composite } of report.list) {
      const one = buyers.find((each) => each.person === person)!;
      expect(valueOf(one, NOW, read, "UTC").composite).toBe(composite);
    }
    expect(report.histogram.reduce((sum, bin) => sum + bin.people, 0)).toBe(buyers.length);
  });

  it("stay a few KB in a large shop", () => {
    const large = JSON.stringify(shopNumbers(shop(3000, 2), NOW));
    expect(large.length).toBeLessThan(32_000);
  });
});

describe("the forecast of twelve months", () => {
  it("of one-time buyers follows how many came back after as long a wait, not P(alive)", () => {
    const once = (days: number) => forecast([bought(days)], NOW, numbers.clv!);
    expect(once(5).basis).toBe("first_return_curve");
    expect(once(5).orders).toBeGreaterThan(once(500).orders);
    expect(once(5).orders).toBeLessThanOrEqual(1);
    const { list } = clvReport(buyers, NOW, { limit: 1000 });
    for (const { person, alive } of list) {
      const { orders } = buyers.find((each) => each.person === person)!;
      expect(alive === null).toBe(orders.length === 1);
    }
  });

  it("adds up to about what came: fitted on all but the last half-year, within a fifth", () => {
    const many = shop(2000, 4);
    const split = NOW - 182 * DAY;
    const report = clvReport(many, split, { days: 182 });
    const known = new Set(many.filter((each) => each.orders[0]!.time <= split));
    const came = [...known].flatMap(({ orders }) => orders.filter(({ time }) => time > split));
    const expected = report.one_time.orders + report.repeat.orders;
    expect(expected / came.length).toBeGreaterThan(0.8);
    expect(expected / came.length).toBeLessThan(1.2);
  });

  it("says what is missing", () => {
    expect(clvReport([buyer("c/ann", bought(3))], NOW)).toMatchObject({
      missing: "fewer than 30 customers have come back",
      model: null,
      list: [],
    });
  });
});

describe("the effect of lower churn", () => {
  const report = churnReport(buyers, NOW);

  it("keeps people, and is worth something, within its range", () => {
    const [five, ten] = report.effects;
    expect(five).toMatchObject({ reduction: 0.05 });
    expect(five!.value).toBeGreaterThan(0);
    expect(five!.interval[0]).toBeLessThan(five!.value);
    expect(five!.interval[1]).toBeGreaterThan(five!.value);
    expect(ten!.value / five!.value).toBeCloseTo(2, 3);
  });

  it("is of the margin when the shop has said it", () => {
    const { money, effects } = churnReport(buyers, NOW, { margin: 0.4 });
    expect(money).toBe("margin");
    expect(effects[0]!.value / report.effects[0]!.value).toBeCloseTo(0.4, 3);
  });

  it("counts as churn who ordered in the half-year before the last and not in it", () => {
    const { churn } = report;
    const within = (each: Buyer, from: number, to: number) =>
      each.orders.some(({ time }) => time > NOW - from * DAY && time <= NOW - to * DAY);
    const base = buyers.filter((each) => within(each, 364, 182));
    const left = base.filter((each) => !within(each, 182, 0));
    expect(churn).toMatchObject({ n: base.length, rate: left.length / base.length });
  });

  it("says what is missing", () => {
    const young = buyers.filter(({ orders }) => orders[0]!.time > NOW - 182 * DAY);
    expect(churnReport(young, NOW)).toMatchObject({ churn: null, effects: [] });
    expect(churnReport(young, NOW).missing).not.toBeNull();
  });
});
