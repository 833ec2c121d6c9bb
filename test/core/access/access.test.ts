import fc from "fast-check";
import { describe, expect, it } from "vitest";
import {
  changesBetween,
  dayToNote,
  endingAt,
  forgotten,
  isGood,
  type KeyRow,
  mayRedeem,
} from "../../../worker/core/access/index.ts";
import { ROLES, SCOPES_OF } from "../../../worker/wire/scope.ts";

const DAY = 86_400_000;
const NOON = Date.UTC(2026, 10, 22, 12);
const key = (more: Partial<KeyRow> = {}): KeyRow => ({
  id: "k1",
  kind: "sk",
  hash: "",
  isListed: true,
  label: "a key",
  scopes: ["reports:read"],
  made: NOON,
  used: null,
  until: null,
  ...more,
});

describe("a key", () => {
  it("is good until its end, and no ending makes it good for longer", () => {
    expect(isGood(key(), NOON)).toBe(true);
    const times = fc.integer({ min: 0, max: 2 * NOON });
    fc.assert(
      fc.property(times, times, times, (first, second, now) => {
        const ended = endingAt(endingAt(key(), first), second);
        expect(isGood(ended, now)).toBe(now < Math.min(first, second));
      }),
    );
  });

  it("that has ended is forgotten after 90 days, but never one that would be good again", () => {
    const now = NOON + 91 * DAY;
    const ended = key({ until: NOON });
    expect(forgotten([ended], now)).toEqual([ended]);
    expect(forgotten([ended], NOON + 89 * DAY)).toEqual([]);
    expect(forgotten([key()], now)).toEqual([]);
    expect(forgotten([key({ until: NOON, isListed: false })], now)).toEqual([]);
  });

  it("that has ended is forgotten once a hundred others ended after it", () => {
    const ended = Array.from({ length: 103 }, (_, n) => key({ id: `k${n}`, until: NOON + n }));
    const good = Array.from({ length: 103 }, () => key());
    const ids = forgotten([...ended, ...good], NOON + DAY).map(({ id }) => id);
    expect(ids.toSorted()).toEqual(["k0", "k1", "k2"]);
  });

  it("is noted as used once a day", () => {
    const day = NOON - DAY / 2;
    expect(dayToNote(key(), NOON)).toBe(day);
    expect(dayToNote(key({ used: day }), NOON + 1)).toBeNull();
    expect(dayToNote(key({ used: day }), NOON + DAY / 2)).toBe(day + DAY);
  });
});

describe("a sign-in link", () => {
  it("is good as long as no other took its place, until its time is over", () => {
    const user = { email: "a@b.example", role: "owner" as const, added: NOON };
    const link = { hash: "h", until: NOON };
    expect(mayRedeem({ ...user, link }, "h", NOON - 1)).toBe(true);
    expect(mayRedeem({ ...user, link }, "h", NOON)).toBe(false);
    expect(mayRedeem({ ...user, link }, "other", NOON - 1)).toBe(false);
    expect(mayRedeem({ ...user, link: null }, "h", NOON - 1)).toBe(false);
  });
});

describe("roles", () => {
  it("each can do what the one before can, and more", () => {
    for (const [place, role] of ROLES.slice(1).entries()) {
      const before = SCOPES_OF[ROLES[place]!];
      expect(SCOPES_OF[role]).toEqual(expect.arrayContaining([...before]));
      expect(SCOPES_OF[role].length).toBeGreaterThan(before.length);
    }
  });
});

describe("changes between two states", () => {
  it("are the fields that differ, before and after, and clipped", () => {
    const before = { same: [1], currency: "GBP", gone: 1 };
    const after = { same: [1], currency: "EUR", origins: ["x".repeat(300)] };
    const { origins, ...changes } = changesBetween(before, after);
    expect(changes).toEqual({ currency: ["GBP", "EUR"] });
    expect(origins![0]).toBeNull();
    expect(origins![1]).toHaveLength(201);
  });

  it("are none between equals, whatever they hold", () => {
    fc.assert(
      fc.property(fc.dictionary(fc.string(), fc.jsonValue()), (state) => {
        expect(changesBetween(state, structuredClone(state))).toEqual({});
      }),
    );
  });
});
