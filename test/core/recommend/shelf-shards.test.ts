import * as fc from "fast-check";
import { describe, expect, it } from "vitest";
import {
  answerShelf,
  countsOf,
  discount,
  idsOfLesson,
  learnShelfLesson,
  mergeParts,
  namedBy,
  newShelfMemory,
  noCounts,
  shardOf,
  type ShelfAnswer,
  type ShelfLesson,
  type ShelfMemory,
  splitNamed,
  splitQuestion,
} from "../../../worker/core/recommend/index.ts";
import { lesson, NOW, QUESTION } from "./lessons.ts";

const SHARDS = 4;

function whole(lessons: readonly ShelfLesson[]): ShelfAnswer {
  const memory = newShelfMemory();
  for (const each of lessons) learnShelfLesson(memory, each);
  return mergeParts([answerShelf(memory, QUESTION, NOW)]);
}

/** What the edge does: lessons to the owners of their items, questions to all, counts to the owners. */
function sharded(lessons: readonly ShelfLesson[]): ShelfAnswer {
  const shards = Array.from({ length: SHARDS }, (): ShelfMemory => newShelfMemory());
  for (const each of lessons) {
    const owners = new Set(Array.from(idsOfLesson(each), (id) => shardOf(id, SHARDS)));
    for (const shard of owners)
      learnShelfLesson(shards[shard]!, each, (id) => shardOf(id, SHARDS) === shard);
  }
  const parts = splitQuestion(QUESTION, SHARDS).map((own, shard) =>
    answerShelf(shards[shard]!, own, NOW, false),
  );
  const answer = mergeParts(parts);
  const counts = noCounts();
  splitNamed(namedBy(answer), SHARDS).forEach((named, shard) => {
    const known = countsOf(shards[shard]!, named);
    for (const kind of ["rows", "baskets", "buyers"] as const)
      for (const [id, count] of known[kind]) counts[kind].set(id, count);
    for (const [id, page] of known.pages) counts.pages.set(id, page);
  });
  return discount(answer, counts);
}

/** As plain data whose numbers may differ in what another order of addition leaves: it is never 1e-9 here. */
const nearly = (tops: ShelfAnswer["tops"]) =>
  JSON.parse(JSON.stringify([...tops]), (_, value) =>
    typeof value === "number" ? expect.closeTo(value, 9) : value,
  );

describe("a shelf of four shards", () => {
  it("answers as one shelf does: rows bit by bit, axes but for the order of additions", () => {
    fc.assert(
      fc.property(fc.array(lesson, { minLength: 1, maxLength: 25 }), (lessons) => {
        const [one, four] = [whole(lessons), sharded(lessons)];
        expect(four.rows).toEqual(one.rows);
        expect(four.baskets).toEqual(one.baskets);
        expect(four.buyers).toEqual(one.buyers);
        expect(four.pages).toEqual(one.pages);
        expect(JSON.parse(JSON.stringify([...four.tops]))).toEqual(nearly(one.tops));
      }),
    );
  });

  it("spreads items evenly", () => {
    const sizes = [0, 0, 0, 0];
    for (let n = 0; n < 10_000; n++) sizes[shardOf(`SKU-${n}`, SHARDS)]! += 1;
    for (const size of sizes) expect(Math.abs(size - 2_500)).toBeLessThan(250);
    expect(shardOf("anything", 1)).toBe(0);
  });
});
