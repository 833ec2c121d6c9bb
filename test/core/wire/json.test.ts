import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { parseJson } from "../../../worker/wire/json.ts";
import { SignIn } from "../../../worker/wire/session.ts";

/** Every object within a value. */
const objectsIn = (value: unknown): object[] =>
  typeof value === "object" && value !== null
    ? [value, ...Object.values(value).flatMap(objectsIn)]
    : [];
const hostile = fc.letrec((tie) => ({
  value: fc.oneof(fc.jsonValue(), fc.array(tie("value")), tie("object")),
  object: fc.dictionary(
    fc.constantFrom("toString", "valueOf", "length", "id", "__proto__"),
    tie("value"),
  ),
})).value;

describe("JSON from outside", () => {
  it("is what it says, where no field stands for a conversion", () => {
    fc.assert(
      fc.property(fc.jsonValue(), (value) => {
        const text = JSON.stringify(value);
        fc.pre(!/"(?:toString|valueOf)":/.test(text));
        expect(parseJson(text)).toEqual(JSON.parse(text));
      }),
    );
  });

  it("never holds an object that cannot be turned to text, however its fields are spelt", () => {
    fc.assert(
      fc.property(hostile, fc.boolean(), (value, isEscaped) => {
        const plain = JSON.stringify(value);
        const text = isEscaped ? plain.replaceAll("toString", String.raw`\u0074oString`) : plain;
        for (const each of objectsIn(parseJson(text))) expect(() => `${each}`).not.toThrow();
      }),
    );
  });

  it("may be nested as deep as it is long", () => {
    const text = `${"[".repeat(200_000)}"toString"${"]".repeat(200_000)}`;
    expect(parseJson(text)).toHaveLength(1);
  });

  it("is refused by a schema whose texts it has no texts for", () => {
    const text = '{"key": {"length": {"toString": 1, "valueOf": 1}}}';
    expect(SignIn.safeParse(parseJson(text)).success).toBe(false);
  });
});
