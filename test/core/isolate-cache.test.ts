import { expect, it } from "vitest";
import { IsolateCache } from "../../worker/edge/cached.ts";

const NOW = 1_000_000;

it("gives a value until its time is over, and calls it ageing from the half of it on", () => {
  const cache = new IsolateCache<number>({ ttl: 1_000, limit: 2 });
  cache.put("a", 1, NOW);
  expect([cache.fresh("a", NOW + 499), cache.isAgeing("a", NOW + 499)]).toEqual([1, false]);
  expect([cache.fresh("a", NOW + 500), cache.isAgeing("a", NOW + 500)]).toEqual([1, true]);
  expect([cache.fresh("a", NOW + 1_000), cache.isAgeing("a", NOW + 1_000)]).toEqual([
    undefined,
    true,
  ]);
  expect(cache.isAgeing("never put", NOW)).toBe(true);
});

it("forgets the oldest beyond its limit", () => {
  const cache = new IsolateCache<number>({ ttl: 1_000, limit: 2 });
  for (const [place, key] of ["a", "b", "c"].entries()) cache.put(key, place, NOW);
  expect(["a", "b", "c"].map((key) => cache.fresh(key, NOW))).toEqual([undefined, 1, 2]);
});
