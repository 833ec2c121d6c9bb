import { describe, expect, it } from "vitest";
import { expectSameInPieces, fieldsOf, problemsOf, read } from "./support.ts";

const GOOGLE = "http://base.google.com/ns/1.0";
const rss = (items: string, head = `<rss version="2.0" xmlns:g="${GOOGLE}">`) =>
  `<?xml version="1.0"?>\n${head}<channel><title>Shop</title><link>https://shop.example/</link>\n${items}\n</channel></rss>\n`;
const item = (id: string, more = "") =>
  `<item><g:id>${id}</g:id><title>T ${id}</title>${more}</item>`;

describe("a Google Merchant feed in XML", () => {
  it("is read as RSS, with the shop's address and the line of each item", () => {
    const feed = read("xml", rss(`${item("a")}\n${item("b", "<g:price>5 GBP</g:price>")}`));
    expect(feed.base).toBe("https://shop.example/");
    expect(feed.truncated).toBeNull();
    expect(feed.entries.map(({ line }) => line)).toEqual([3, 4]);
    expect(fieldsOf(feed)).toEqual([
      { id: "a", title: "T a" },
      { id: "b", title: "T b", price: "5 GBP" },
    ]);
  });

  it("is read as Atom, with the link that is a page", () => {
    const feed = read(
      "xml",
      `<feed xmlns="http://www.w3.org/2005/Atom" xmlns:g="${GOOGLE}">
<title>Shop</title><link rel="self" href="https://shop.example/feed.xml"/><link rel="alternate" href="https://shop.example/"/>
<entry><g:id>a</g:id><title>A</title><link rel="self" href="/feed/a"/><link href="/p/a"/></entry></feed>`,
    );
    expect(feed).toMatchObject({ base: "https://shop.example/", truncated: null });
    expect(fieldsOf(feed)).toEqual([{ id: "a", title: "A", link: "/p/a" }]);
  });

  it("may call Google's names by any prefix, and others' names are not read", () => {
    const head = `<rss xmlns:media="http://search.yahoo.com/mrss/" xmlns:goo="${GOOGLE}">`;
    const feed = read(
      "xml",
      rss(
        `<item><title>RSS's</title><goo:title>Google's</goo:title><media:title>no</media:title><goo:id>a</goo:id></item>`,
        head,
      ),
    );
    expect(fieldsOf(feed)).toEqual([{ id: "a", title: "Google's" }]);
  });

  it("gives what stands in an item itself, not what is deeper", () => {
    const shipping = "<g:shipping><g:price>9 GBP</g:price></g:shipping><g:price>5 GBP</g:price>";
    expect(fieldsOf(read("xml", rss(item("a", shipping))))[0]).toMatchObject({ price: "5 GBP" });
  });

  it("takes text, CDATA and comments for what they are", () => {
    const feed = read(
      "xml",
      rss(
        `<!-- ${item("no")} -->${item("a", "<description>x <![CDATA[</item><item>]]> y</description>")}<!-- > -->`,
      ),
    );
    expect(fieldsOf(feed)).toEqual([{ id: "a", title: "T a", description: "x </item><item> y" }]);
  });

  it("forgives a bare ampersand and HTML's entities, which files have in titles and addresses", () => {
    const more =
      "<g:brand>Salt & Pepper&nbsp;Co &amp; Sons</g:brand><link>/p?a=1&b=2</link><g:mpn><![CDATA[a&b]]></g:mpn>";
    expect(fieldsOf(read("xml", rss(item("a", more))))[0]).toMatchObject({
      brand: "Salt & Pepper&nbsp;Co & Sons",
      link: "/p?a=1&b=2",
      mpn: "a&b",
    });
  });
});

