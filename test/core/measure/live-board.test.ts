import { describe, expect, it } from "vitest";
import { LiveBoard, type Sight } from "../../../worker/core/measure/index.ts";

const NOON = Date.UTC(2026, 0, 1, 12);
const MINUTE = 60_000;

const sight = (visitor: string, at: number, more: Partial<Sight> = {}): Sight => ({
  visitor,
  at,
  channel: "Direct",
  device: "desktop",
  staff: false,
  pages: [],
  acts: [],
  intent: null,
  shown: [],
  ...more,
});

describe("the live board", () => {
  it("adds up what a visitor does, the newest first", () => {
    const board = new LiveBoard();
    board.note(sight("ann", NOON, { pages: [{ path: "/", title: "Home" }] }));
    board.note(
      sight("ann", NOON + MINUTE, {
        pages: [{ path: "/mug", title: "A mug" }],
        acts: [{ name: "add_to_cart", items: ["mug"] }],
      }),
    );
    const [ann] = board.at(NOON + MINUTE);
    expect(ann?.trail.map(({ path }) => path)).toEqual(["/mug", "/"]);
    expect(ann?.acts).toMatchObject([{ name: "add_to_cart", items: ["mug"] }]);
    expect(ann).toMatchObject({
      since: "2026-01-01T12:00:00.000Z",
      last: "2026-01-01T12:01:00.000Z",
    });
  });

  it("says once what a page's tag and its markup both tell", () => {
    const board = new LiveBoard();
    const view = { name: "view_item", items: ["mug"] };
    board.note(sight("ann", NOON, { acts: [view, view] }));
    board.note(sight("ann", NOON + MINUTE, { acts: [view] }));
    board.note(
      sight("ann", NOON + MINUTE, { acts: [{ name: "view_item", items: ["cup"] }, view] }),
    );
    const acts = board.at(NOON + MINUTE)[0]!.acts.map(({ items }) => items.join());
    expect(acts).toEqual(["mug", "cup", "mug"]);
  });

  it("keeps what a page was shown until another page is shown something", () => {
    const board = new LiveBoard();
    const shown = [{ slot: "side", scenario: "bestsellers", fallback: null, items: [] }];
    board.note(sight("ann", NOON, { shown }));
    board.note(sight("ann", NOON + 1));
    expect(board.at(NOON + 1)[0]?.shown).toEqual(shown);
  });

  it("knows who is of the shop itself by any of their batches", () => {
    const board = new LiveBoard();
    for (const staff of [false, true, false]) board.note(sight("ann", NOON, { staff }));
    board.note(sight("bob", NOON));
    expect(board.at(NOON).map(({ staff }) => staff)).toEqual([false, true]);
  });

  it("lists who stirred last first, and forgets who has left", () => {
    const board = new LiveBoard();
    for (const [place, visitor] of ["ann", "bob", "cy"].entries())
      board.note(sight(visitor, NOON + place * 20 * MINUTE));
    board.note(sight("bob", NOON + 41 * MINUTE));
    expect(board.at(NOON + 42 * MINUTE).map(({ visitor }) => visitor)).toEqual(["bob", "cy"]);
  });

  it("holds no more than 200 visitors", () => {
    const board = new LiveBoard();
    for (let n = 0; n < 250; n++) board.note(sight(`v${n}`, NOON + n));
    const held = board.at(NOON + 250);
    expect(held).toHaveLength(200);
    expect(held.at(-1)?.visitor).toBe("v50");
  });
});
