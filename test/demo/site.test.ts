import { mkdtemp, readdir, readFile, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { products } from "../../demo-site/fixture.ts";
import { categoryPath } from "../../demo-site/paths.ts";
import { buildDemo } from "../../demo-site/site/build.ts";

/** The Worker serves the tag; everything else that a page asks for is the shop's own. */
const SERVED_ELSEWHERE = new Set(["/me/", "/okaeri.js"]);

let out: string;
let files: Set<string>;
const pages = new Map<string, string>();

beforeAll(async () => {
  out = await mkdtemp(join(tmpdir(), "demo-shop-"));
  await buildDemo(out);
  const found = await readdir(out, { recursive: true });
  files = new Set(found.map((path) => `/${path}`));
  for (const path of files) {
    if (path.endsWith(".html")) pages.set(path, await readFile(join(out, path), "utf8"));
  }
}, 60_000);

afterAll(() => rm(out, { recursive: true, force: true }));

const all = (pattern: RegExp, text: string) =>
  [...text.matchAll(pattern)].map((match) => match[1]!);

describe("the demo shop's pages", () => {
  it("are there for every product, every category and every step of an order", () => {
    for (const { id, product_type } of products) {
      expect(pages.has(`/p/${id}/index.html`)).toBe(true);
      expect(pages.has(`${categoryPath(product_type)}index.html`)).toBe(true);
    }
    for (const path of [
      "",
      "search/",
      "cart/",
      "checkout/",
      "thanks/",
      "mail/",
      "about/",
      "shipping/",
      "returns/",
    ]) {
      expect(pages.has(`/${path}index.html`)).toBe(true);
    }
    expect(pages.has("/404.html")).toBe(true);
  });

  it("lead nowhere that does not exist", () => {
    const dead = new Set<string>();
    for (const text of pages.values()) {
      for (const address of all(/(?:href|src|action)="(\/[^"]*)"/g, text)) {
        const path = address.replace(/[?#].*/, "");
        const file = path.endsWith("/") ? `${path}index.html` : path;
        if (!files.has(file) && !SERVED_ELSEWHERE.has(path)) dead.add(path);
      }
    }
    expect([...dead]).toEqual([]);
  });

  it("run under a strict content security policy: no script, style or handler stands in a page", () => {
    for (const text of pages.values()) {
      const scripts = all(/<script([^>]*)>/g, text);
      expect(
        scripts.filter((script) => !/\ssrc="\/|type="application\/ld\+json"/.test(script)),
      ).toEqual([]);
      expect(text).not.toMatch(/<style|\sstyle="|\son[a-z]+="/);
    }
  });

  it("carry the tag before any other script, all but the mail", () => {
    expect(pages.get("/mail/index.html")).not.toContain("/okaeri.js");
    for (const [path, text] of pages) {
      if (path === "/mail/index.html") continue;
      expect(text).toContain('<script async src="/okaeri.js" data-key="pk_demo"></script>');
      expect(text.indexOf("<script")).toBe(text.indexOf('<script async src="/okaeri.js"'));
    }
  });

  it("name each slot once and keep a row of their own in it", () => {
    for (const text of pages.values()) {
      const slots = all(/<okaeri-recs\s+slot="([^"]+)"/g, text);
      expect(new Set(slots).size).toBe(slots.length);
      for (const slot of text.split("<okaeri-recs").slice(1)) {
        expect(slot.split("</okaeri-recs")[0]).toContain('class="card"');
      }
    }
  });

  it("have one main heading, a title and a description each", () => {
    for (const text of pages.values()) {
      expect(all(/<h1[^>]*>([^<]+)</g, text)).toHaveLength(1);
      expect(text).toMatch(/<title>[^<]+<\/title>/);
      expect(text).toMatch(/<meta name="description" content="[^"]+"/);
    }
  });

  it("reserve the room of every picture", () => {
    for (const text of pages.values()) {
      for (const image of all(/<img([^>]*)>/g, text)) {
        expect(image).toMatch(/width="\d+"/);
        expect(image).toMatch(/height="\d+"/);
        expect(image).toMatch(/alt="/);
      }
    }
  });
});
