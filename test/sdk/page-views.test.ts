import { expect, test } from "vitest";
import { options } from "../../sdk/src/lib/options.ts";
import { pageKey } from "../../sdk/src/lib/page-views.ts";

const same = (a: string, b: string, rule: { query?: string; hash?: string } = {}) =>
  Object.assign(options, { query: undefined, hash: undefined }, rule) &&
  pageKey(`https://shop.example${a}`) === pageKey(`https://shop.example${b}`);

test("a page is told by its path", () => {
  expect(same("/a", "/a")).toBe(true);
  expect(same("/a", "/b")).toBe(false);
});

test("a query or a hash makes no other page", () => {
  expect(same("/a", "/a?sort=price")).toBe(true);
  expect(same("/a", "/a#reviews")).toBe(true);
});

test("query parameters and hashes count where the shop says so", () => {
  const rule = { query: "colour,page", hash: "1" };
  expect(same("/a?page=1", "/a?page=2", rule)).toBe(false);
  expect(same("/a?page=1&sort=up", "/a?sort=down&page=1", rule)).toBe(true);
  expect(same("/a#/x", "/a#/y", rule)).toBe(false);
});
