import { describe, expect, it } from "vitest";
import { type Behaviour, precursorsReport } from "../../../worker/core/second/index.ts";
import { dice } from "../dice.ts";
import { buyerOn, DAY, START } from "./shop.ts";

const NOW = START + 500 * DAY;
const NOISE = Array.from({ length: 12 }, (_, index) => `Noise ${index}`);

/** One in five becomes loyal, half of those who read the size guide early. */
function shop(seed: number) {
  const roll = dice(seed);
  const behaviours: Behaviour[] = [];
  const did = (person: string, day: number, name: string) =>
    behaviours.push({ person, at: START + day * DAY, name });
  const buyers = Array.from({ length: 1000 }, (_, person) => {
    const id = `c/${person}`;
    const begin = roll() * 200;
    const reads = roll() < 0.3;
    if (reads) did(id, begin + roll() * 25, "Read the size guide");
    for (const name of NOISE) if (roll() < 0.3) did(id, begin + roll() * 25, name);
    const isLoyal = roll() < (reads ? 0.5 : 0.2);
    // What only loyal customers do, because they are: after their later orders.
    if (isLoyal) did(id, begin + 150, "Joined the club");
    const later = isLoyal ? [begin + 40, begin + 80, begin + 120] : [];
    return buyerOn(person, begin, ...later);
  });
  return { buyers, behaviours };
}

describe("precursors of loyalty", () => {
  it("rank the planted one first in most shops, with few false ones", () => {
    let [first, wrong, all] = [0, 0, 0];
    for (let seed = 1; seed <= 100; seed++) {
      const { buyers, behaviours } = shop(seed);
      const { precursors } = precursorsReport(buyers, behaviours, NOW);
      if (precursors[0]?.name === "Read the size guide") first++;
      all += precursors.length;
      wrong += precursors.filter(({ name }) => name !== "Read the size guide").length;
    }
    expect(first).toBeGreaterThanOrEqual(80);
    expect(wrong / all).toBeLessThanOrEqual(0.1);
  }, 30_000);

  it("reject what came after the early days, however well it goes with the outcome", () => {
    const { buyers, behaviours } = shop(1);
    const { precursors, rejected, loyal } = precursorsReport(buyers, behaviours, NOW);
    expect(precursors.map(({ name }) => name)).not.toContain("Joined the club");
    expect(rejected).toBe(loyal);
    const early = behaviours.filter(({ name }) => name !== "Joined the club");
    expect(precursorsReport(buyers, early, NOW)).toEqual({
      ...precursorsReport(buyers, behaviours, NOW),
      rejected: 0,
    });
  });

  it("count orders after the early days only, and people who were watched long enough", () => {
    const early = Array.from({ length: 50 }, (_, person) => buyerOn(person, 0, 5, 10, 15, 20));
    expect(precursorsReport(early, [], NOW)).toMatchObject({ people: 50, loyal: 0 });
    const young = Array.from({ length: 50 }, (_, person) => buyerOn(person, 400, 440, 450, 460));
    expect(precursorsReport(young, [], NOW)).toMatchObject({ people: 0, loyal: 0 });
  });
});
