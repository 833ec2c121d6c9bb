import * as fc from "fast-check";
import { describe, expect, it } from "vitest";
import {
  blockHtml,
  type BlockPlace,
  fillPlaces,
  type OpenedBlock,
  standing,
} from "../../../worker/core/recommend/index.ts";

const MINUTE = 60_000;
const place = (item: string): BlockPlace => ({ item, receipt: "r1" });
const opened: OpenedBlock = { id: "mail:1", opened: 0, places: [place("a"), place("b"), null] };
const anything = () => true;
const itemsOf = (places: readonly (BlockPlace | null)[]) => places.map((each) => each?.item ?? "-");

describe("what stands of a block", () => {
  const ask = (
    part: "image" | "link",
    at: number,
    now = 0,
    mayShow: (item: string) => boolean = anything,
  ) => {
    const { places, isDue } = standing(opened, 3, { part, place: at }, now, mayShow);
    return [itemsOf(places).join(""), isDue];
  };

  it("is nothing before it is opened, and all of it is due", () => {
    const { places, isDue } = standing(undefined, 2, { part: "link", place: 0 }, 0, anything);
    expect(places).toEqual([null, null]);
    expect(isDue).toBe(true);
  });

  it("is all of it for half an hour, and then nothing to a new opening", () => {
    expect(ask("image", 0, 29 * MINUTE)).toEqual(["ab-", false]);
    expect(ask("image", 0, 30 * MINUTE)).toEqual(["---", true]);
  });

  it("is what the image showed to its link, however late", () => {
    expect(ask("link", 1, 1e10)).toEqual(["ab-", false]);
  });

  it("leaves out what may not be shown any more, which is due only where it is asked for", () => {
    const notA = (item: string) => item !== "a";
    expect(ask("link", 0, 0, notA)).toEqual(["-b-", true]);
    expect(ask("link", 1, 0, notA)).toEqual(["-b-", false]);
  });

  it("is not sought again where the opening found nothing", () => {
    expect(ask("image", 2)).toEqual(["ab-", false]);
  });
});

describe("filling a block", () => {
  it("puts the best into the first empty places and names the receipt of each", () => {
    const places = fillPlaces([null, place("b"), null], ["c", "d", "e"], "r2");
    expect(places).toEqual([
      { item: "c", receipt: "r2" },
      place("b"),
      { item: "d", receipt: "r2" },
    ]);
  });

  it("leaves a place empty when there is nothing left", () => {
    expect(itemsOf(fillPlaces([null, null], ["a"], "r2"))).toEqual(["a", "-"]);
  });

  it("never shows an item twice and never moves what stands", () => {
    const items = fc.uniqueArray(fc.constantFrom(..."abcdefghij"), { maxLength: 8 });
    const standingPlaces = items.chain((kept) =>
      fc
        .shuffledSubarray(kept)
        .map((some) => kept.map((k) => (some.includes(k) ? place(k) : null))),
    );
    fc.assert(
      fc.property(standingPlaces, items, (before, chosen) => {
        const after = fillPlaces(before, chosen, "r2");
        const shown = after.flatMap((each) => each?.item ?? []);
        expect(new Set(shown).size).toBe(shown.length);
        before.forEach((each, n) => each !== null && expect(after[n]).toBe(each));
      }),
    );
  });
});

describe("a block's HTML", () => {
  const slots = (count: number) =>
    Array.from({ length: count }, (_, n) => ({ image_url: `i${n}`, link_url: `l${n}` }));
  const shape = (count: number, width: number) =>
    blockHtml(slots(count), width, "x")
      .split("<tr>")
      .slice(1)
      .map((row) => row.match(/<img /g)!.length);

  it("spreads its places evenly over as few rows as its width allows", () => {
    expect(shape(4, 600)).toEqual([4]);
    expect(shape(6, 600)).toEqual([3, 3]);
    expect(shape(5, 600)).toEqual([3, 2]);
    expect(shape(12, 600)).toEqual([4, 4, 4]);
    expect(shape(3, 120)).toEqual([1, 1, 1]);
  });

  it("fills the last row up, so that its pictures are as wide as the others", () => {
    expect(blockHtml(slots(5), 600, "x")).toContain('<td colspan="1"></td></tr>');
  });

  it("takes every text for text", () => {
    const html = blockHtml([{ image_url: 'i"&', link_url: "<l>" }], 300, '"><script>');
    expect(html).toContain('src="i&quot;&amp;"');
    expect(html).toContain('href="&lt;l&gt;"');
    expect(html).not.toContain("<script>");
  });
});
