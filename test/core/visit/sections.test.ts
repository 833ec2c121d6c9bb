import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { sectionNamer, sectionsOfShop } from "../../../worker/core/visit/index.ts";

const names = (text: string, own = {}) => sectionNamer(own)([text]);

describe("the names of a page's sections", () => {
  it.each([
    ["Size Guide & Fit", ["size_fit"]],
    ["Shipping & Returns", ["shipping", "returns"]],
    ["Customer Reviews (214)", ["reviews"]],
    ["Größentabelle", ["size_fit"]],
    ["Versandkosten und Lieferzeit", ["shipping"]],
    ["Rückgabe & Umtausch", ["returns"]],
    ["Pflegehinweise", ["care"]],
    ["Guide des tailles", ["size_fit"]],
    ["Livraison et retours", ["shipping", "returns"]],
    ["Conseils d’entretien", ["care"]],
    ["Guía de tallas", ["size_fit"]],
    ["Gastos de envío", ["shipping"]],
    ["Spedizioni e resi", ["shipping", "returns"]],
    ["Metodi di pagamento", ["payment"]],
    ["お客様のレビュー", ["reviews"]],
    ["送料・お届けについて", ["shipping"]],
    ["返品・交換について", ["returns"]],
    ["Tutto sull'articolo: cura dell’acciaio", ["care"]],
    ["Q & A", ["questions"]],
    ["ｻｲｽﾞ表", ["size_fit"]],
    ["よくある質問", ["questions"]],
  ])("of %s are %j", (text, expected) => {
    expect(names(text)).toEqual(expected);
  });

  it.each(["size_fit", "size-fit", "sizeFit", "SIZE_FIT", "size guide", "sizeGuide"])(
    "are found by an id such as %s",
    (id) => {
      expect(names(id)).toEqual(["size_fit"]);
    },
  );

  it.each(["Resized photos", "Priceless", "You may also like", "Careers", "", "·"])(
    "are none of %j: words count whole",
    (text) => {
      expect(names(text)).toEqual([]);
    },
  );

  it("come once, however many texts announce them", () => {
    expect(sectionNamer({})(["Delivery", "Shipping costs", "Versand"])).toEqual(["shipping"]);
  });

  it("are the shop's where it has its own, and not those that it switched off", () => {
    const own = { size_fit: ["Passt es mir?"], roast: ["roasting", "röstung"], price: [] };
    expect(names("Passt es mir?", own)).toEqual(["size_fit"]);
    expect(names("Size guide", own)).toEqual([]);
    expect(names("Röstung", own)).toEqual(["roast"]);
    expect(names("Price", own)).toEqual([]);
    expect(sectionsOfShop(own)).not.toHaveProperty("price");
    expect(sectionsOfShop(own)).toHaveProperty("returns");
  });

  it("never hold a phrase that two texts only make together", () => {
    expect(sectionNamer({ odd: ["north pole"] })(["Made in the north", "Pole position"])).toEqual(
      [],
    );
  });

  it("are found in any text in short time, and only such as the taxonomy has", () => {
    const known = new Set(Object.keys(sectionsOfShop({})));
    fc.assert(
      fc.property(fc.array(fc.string({ unit: "grapheme", maxLength: 120 })), (texts) => {
        for (const name of sectionNamer({})(texts)) expect(known).toContain(name);
      }),
    );
  });
});
