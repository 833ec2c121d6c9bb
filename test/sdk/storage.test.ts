import { afterEach, beforeEach, expect, test, vi } from "vitest";
import type { Visit } from "../../sdk/src/lib/visit.ts";
import { clearStored, readStored, writeStored } from "../../sdk/src/lib/storage.ts";

const visit = (visitor: string): Visit => ({ visitor, session: "s", active: 1 });

/** As another tab sees it. */
let shared: Record<string, string>;

beforeEach(() => {
  shared = {};
  vi.stubGlobal("localStorage", shared);
});

afterEach(() => {
  clearStored();
  vi.unstubAllGlobals();
});

test("nothing is stored at first, nor after it was cleared", () => {
  expect(readStored()).toBeNull();
  writeStored(visit("a"));
  expect(readStored()).toEqual(visit("a"));
  clearStored();
  expect(readStored()).toBeNull();
});

test("what another tab writes or clears is seen at once", () => {
  writeStored(visit("a"));
  expect(readStored()).toEqual(visit("a"));
  shared.okaeri = JSON.stringify(visit("b"));
  expect(readStored()).toEqual(visit("b"));
  delete shared.okaeri;
  expect(readStored()).toBeNull();
});

test("where nothing may be written it is kept for the page", () => {
  vi.stubGlobal("localStorage", Object.freeze({}));
  writeStored(visit("a"));
  expect(readStored()).toEqual(visit("a"));
});
