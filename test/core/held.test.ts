import { expect, it } from "vitest";
import type { Card } from "../../worker/core/catalogue/index.ts";
import { emptyAnswer, emptyQuestion } from "../../worker/core/recommend/index.ts";
import { HeldCards } from "../../worker/edge/held-cards.ts";
import { HeldShelf } from "../../worker/edge/held-shelf.ts";

const NOW = 1_000_000;
const at = (count: number, of = "one life") => ({ of, count });
const row = (id: string) => ({ ids: [id], scores: [1] });

it("keeps no row that was read before the shelf told what had changed", () => {
  const held = new HeldShelf();
  const question = { ...emptyQuestion(), items: ["a"] };
  const answer = { ...emptyAnswer(), rows: new Map([["a", row("old")]]) };
  const isHeld = () => held.take(question, emptyAnswer(), NOW);
  held.stand([{ revision: at(7), changed: null }], NOW);
  held.put(answer, question, [{ shard: 0, revision: at(6) }], NOW);
  expect(isHeld()).toBe(false);
  held.put(answer, question, [{ shard: 0, revision: at(8, "another") }], NOW);
  expect(isHeld()).toBe(false);
  held.put(answer, question, [{ shard: 0, revision: at(7) }], NOW);
  expect(isHeld()).toBe(true);

  // Told later than what is known already, it is no news.
  held.stand([{ revision: at(6), changed: ["a"] }], NOW);
  expect(isHeld()).toBe(true);
  held.stand([{ revision: at(8), changed: ["b"] }], NOW);
  expect(isHeld()).toBe(true);
  held.stand([{ revision: at(9), changed: ["a"] }], NOW);
  expect(isHeld()).toBe(false);
});

it("leaves cards as they were to whoever took them, and goes through what names them once", () => {
  const held = new HeldCards();
  const card = (id: string, title: string) => ({ id, title }) as Card;
  held.stand({ revision: at(1), changed: null, version: 1 }, NOW);
  let looks = 0;
  const kept = {
    get ids() {
      looks += 1;
      return ["a", "b"];
    },
  };
  expect([...held.missing([], [kept])]).toEqual(["a", "b"]);
  expect(
    held.put(
      new Map([
        ["a", card("a", "A")],
        ["b", null],
      ]),
      at(1),
    ),
  ).toBe(true);
  expect([held.missing(["b"], [kept]).size, held.missing([], [kept]).size]).toEqual([0, 0]);
  expect(looks).toBe(2);

  const taken = held.cards;
  held.stand({ revision: at(2), changed: ["a"], version: 2 }, NOW);
  expect([...held.missing([], [kept])]).toEqual(["a"]);
  expect(held.put(new Map([["a", card("a", "Old")]]), at(1))).toBe(false);
  expect(held.put(new Map([["a", card("a", "New")]]), at(2))).toBe(true);
  expect([taken.get("a")?.title, held.cards.get("a")?.title]).toEqual(["A", "New"]);
  expect(held.missing([], [kept]).size).toBe(0);
});
