import { expect, it } from "vitest";
import { type Card, NamedCards } from "../../../worker/core/catalogue/index.ts";

const card = (id: string) => ({ id }) as Card;

it("goes through what was named, each once, and answers for all that is at hand", () => {
  const all = new Map<string, Card | null>([
    ["a", card("a")],
    ["b", card("b")],
    ["c", card("c")],
    ["gone", null],
  ]);
  const row = { ids: ["b", "gone", "a"], scores: [1, 1, 1] };
  const cards = new NamedCards(all, [["a"], row, { items: [card("b")] }, [card("ghost")]]);
  expect(Array.from(cards.values(), ({ id }) => id)).toEqual(["a", "b"]);
  expect(["c", "gone", "ghost"].map((id) => cards.has(id))).toEqual([true, false, false]);
  expect(cards.get("gone")).toBeUndefined();
});
