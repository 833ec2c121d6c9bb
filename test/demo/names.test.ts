import { describe, expect, it } from "vitest";
import { find } from "../../demo-site/client/search.ts";
import { fields, productLines } from "../../demo-site/tools/csv.ts";
import { kindOf } from "../../demo-site/tools/taxonomy.ts";
import { title } from "../../demo-site/tools/titles.ts";

/** A line of the source file. */
const row = (code: string, price: string, customer: string) =>
  `"536365","${code}","NAME",1,"2010-12-01 08:26:00",${price},${customer},"United Kingdom"`;

/** A product of the search index. */
const product = (name: string, type: string) => ({
  id: name,
  title: name,
  price: 1,
  type,
  inStock: true,
});

describe("a title", () => {
  it.each([
    ["WHITE HANGING HEART T-LIGHT HOLDER", "White Hanging Heart T-Light Holder"],
    ["SET/3 RED GINGHAM ROSE STORAGE BOX", "Set of 3 Red Gingham Rose Storage Box"],
    ["ROTATING SILVER ANGELS T-LIGHT HLDR", "Rotating Silver Angels T-Light Holder"],
    ["KEY FOB , BACK DOOR ", "Key Fob, Back Door"],
    ["BISCUIT TIN 50'S CHRISTMAS", "Biscuit Tin 50's Christmas"],
    ["JAM JAR WITH GREEN LID", "Jam Jar with Green Lid"],
    ["I LOVE LONDON MINI BACKPACK", "I Love London Mini Backpack"],
    ["FRENCH ENAMEL POT W LID", "French Enamel Pot with Lid"],
    ["BLACK/BLUE POLKADOT UMBRELLA", "Black/Blue Polka Dot Umbrella"],
  ])("of %s reads %s", (shouted, readable) => {
    expect(title(shouted)).toBe(readable);
  });
});

describe("a shelf", () => {
  it.each([
    ["Red Retrospot Mug", "Kitchen > Mugs & Cups"],
    ["Lunch Bag Spaceboy Design", "Bags & Accessories > Lunch Bags & Boxes"],
    ["Spotty Bunting", "Party > Bunting & Lanterns"],
    ["Heart T-Light Holder", "Home > Candle Holders & Lanterns"],
    ["Vintage Christmas Stocking", "Christmas > Decorations"],
    ["Playing Cards Vintage Doily", "Children > Games & Puzzles"],
  ])("for %s is %s", (name, type) => {
    expect(kindOf(name).type).toBe(type);
  });

  it("looks at whole words: there is no pot in a retrospot", () => {
    expect(kindOf("Retrospot Thing").type).toBe(kindOf("Thing").type);
  });
});

describe("the source file", () => {
  it("is read with quoted commas and doubled quotes", () => {
    expect(fields('"536365","BIRTHDAY CARD, RETRO SPOT",6,"7"" FRAME"')).toEqual([
      "536365",
      "BIRTHDAY CARD, RETRO SPOT",
      "6",
      '7" FRAME',
    ]);
  });

  it("loses what is no product, has no price or no customer", () => {
    const csv = [
      "head",
      row("85123A", "2.55", "17850"),
      row("POST", "18", "17850"),
      row("85123A", "0", "17850"),
      row("85123A", "2.55", "NA"),
    ];
    expect(productLines(csv.join("\n"))).toHaveLength(1);
  });
});

describe("the shop's search", () => {
  const index = [
    product("Hanging Heart", "Home > Candle Holders & Lanterns"),
    product("Paper Lantern", "Party > Bunting & Lanterns"),
    product("Gin & Tonic Mug", "Kitchen > Mugs & Cups"),
  ];
  const titles = (query: string) => find(index, query).map(({ id }) => id);

  it("finds singular and plural, titles before shelves", () => {
    expect(titles("lanterns")).toEqual(["Paper Lantern", "Hanging Heart"]);
    expect(titles("MUGS")).toEqual(["Gin & Tonic Mug"]);
  });

  it("wants every word of the query", () => {
    expect(titles("paper mug")).toEqual([]);
  });
});
