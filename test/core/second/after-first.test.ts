import { describe, expect, it } from "vitest";
import { afterFirst, fitAfterFirst } from "../../../worker/core/second/index.ts";
import { dice } from "../dice.ts";
import { buyer, DAY, order, pick, START } from "./shop.ts";

const NOW = START + 100 * DAY;
const ITEMS = Array.from({ length: 30 }, (_, index) => `item${index}`);

describe("what comes after the first order", () => {
  it("is the same again where goods are used up", () => {
    const roll = dice(1);
    const buyers = Array.from({ length: 200 }, (_, person) => {
      const item = pick(ITEMS, roll);
      return buyer(person, [order(10, [item]), order(40, [item])]);
    });
    const [top] = afterFirst(order(50, ["item7"]), fitAfterFirst(buyers, NOW), 5);
    expect(top).toMatchObject({ item: "item7", again: true });
  });

  it("is something else where they are not", () => {
    const roll = dice(2);
    const buyers = Array.from({ length: 400 }, (_, person) => {
      const item = Math.floor(roll() * 30);
      return buyer(person, [
        order(10, [`item${item}`]),
        order(40, [`item${(item + 1 + Math.floor(roll() * 29)) % 30}`]),
      ]);
    });
    const next = afterFirst(order(50, ["item7"]), fitAfterFirst(buyers, NOW), 5);
    expect(next.map(({ item }) => item)).not.toContain("item7");
    expect(next).toHaveLength(5);
  });

  it("knows nothing of orders that come later", () => {
    const buyers = [buyer(1, [order(10, ["a"]), order(120, ["b"])])];
    expect([...fitAfterFirst(buyers, NOW).popularity.keys()]).toEqual(["a"]);
  });
});
