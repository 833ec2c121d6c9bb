import { describe, expect, it } from "vitest";
import { gatewayReport } from "../../../worker/core/second/index.ts";
import { dice } from "../dice.ts";
import { buyer, DAY, order, pick, START } from "./shop.ts";

const ITEMS = Array.from({ length: 15 }, (_, index) => `item${index}`);
const NOW = START + 900 * DAY;

/**
 * One in three comes back after a first order, seven in ten of those who begin with the gateway. From
 * the third order on most come back whatever they buy, and then half of them buy the favourite.
 */
function shop(seed: number, gateway = 0.7) {
  const roll = dice(seed);
  return Array.from({ length: 1500 }, (_, person) => {
    const orders = [order(roll() * 300, [pick(ITEMS, roll)])];
    for (;;) {
      const last = orders.at(-1)!;
      const isGateway = orders.length === 1 && last.lines[0]!.item === "item4";
      if (roll() >= (orders.length > 1 ? 0.8 : isGateway ? gateway : 0.33)) break;
      const item = orders.length >= 2 && roll() < 0.5 ? "item9" : pick(ITEMS, roll);
      orders.push(order((last.time - START) / DAY + 1 + roll() * 60, [item]));
    }
    return buyer(person, orders);
  });
}

describe("gateway products", () => {
  it("are found where planted, and a favourite of loyal customers is none", () => {
    let [found, favourite, wrong, all] = [0, 0, 0, 0];
    for (let seed = 1; seed <= 100; seed++) {
      const { gateways } = gatewayReport(shop(seed), NOW);
      if (gateways[0]?.item === "item4") found++;
      if (gateways.some(({ item }) => item === "item9")) favourite++;
      all += gateways.length;
      wrong += gateways.filter(({ item }) => item !== "item4").length;
    }
    expect(found).toBeGreaterThanOrEqual(80);
    expect(favourite).toBeLessThanOrEqual(5);
    expect(wrong / all).toBeLessThanOrEqual(0.1);
  }, 30_000);

  it("are compared with what others of the same history and group did", () => {
    const [gateway] = gatewayReport(shop(3), NOW).gateways;
    expect(gateway).toMatchObject({ item: "item4", history: "first" });
    expect(gateway!.rate).toBeGreaterThan(0.6);
    expect(gateway!.expected).toBeLessThan(0.45);
    expect(gateway!.interval![0]).toBeGreaterThan(1);
  });

  it("owe nothing to a group whose members always come back", () => {
    const roll = dice(21);
    const buyers = Array.from({ length: 1200 }, (_, person) => {
      const isMember = person % 3 === 0;
      const item = isMember && roll() < 0.6 ? "item2" : pick(ITEMS, roll);
      const first = order(roll() * 300, [item]);
      const day = (first.time - START) / DAY;
      return buyer(person, roll() < (isMember ? 0.8 : 0.2) ? [first, order(day + 20)] : [first]);
    });
    const groupOf = (person: string) => String(Number(person.slice(2)) % 3 === 0);
    expect(gatewayReport(buyers, NOW).gateways[0]?.item).toBe("item2");
    expect(gatewayReport(buyers, NOW, { groupOf }).gateways).toEqual([]);
  });
});
