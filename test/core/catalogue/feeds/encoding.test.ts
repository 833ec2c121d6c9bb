import { describe, expect, it } from "vitest";
import {
  encodingOf,
  FeedDecoder,
  formatOf,
  Utf8Check,
} from "../../../../worker/core/catalogue/feeds/index.ts";

const utf8 = (text: string) => new TextEncoder().encode(text);
/** Text of code points below 256, one byte each, as windows-1252 and ISO 8859-1 have most of them. */
const latin = (text: string) => Uint8Array.from(text, (letter) => letter.codePointAt(0)!);
const utf16 = (text: string, isLittle: boolean) => {
  const bytes = new Uint8Array(text.length * 2);
  const view = new DataView(bytes.buffer);
  for (let at = 0; at < text.length; at++) view.setUint16(at * 2, text.charCodeAt(at), isLittle);
  return bytes;
};

/** A file's text and what is said of its encoding, read in pieces of `size` bytes. */
function decoded(bytes: Uint8Array, charset: string | null = null, size = 3) {
  const check = new Utf8Check();
  const pieces = Array.from({ length: Math.ceil(bytes.length / size) }, (_, n) =>
    bytes.subarray(n * size, n * size + size),
  );
  for (const piece of pieces) check.write(piece);
  const encoding = encodingOf(bytes.subarray(0, 1024), charset, check.end());
  const decoder = new FeedDecoder(encoding.label);
  return {
    ...encoding,
    text: pieces.map((piece) => decoder.write(piece)).join("") + decoder.end(),
  };
}
const xml = (encoding: string) => `<?xml version="1.0" encoding="${encoding}"?><t>é £</t>`;

describe("the encoding of a file", () => {
  it("is what the file says when that can be", () => {
    expect(decoded(utf8(xml("UTF-8")))).toEqual({ label: "utf-8", note: null, text: xml("UTF-8") });
    expect(decoded(latin(xml("windows-1252")))).toEqual({
      label: "windows-1252",
      note: null,
      text: xml("windows-1252"),
    });
    expect(decoded(latin("é"), "ISO-8859-1")).toMatchObject({ text: "é", note: null });
  });

  it("is told by a byte order mark, which is no part of the text", () => {
    for (const isLittle of [true, false]) {
      const read = decoded(utf16(`\ufeff${xml("UTF-16")}`, isLittle));
      expect(read).toMatchObject({ text: xml("UTF-16"), note: null });
      expect(decoded(utf16("id,é", isLittle)).text).toBe("id,é");
    }
    expect(decoded(utf8("\ufeffid,é")).text).toBe("id,é");
  });

  it("is what the bytes are when the file is wrong about itself, and a note says so", () => {
    expect(decoded(utf8(xml("windows-1252")))).toMatchObject({
      text: xml("windows-1252"),
      note: expect.stringContaining("is UTF-8"),
    });
    expect(decoded(latin(xml("UTF-8")))).toMatchObject({
      text: xml("UTF-8"),
      note: expect.stringContaining("windows-1252"),
    });
    expect(decoded(latin("id,é"))).toMatchObject({ text: "id,é", label: "windows-1252" });
    const ascii = `<?xml version="1.0" encoding="utf-16"?><t/>`;
    expect(decoded(utf8(ascii)).text).toBe(ascii);
    expect(decoded(utf8(xml("no-such-thing"))).text).toBe(xml("no-such-thing"));
  });

  it("is Japanese where the bytes make kana and the file does not say so", () => {
    // カップ,あおい as Shift_JIS and as EUC-JP.
    const sjis = latin("id,\x83J\x83b\x83v,\x82\xa0\x82\xa8\x82\xa2");
    const euc = latin("id,\xa5\xab\xa5\xc3\xa5\xd7,\xa4\xa2\xa4\xaa\xa4\xa4");
    for (const [bytes, label] of [
      [sjis, "shift_jis"],
      [euc, "euc-jp"],
    ] as const)
      expect(decoded(bytes)).toEqual({
        label,
        note: `is not UTF-8 as it should be; read as ${label}`,
        text: "id,カップ,あおい",
      });
    const western = "id,Cr\xe8me br\xfbl\xe9e,\xa3 5 \xb7 \xbd,\xc4pfel\xe4\xf6\xfc\xdf";
    expect(decoded(latin(western)).label).toBe("windows-1252");
  });

  it("leaves one kind of line end", () => {
    expect(decoded(utf8("a\r\nb\rc\nd\r"), null, 1).text).toBe("a\nb\nc\nd\n");
    expect(decoded(utf8("a\r\nb\rc\nd\r"), null, 2).text).toBe("a\nb\nc\nd\n");
  });
});

describe("the format of a file", () => {
  it("is told by how it begins", () => {
    for (const [head, format] of [
      ['<?xml version="1.0"?><rss>', "xml"],
      ["\n <feed>", "xml"],
      ['[{"id":1}]', "json"],
      ['{ "products" : [', "json"],
      ['{"items":[', "json"],
      ['{"id":"a"}\n{"id":"b"}', "ndjson"],
      ["id\ttitle\n", "tsv"],
      ["id;title\n", "csv"],
      ["<!DOCTYPE html><html>", null],
      ["just words", null],
      ["", null],
    ] as const)
      expect(formatOf(head, "", ""), head).toBe(format);
  });

  it("is told by its type or name where the beginning leaves it open", () => {
    expect(formatOf("id\n1\n", "text/csv; charset=utf-8", "")).toBe("csv");
    expect(formatOf("id\n1\n", "application/octet-stream", "feed.tsv.gz")).toBe("tsv");
    expect(formatOf('<?xml version="1.0"?>', "text/csv", "feed.csv")).toBe("xml");
  });
});
