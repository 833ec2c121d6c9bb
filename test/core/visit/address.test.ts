import * as fc from "fast-check";
import { describe, expect, test } from "vitest";
import {
  hostOf,
  parametersOf,
  pathOf,
  scrubber,
  scrubUrl,
} from "../../../worker/core/visit/address.ts";

describe("scrubUrl", () => {
  test("an address without personal data stays as it is", () => {
    const url = "https://shop.example/mugs/blue?color=red&page=2&q=cup#reviews";
    expect(scrubUrl(url)).toBe(url);
  });

  test.each([
    ["an e-mail address under any name", "?ref=jane%40mail.example&page=2"],
    ["an e-mail address that was encoded twice", "?ref=jane%2540mail.example&page=2"],
    ["an e-mail address beside broken escapes", "?ref=%E0%A4%jane%40mail.example&page=2"],
    ["an e-mail address in a run with a broken escape", "?ref=jane%E0%40mail.example&page=2"],
    ["an e-mail address in a utm parameter", "?utm_content=jane@mail.example&page=2"],
    ["an e-mail address as a name", "?jane@mail.example=1&page=2"],
    ["a phone number by name", "?phone=07700900123&page=2"],
    ["a phone number in a form's field", "?customer%5BmobilePhone%5D=07700900123&page=2"],
    ["an international phone number under any name", "?to=%2B44%207700%20900123&page=2"],
    ["a token", "?token=abc&page=2"],
    ["a token in camel case", "?resetToken=abc&page=2"],
    ["an access token", "?access_token=abc&page=2"],
    ["a password", "?Password=hunter2&page=2"],
    ["a session id", "?PHPSESSID=abc&page=2"],
    ["an API key", "?api-key=abc&page=2"],
    ["a first name", "?first_name=Jane&page=2"],
    ["a web token under any name", "?t=eyJhbGciOiJIUzI1.eyJzdWIiOiIx.c2ln&page=2"],
    ["a token in an address that is handed on", "?next=%2Freset%3Ftoken%3Dabc&page=2"],
  ])("%s is removed from the query", (_, query) => {
    expect(scrubUrl(`https://shop.example/p${query}`)).toBe("https://shop.example/p?page=2");
  });

  test("user and password are removed", () => {
    expect(scrubUrl("https://jane:secret@shop.example/p")).toBe("https://shop.example/p");
  });

  test("a personal segment of the path is replaced", () => {
    expect(scrubUrl("https://shop.example/u/jane@mail.example/orders")).toBe(
      "https://shop.example/u/redacted/orders",
    );
    expect(scrubUrl("https://shop.example/orders/0123456789abcdef0123456789abcdef")).toBe(
      "https://shop.example/orders/redacted",
    );
  });

  test("a session id in the path is removed", () => {
    expect(scrubUrl("https://shop.example/cart;jsessionid=1A2B;v=2?page=2")).toBe(
      "https://shop.example/cart;v=2?page=2",
    );
  });

  test.each([
    ["#access_token=abc&tab=2", "#tab=2"],
    ["#/reset?token=abc", "#/reset"],
    ["#/u/jane@mail.example", "#/u/redacted"],
    ["#jane@mail.example", "#redacted"],
  ])("the fragment %s becomes %s", (before, after) => {
    expect(scrubUrl(`https://shop.example/p${before}`)).toBe(`https://shop.example/p${after}`);
  });

  test("campaign parameters and click ids stay", () => {
    const url = "https://shop.example/?utm_source=line&utm_medium=social&gclid=Cj_w-1&fbclid=Iw";
    expect(scrubUrl(url)).toBe(url);
  });

  test("a click id that names a mailing's recipient keeps its name only", () => {
    expect(scrubUrl("https://shop.example/?mc_cid=c1&mc_eid=e1&mkt_tok=t1&_kx=k1&_hsenc=h1")).toBe(
      "https://shop.example/?mc_cid=c1&mc_eid=redacted&mkt_tok=redacted&_kx=redacted&_hsenc=redacted",
    );
  });

  test("a click id is cut at 200 characters, between two escapes", () => {
    expect(scrubUrl(`https://shop.example/?gclid=${"a".repeat(500)}`)).toHaveLength(28 + 200);
    expect(scrubUrl(`https://shop.example/?gclid=${"a".repeat(199)}%20b`)).toHaveLength(28 + 199);
  });

  test.each([
    "",
    "shop",
    "/p",
    "javascript:alert(1)",
    "data:text/html,x",
    "file:///etc",
    "http://",
  ])("%j is no address of a page", (url) => expect(scrubUrl(url)).toBe(""));

  test("a long address loses its fragment first, then its last parameters, then its last segments", () => {
    const long = "z".repeat(1900);
    expect(scrubUrl(`https://shop.example/p?a=${long}&b=${long}#${long}`)).toBe(
      `https://shop.example/p?a=${long}`,
    );
    expect(scrubUrl(`https://shop.example/${long}/${long}?b=1`)).toBe(
      `https://shop.example/${long}`,
    );
  });

  const character = fc.constantFrom(
    ..."abe.@:/?#&=;%+2540é \n[]".split(""),
    "email=",
    "token",
    "gclid=",
    "utm_source=",
    "a@b.co",
    "eyJhbGciOiJI.eyJzdWIiOiIx",
    "%40",
    "%2540",
    "a".repeat(700),
    "0123456789abcdef0123456789abcdef",
  );
  const tail = fc.array(character, { maxLength: 30 }).map((parts) => parts.join(""));
  const address = fc.oneof(
    fc.string(),
    fc.webUrl({ withQueryParameters: true, withFragments: true }),
    tail.map((text) => `https://shop.example/${text}`),
    tail.map((text) => `https://${text}`),
  );

  test("scrubbing twice changes nothing, and the result fits", () => {
    fc.assert(
      fc.property(address, (url) => {
        const scrubbed = scrubUrl(url);
        expect(scrubUrl(scrubbed)).toBe(scrubbed);
        expect(scrubbed.length).toBeLessThanOrEqual(2048);
        expect(scrubbed).toMatch(/^$|^https?:\/\//);
      }),
      { numRuns: 2000 },
    );
  });

  test("no e-mail address survives, wherever it stands", () => {
    const part = fc.constantFrom("p", "a=1", "ref=", "/x/", "%20", ";v=2", "&", "=", "#", "?");
    fc.assert(
      fc.property(fc.array(part), fc.array(part), fc.nat(2), (before, after, encodings) => {
        let mail = "jane.doe@mail.example";
        for (let round = 0; round < encodings; round++) mail = encodeURIComponent(mail);
        const url = `https://shop.example/${before.join("")}${mail}${after.join("")}`;
        expect(scrubUrl(url)).not.toContain("jane");
      }),
      { numRuns: 1000 },
    );
  });
});

describe("hostOf, pathOf and parametersOf", () => {
  test("the host is in lower case, without port and trailing dot", () => {
    expect(hostOf("https://WWW.Shop.Example.:8443/p")).toBe("www.shop.example");
    expect(hostOf("android-app://com.google.android.gm/")).toBe("com.google.android.gm");
    expect(hostOf("not an address")).toBe("");
  });

  test("the path is without query and fragment", () => {
    expect(pathOf("https://shop.example/mugs/blue?color=red#x")).toBe("/mugs/blue");
    expect(pathOf("https://shop.example")).toBe("/");
    expect(pathOf("mailto:jane@mail.example")).toBe("");
    expect(pathOf("")).toBe("");
  });

  test("the first value of a parameter counts, names in any case", () => {
    expect([
      ...parametersOf("https://shop.example/?UTM_Source=&utm_source=A&utm_source=b"),
    ]).toEqual([["utm_source", "A"]]);
  });

  test("none of them throws", () => {
    fc.assert(
      fc.property(fc.string(), (text) => {
        for (const url of [text, `https://${text}`]) {
          expect(hostOf(url)).toBeTypeOf("string");
          expect(pathOf(url)).toBeTypeOf("string");
          expect(parametersOf(url)).toBeInstanceOf(Map);
        }
      }),
    );
  });
});

test("a batch's scrubber says of each address what it says of it alone", () => {
  const address = fc.oneof(fc.webUrl({ withQueryParameters: true }), fc.string());
  fc.assert(
    fc.property(fc.array(address), (urls) => {
      const scrub = scrubber();
      for (const raw of [...urls, ...urls]) {
        const url = scrubUrl(raw);
        expect(scrub(raw)).toEqual({ url, path: pathOf(url) });
      }
    }),
  );
});
