import { describe, expect, it } from "vitest";
import { expectSameInPieces, fieldsOf, problemsOf, read } from "./support.ts";

describe("a feed as a table", () => {
  it("is read by its header, in Google's names and the usual others", () => {
    const feed = read("csv", "ID,Name,URL,Image Link,price\n1,Mug,/p/1,/i.png,5 GBP\n");
    expect(feed.entries.map(({ line }) => line)).toEqual([2]);
    expect(fieldsOf(feed)).toEqual([
      { id: "1", title: "Mug", link: "/p/1", image_link: "/i.png", price: "5 GBP" },
    ]);
  });

  it("may be parted by commas, semicolons, tabs or bars", () => {
    for (const mark of [",", ";", "\t", "|"]) {
      const text = ["id,title,link", "1,Mug,/p/1"].join("\n").replaceAll(",", mark);
      expect(fieldsOf(read(mark === "\t" ? "tsv" : "csv", text)), mark).toEqual([
        { id: "1", title: "Mug", link: "/p/1" },
      ]);
    }
  });

  it("may hold line ends, marks and quotes in quotes; lines are counted all the same", () => {
    const feed = read("csv", 'id,title\n1,"a\nb, ""c"""\n\n2,d\n3,5" pan\n');
    expect(fieldsOf(feed).map(({ title }) => title)).toEqual(['a\nb, "c"', "d", '5" pan']);
    expect(feed.entries.map(({ line }) => line)).toEqual([2, 5, 6]);
    expect(feed.truncated).toBeNull();
  });

  it("needs no line end at the end, nor cells at the end of a line", () => {
    const feed = read("csv", "id,title,brand,link\n1,Mug\n2,Cup,Ours,/p/2");
    expect(fieldsOf(feed)).toEqual([
      { id: "1", title: "Mug" },
      { id: "2", title: "Cup", brand: "Ours", link: "/p/2" },
    ]);
    expect(feed.truncated).toBeNull();
  });

  it("takes a line whose quotes are text as it stands, and what follows it", () => {
    const feed = read("csv", 'id,title,link\n1,"Best" mug,/p/1\n2,Cup,/p/2\n3,"a, b",/p/3\n');
    expect(fieldsOf(feed).map(({ title }) => title)).toEqual(['"Best" mug', "Cup", "a, b"]);
    expect(feed.truncated).toBeNull();
  });

  it("loses only lines that are wrong", () => {
    const feed = read("csv", 'id,title,link\n1,a,b,c,d\n2,"open\n3,Cup,/p/3\n4,"x",/p/4\n');
    expect(fieldsOf(feed).map(({ id }) => id)).toEqual(["3", "4"]);
    expect(problemsOf(feed)).toEqual([
      "2: 5 columns, but the header has 3",
      "3: a quote that is opened here is not closed",
    ]);
  });

  it("says when it is cut short", () => {
    const text = 'id,title,link\n1,Mug,/p/1\n2,"Cup with saucer",/p/2\n';
    for (const [upTo, cut] of [
      [text.length, false],
      [text.length - 1, false],
      [text.indexOf(" with"), true],
      [text.indexOf(",/p/2"), true],
    ] as const) {
      const feed = read("csv", text.slice(0, upTo));
      expect(feed.truncated !== null, text.slice(0, upTo)).toBe(cut);
      expect(fieldsOf(feed)).toHaveLength(cut ? 1 : 2);
    }
  });

  it("is none without a header that names an id", () => {
    expect(() => read("csv", "")).toThrow(/header/);
    expect(() => read("csv", 'id,"title\n1,a\n')).toThrow(/header/);
    expect(() => read("csv", "Sorry, you have been blocked\n")).toThrow(/no list of items/);
  });

  it("may begin with the line by which Excel parts its cells", () => {
    for (const first of ["sep=;", '"sep=;"']) {
      const feed = read("csv", `${first}\nid;title;link\n1;Mug, big;/p/1\n`);
      expect(fieldsOf(feed)).toEqual([{ id: "1", title: "Mug, big", link: "/p/1" }]);
      expect(feed.entries[0]!.line).toBe(3);
    }
  });

  it("takes the attribute's own name before another for it, and what is filled before what is not", () => {
    const feed = read("csv", "SKU,ID,Name,title,In stock?\nS1,1,,Mug,1\nS2,,Cup,,0\n");
    expect(fieldsOf(feed)).toEqual([
      { id: "1", title: "Mug", availability: "1" },
      { id: "S2", title: "Cup", availability: "0" },
    ]);
  });

  it("takes no longer for quotes that are opened over and over", () => {
    for (const row of ['"a"b', '1,"a', '1,"a"b,c', '"', '"""', '1,""""" "x', '1,"a" b,"c']) {
      const hostile = `id,title\n0,Mug\n${`${row}\n`.repeat(200_000 / (row.length + 1))}`;
      const feed = read("csv", hostile, 65_536);
      expect(fieldsOf(feed)[0], row).toEqual({ id: "0", title: "Mug" });
    }
  });

  it("is the same however it comes in pieces when quotes were wrong before", () => {
    expectSameInPieces(
      "csv",
      `id,title\n1,"a"b\n${'2,"c ""d"" , e" \n3,"f\ng"\n4,"h"i\n'.repeat(3)}`,
    );
  });

  it("is the same however it comes in pieces", () => {
    expectSameInPieces(
      "csv",
      'id;title;link\n1;"a\nb";c\n\n2;"Best" mug;d\n3;x;y;z\n4;"e ""f""";g\n5;h',
    );
  });
});
