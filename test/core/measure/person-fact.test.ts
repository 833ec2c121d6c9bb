import { expect, it } from "vitest";
import {
  countSegments,
  inSegment,
  type PersonFact,
  segmentsAt,
} from "../../../worker/core/measure/index.ts";
import { DAY, NOON } from "../event.ts";

const fact = (person: string, segments: string[], until: number | null = null): PersonFact => ({
  kind: "person",
  id: person,
  version: 1,
  person,
  at: NOON,
  band: null,
  segments,
  because: Object.fromEntries(
    until === null ? [] : segments.map((name) => [name, { why: ["because"], until }]),
  ),
  probability: null,
  lastSeen: NOON,
  orders: 0,
});

const people = [
  fact("a", ["ready"], NOON + DAY),
  fact("b", ["ready"], NOON + 2 * DAY),
  fact("c", ["buyers:none", "ready"]),
  fact("d", []),
];

it("counts in each segment those for whom it has not lapsed, and no other name of somebody", () => {
  expect(countSegments(people, NOON)).toEqual({
    people: 3,
    segments: [
      { name: "buyers:none", people: 1 },
      { name: "ready", people: 3 },
    ],
  });
  const [, ready] = countSegments(people, NOON + DAY).segments;
  expect(ready).toEqual({ name: "ready", people: 2 });
});

it("lists as many as are asked for, and reads no further", () => {
  const read: string[] = [];
  function* reading() {
    for (const each of people) {
      read.push(each.person);
      yield each;
    }
  }
  expect(inSegment(reading(), "ready", NOON + DAY, 1).map(({ person }) => person)).toEqual(["b"]);
  expect(read).toEqual(["a", "b"]);
  expect(inSegment(people, "unheard-of", NOON, 9)).toEqual([]);
});

it("keeps what nothing but an event ends", () => {
  expect(segmentsAt(people[2]!, NOON + 1000 * DAY)).toEqual(["buyers:none", "ready"]);
});
