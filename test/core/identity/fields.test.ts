import fc from "fast-check";
import { describe, expect, it } from "vitest";
import {
  conflicts,
  erase,
  type Fields,
  joinFields,
  latest,
  partFields,
  say,
} from "../../../worker/core/identity/index.ts";

const word = fc.record({
  value: fc.option(fc.constantFrom("a", "b", "c")),
  source: fc.constantFrom("pos", "web", "crm"),
  at: fc.integer({ min: 1, max: 5 }),
});

describe("a field", () => {
  it("has the latest word, and every source's own last one", () => {
    const fields: Fields = {};
    say(fields, "email", "old@x.example", { source: "pos", at: 1 });
    say(fields, "email", "new@x.example", { source: "web", at: 2 });
    expect(latest(fields, "email")).toBe("new@x.example");
    expect(conflicts(fields)).toEqual(["email"]);
    expect(say(fields, "email", "late@x.example", { source: "web", at: 1 })).toBe(false);
    say(fields, "email", null, { source: "web", at: 3 });
    expect(latest(fields, "email")).toBe("old@x.example");
    expect(erase(fields, "email")).toBe(true);
    expect(fields).toEqual({});
  });

  it("never has two words of one source, and tells no conflict where all agree", () => {
    fc.assert(
      fc.property(fc.array(word, { maxLength: 20 }), (words) => {
        const fields: Fields = {};
        for (const { value, ...told } of words) say(fields, "name", value, told);
        const said = fields["name"] ?? [];
        expect(new Set(said.map(({ source }) => source)).size).toBe(said.length);
        expect(said.map(({ at }) => at)).toEqual(
          said.map(({ at }) => at).toSorted((a, b) => b - a),
        );
        expect(conflicts(fields).length > 0).toBe(new Set(said.map(({ value }) => value)).size > 1);
      }),
    );
  });

  it("goes back to the record that it was said of, and leaves the others' words", () => {
    const mine: Fields = {};
    const theirs: Fields = {};
    say(mine, "phone", "1", { source: "web", at: 1 });
    say(theirs, "phone", "2", { source: "web", at: 2 });
    say(theirs, "name", "Ben", { source: "web", at: 2 });
    joinFields(mine, theirs, "c/2");
    expect(latest(mine, "phone")).toBe("2");
    const parted = partFields(mine, new Set(["c/2"]));
    expect(latest(parted, "name")).toBe("Ben");
    expect(latest(mine, "phone")).toBe("1");
    expect(Object.keys(mine)).toEqual(["phone"]);
  });
});
