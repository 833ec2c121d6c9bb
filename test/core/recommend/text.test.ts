import * as fc from "fast-check";
import { describe, expect, it } from "vitest";
import {
  cosine,
  type Described,
  resembling,
  TextSpace,
  tokensOf,
} from "../../../worker/core/recommend/text/index.ts";

const item = (id: string, title: string, product_type = "", brand: string | null = null) =>
  ({ id, title, product_type, brand }) satisfies Described;

describe("the words of a title", () => {
  it("are lower case, without punctuation, in one form of each character", () => {
    expect(tokensOf("Café-Becher, ２ Stück (ROT)")).toEqual([
      "café",
      "becher",
      "2",
      "stück",
      "rot",
    ]);
  });

  it("where words are not spaced, are each two neighbouring characters", () => {
    expect(tokensOf("コーヒー豆 200g")).toEqual(["コー", "ーヒ", "ヒー", "ー豆", "200g"]);
    expect(tokensOf("茶")).toEqual(["茶"]);
    expect(tokensOf("Tシャツ赤")).toEqual(["t", "シャ", "ャツ", "ツ赤"]);
  });

  it("are none where nothing is written", () => {
    expect(tokensOf(" –– !")).toEqual([]);
  });
});

describe("how alike two texts are", () => {
  const words = fc.array(fc.constantFrom("red", "blue", "mug", "cup", "tea", "豆茶"), {
    maxLength: 6,
  });

  it("lies between 0 and 1, is the same both ways, and is 1 for a text and itself", () => {
    fc.assert(
      fc.property(words, words, fc.array(words), (one, other, more) => {
        const texts = [one, other, ...more].map((text) => text.join(" "));
        const space = new TextSpace(texts);
        const [a, b] = [space.vector(texts[0]!), space.vector(texts[1]!)];
        expect(cosine(a, b)).toBe(cosine(b, a));
        expect(cosine(a, b)).toBeGreaterThanOrEqual(0);
        expect(cosine(a, b)).toBeLessThanOrEqual(1 + 1e-12);
        expect(cosine(a, a)).toBeCloseTo(one.length > 0 ? 1 : 0);
      }),
    );
  });

  it("a rare word that two share says more than a common one", () => {
    const space = new TextSpace(["red mug", "red cup", "red hat", "red tin", "blue mug"]);
    const vector = (text: string) => space.vector(text);
    expect(cosine(vector("red mug"), vector("blue mug"))).toBeGreaterThan(
      cosine(vector("red mug"), vector("red cup")),
    );
  });
});

describe("what resembles what was viewed", () => {
  const seeds = [item("seen", "Blue ceramic mug", "Kitchen > Mugs", "Fenn")];

  it("comes by its likeness to some viewed item, and names that item", () => {
    const found = resembling(
      [item("other", "Garden chair"), ...seeds],
      [item("far", "Ceramic vase"), item("near", "Red ceramic mug"), item("none", "Tea towel")],
      5,
    );
    expect(found.map(({ id, because }) => [id, because])).toEqual([
      ["near", "seen"],
      ["far", "seen"],
    ]);
  });

  it("counts category and brand among the words", () => {
    const found = resembling(
      seeds,
      [item("kind", "Teapot", "Mugs"), item("maker", "Teapot", "", "fenn"), item("none", "Teapot")],
      5,
    );
    expect(found.map(({ id }) => id).sort()).toEqual(["kind", "maker"]);
  });

  it("never is the item itself, and ties go by id", () => {
    const twins = [item("b", "Blue mug"), item("a", "Blue mug"), ...seeds];
    expect(resembling(seeds, twins, 9).map(({ id }) => id)).toEqual(["a", "b"]);
  });
});