describe("a broken feed in XML", () => {
  it("loses only the items that are broken", () => {
    const feed = read(
      "xml",
      rss(
        [
          item("a"),
          `<item><g:id>b</g:id><title>Bro<ken</title></item>`,
          `<item><g:id>c</g:id><title>never closed`,
          item("d"),
          `<item><g:id>e</g:id><title><![CDATA[never closed</title></item>`,
          item("f", "<x><![CDATA[closed]]></x>"),
          `<item><g:id>g</g:id><g:price>1</g:prize></item>`,
          item("h"),
        ].join("\n"),
      ),
    );
    expect(fieldsOf(feed).map(({ id }) => id)).toEqual(["a", "d", "f", "h"]);
    expect(problemsOf(feed).map((problem) => problem.split(":")[0])).toEqual(["4", "5", "7", "9"]);
    expect(feed.truncated).toBeNull();
  });

  it("says when it is cut short, wherever", () => {
    const whole = rss(`${item("a")}\n${item("b")}`);
    const inside = read("xml", whole.slice(0, whole.indexOf("T b")));
    expect(fieldsOf(inside).map(({ id }) => id)).toEqual(["a"]);
    expect(inside.truncated).toMatch(/inside this item/);
    expect(problemsOf(inside)).toEqual(["4: the file ends inside this item"]);
    const between = read("xml", whole.slice(0, whole.indexOf("</channel>")));
    expect(fieldsOf(between)).toHaveLength(2);
    expect(between.truncated).toMatch(/root/);
    expect(read("xml", whole).truncated).toBeNull();
    expect(read("xml", rss("")).truncated).toBeNull();
  });

  it("is refused when its document type declares anything: a billion laughs, a file", () => {
    const laughs = `<!DOCTYPE lolz [<!ENTITY lol "lol"><!ENTITY lol2 "&lol;&lol;">]>`;
    const file = `<!DOCTYPE rss [ <!ENTITY passwd SYSTEM "file:///etc/passwd"> ]>`;
    for (const type of [laughs, file])
      expect(() => read("xml", `<?xml version="1.0"?>${type}${rss(item("&lol2;"))}`)).toThrow(
        /document type/,
      );
    const plain = `<!DOCTYPE rss>${rss(item("a")).replace(/<\?.*\?>/, "")}`;
    expect(fieldsOf(read("xml", plain))).toHaveLength(1);
    expect(fieldsOf(read("xml", rss(item("a", `<g:brand>&passwd;</g:brand>`))))[0]).toMatchObject({
      brand: "&passwd;",
    });
  });

  it("is given up when no item comes, or one does not end, in bounded memory", () => {
    expect(() => read("xml", `<rss>${"<a>".repeat(200_000)}`)).toThrow(/no item/);
    expect(() => read("xml", "<urlset><url/></urlset>")).toThrow(/no product feed/);
    const long = read("xml", rss(`${item("a")}${item("b", "x".repeat(300_000))}${item("c")}`), 1e5);
    expect(fieldsOf(long).map(({ id }) => id)).toEqual(["a", "c"]);
    expect(problemsOf(long)).toEqual(["3: this item is not closed within 256 KB"]);
  });

  it("loses no item after one whose CDATA or comment is not closed", () => {
    for (const opening of ["<![CDATA[", "<!--"]) {
      const text = rss(`${item("a")}${item("b", `<x>${opening} y</x>`)}${item("c")}`);
      expect(fieldsOf(read("xml", text)).map(({ id }) => id)).toEqual(["a", "c"]);
      expect(problemsOf(read("xml", text))).toHaveLength(1);
    }
  });

  it("takes control characters out, as such or by number", () => {
    const text = rss("<item><title>a\u000bb&#11;c&#x1F;d&#9;e&#65;</title></item>");
    expect(fieldsOf(read("xml", text))).toEqual([{ title: "a b c d\te\u0041" }]);
  });

  it("takes no longer for markup that is opened over and over", () => {
    for (const opening of [
      "<![CDATA[",
      "<!--",
      "<!DOCTYPE ",
      "<item ",
      "<a",
      "&",
      "<item><a><![CDATA[",
    ]) {
      const hostile = rss(`${item("a")}${opening.repeat(1_000_000 / opening.length)}${item("b")}`);
      expect(fieldsOf(read("xml", hostile, 65_536))[0], opening).toMatchObject({ id: "a" });
    }
  });

  it("is the same however it comes in pieces", () => {
    expectSameInPieces(
      "xml",
      rss(
        `<!-- x --><item/>${item("a", "<x><![CDATA[</item>]]></x>")}<item><g:id>b</item>${item("c")}`,
      ),
    );
  });
});
