import * as fc from "fast-check";
import { describe, expect, test } from "vitest";
import { appendPrefix, newPrefixLog } from "../../../worker/core/intent/index.ts";
import { prefixesOf } from "../../../worker/core/intent/prefixes.ts";
import { bare, logOf } from "./support.ts";

describe("prefixes", () => {
  test("come back as they were kept, through JSON", () => {
    const slots = fc.array(fc.nat(2 ** 14 - 1), { maxLength: 36 });
    fc.assert(
      fc.property(fc.array(slots, { maxLength: 20 }), (prefixes) => {
        expect(prefixesOf(JSON.parse(JSON.stringify(logOf(prefixes))))).toEqual(prefixes);
      }),
    );
  });

  test("of a long visit: the first 20 all stay, later ones are thinned evenly", () => {
    const kept = prefixesOf(logOf(Array.from({ length: 100 }, (_, index) => [index + 1])));
    const numbers = kept.map(([slot]) => slot!);
    expect(numbers.slice(0, 20)).toEqual(Array.from({ length: 20 }, (_, index) => index + 1));
    expect(numbers.slice(20)).toEqual(Array.from({ length: 20 }, (_, index) => 24 + 4 * index));
  });

  test("of a visit of any length stay within 40 and 4.5 KB", () => {
    const full = bare(Array.from({ length: 60 }, (_, index) => 16_383 - index));
    const log = newPrefixLog();
    for (let index = 0; index < 50_000; index++) {
      appendPrefix(log, full);
      if (log.rows.length > 40) expect.fail("more than 40");
    }
    expect(log.seen).toBe(50_000);
    expect(log.rows.length).toBeGreaterThanOrEqual(30);
    expect(JSON.stringify(log).length).toBeLessThanOrEqual(4608);
  });

  test("what is not a slot is left out", () => {
    expect(prefixesOf({ rows: ["00vzzz!!!0", "vvv"], seen: 2, stride: 1 })).toEqual([[31], []]);
  });
});
