import fc from "fast-check";
import { describe, expect, it } from "vitest";
import {
  added,
  afterStep,
  canonicalText,
  type ErasureRequest,
  mentions,
  newRequest,
  placeOf,
  receiptOf,
  STEPS,
} from "../../../worker/core/privacy/index.ts";

const asked = {
  id: "r1",
  at: 1_000,
  subject: "hash",
  keepOrders: "anonymous" as const,
  person: "c/ann",
};

/** All requests from the first to the done one, each step taking a second. */
function walk(): ErasureRequest[] {
  const walked = [newRequest(asked)];
  for (let last = walked[0]!; placeOf(last) !== null;) {
    last = afterStep(last, { things: 1 }, last.due + 1_000);
    walked.push(last);
  }
  return walked;
}

describe("a request of erasure", () => {
  it("goes to every place twice, the second time when nothing can be on its way any more", () => {
    const walked = walk();
    expect(walked).toHaveLength(STEPS + 1);
    const places = walked.slice(0, -1).map(placeOf);
    expect(places.slice(0, STEPS / 2)).toEqual(places.slice(STEPS / 2));
    expect(places[0]).toBe("people");
    const [before, between] = [walked[STEPS / 2 - 1]!, walked[STEPS / 2]!];
    expect(between.due - before.due).toBeGreaterThanOrEqual(60_000);
  });

  it("names nobody when it is done, and neither does its receipt", () => {
    const last = walk().at(-1)!;
    expect(JSON.stringify(last)).not.toContain("ann");
    const receipt = receiptOf("demo", last);
    expect(receipt.erased[0]).toEqual({ place: "people", removed: { things: 2 } });
    expect(JSON.stringify(receipt)).not.toContain("ann");
  });

  it("counts what it found, and leaves out what it did not", () => {
    expect(added({ a: 1 }, { a: 2, b: 0, c: 3 })).toEqual({ a: 3, c: 3 });
  });
});

describe("what is signed", () => {
  it("is the same text in whatever order its keys come", () => {
    fc.assert(
      fc.property(fc.dictionary(fc.string(), fc.jsonValue()), (value) => {
        const turned = Object.fromEntries(Object.entries(value).toReversed());
        expect(canonicalText(turned)).toBe(canonicalText(value));
        expect(JSON.parse(canonicalText(value))).toEqual(JSON.parse(JSON.stringify(value)));
      }),
    );
  });
});

describe("whether a text names somebody", () => {
  const names = (text: string) => mentions(["v1", "c/ann~40example.com"])(text);

  it("sees them in ids of messages and facts, and as a word", () => {
    for (const text of [
      '{"id":"497-demo/v1-12","body":1}',
      '{"person":"v1"}',
      '{"id":"v1/abc"}',
      '{"id":"c/ann~40example.com/v2/abc"}',
      "its contacts name other people: c/b, v1",
    ])
      expect(names(text)).toBe(true);
  });

  it("does not take others for them", () => {
    for (const text of ['"v11"', '"xv1"', '"v1-a"', '"v1.2"', '"c/ann"', '"ann~40example.com"'])
      expect(names(text)).toBe(false);
    expect(mentions([])("anything")).toBe(false);
  });
});
