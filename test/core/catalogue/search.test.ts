import { describe, expect, it } from "vitest";
import { mayHold, relevance, wordsOf } from "../../../worker/core/catalogue/index.ts";
import { card } from "../recommend/shop.ts";

const item = (title: string, more: Partial<ReturnType<typeof card>> = {}) =>
  card("85123A", "Kitchen > Mugs", { title, brand: "Emalco", ...more });
const score = (query: string, of: ReturnType<typeof card>) => relevance(of, wordsOf(query));

describe("a search for items", () => {
  it("finds words of title, brand, category and id, in any order and writing", () => {
    const mug = item("Red enamel Mug");
    for (const query of ["mug", "MUG red", "emalco", "kitchen", "85123a", "ｍｕｇ", "“mug”"])
      expect(score(query, mug), query).toBeGreaterThan(0);
  });

  it("finds nothing where one word is missing", () => {
    expect(score("red plate", item("Red enamel Mug"))).toBe(0);
  });

  it("puts the title before the category, and the beginning of a word before its inside", () => {
    const [begins, inside, category] = [item("Mug, red"), item("Smuggler"), item("Cup")];
    expect(score("mug", begins)).toBeGreaterThan(score("mug", inside));
    expect(score("mug", inside)).toBeGreaterThan(score("mug", category));
    expect(score("mug", category)).toBeGreaterThan(0);
  });

  it("puts what is in stock first", () => {
    const gone = item("Mug", { availability: "out_of_stock" });
    expect(score("mug", item("Mug"))).toBeGreaterThan(score("mug", gone));
  });

  it("is read without letter case of any script, and without a word it finds none", () => {
    expect(score("ärmel", item("Ärmelschoner"))).toBeGreaterThan(0);
    expect(score("マグ", item("赤いマグカップ"))).toBeGreaterThan(0);
    expect(wordsOf(" … % _ ")).toEqual([]);
  });

  it("asks for each word once and for eight at most", () => {
    expect(wordsOf("a b a c d e f g h i j")).toEqual([..."abcdefgh"]);
  });

  it("never passes over a stored item that it would have found", () => {
    for (const title of ["Ärmel", 'A "quoted" mug', "ﬁne mug"])
      for (const query of ["ärmel", "quoted mug", "fine"])
        if (score(query, item(title)) > 0)
          expect(mayHold(JSON.stringify(item(title)), wordsOf(query))).toBe(true);
  });
});
