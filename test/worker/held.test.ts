import { evictDurableObject } from "cloudflare:test";
import { env } from "cloudflare:workers";
import { describe, expect, it, vi } from "vitest";
import { toCard } from "../../worker/core/catalogue/index.ts";
import { messageId } from "../../worker/core/messages/index.ts";
import {
  emptyQuestion,
  idsOfLesson,
  type ShelfLesson,
  shardOf,
} from "../../worker/core/recommend/index.ts";
import { readCards } from "../../worker/edge/card-reads.ts";
import type { Env } from "../../worker/edge/env.ts";
import { gather } from "../../worker/edge/gather.ts";
import { readShards } from "../../worker/edge/shelf-reads.ts";
import { catalogueStub, shelfStub } from "../../worker/edge/stubs.ts";
import { CatalogueItem } from "../../worker/wire/catalogue-item.ts";
import { id, item } from "./api.ts";

const platform = env as unknown as Env;

describe("an isolate's memory of items", () => {
  it("asks a catalogue that has not changed once in five seconds, and only whether it has", async () => {
    const shop = id("shop");
    const stub = catalogueStub(platform, shop);
    const card = (name: string, price: string) =>
      toCard(CatalogueItem.parse(item(name, { price: `${price} GBP` })));
    await stub.put([card("a", "1.00"), card("b", "2.00")], 1_000);
    const cards = vi.fn<typeof stub.cards>((...asked) => stub.cards(...asked));
    const counted = { ...platform, CATALOGUE: { getByName: () => ({ cards }) } } as never;
    const read = async (now: number, version?: number) => {
      const found = await readCards(counted, shop, ["a", "b", "c"], now, version);
      return Array.from(found.values(), ({ price }) => price);
    };

    expect(await read(1_000)).toEqual([100, 200]);
    expect(await read(4_999)).toEqual([100, 200]);
    expect(cards).toHaveBeenCalledTimes(1);
    expect(await read(6_000)).toEqual([100, 200]);
    expect(cards).toHaveBeenCalledTimes(2);
    expect((await cards.mock.results[1]!.value).cards).toEqual([]);

    await stub.put([card("a", "3.00"), card("c", "4.00")], 7_000);
    await stub.remove(["b"], 7_000);
    expect(await read(7_000)).toEqual([100, 200]);
    const { version } = await stub.cards([]);
    expect((await read(7_000, version)).sort()).toEqual([300, 400]);
    await evictDurableObject(stub);
    expect((await read(12_000)).sort()).toEqual([300, 400]);
    expect(cards).toHaveBeenCalledTimes(4);
  });
});

describe.each([1, 3])("an isolate's memory of a shelf of %d shards", (shards) => {
  const START = Date.UTC(2026, 0, 1);

  /** A shop's shelf, which counts what is asked of it. */
  function open() {
    const shop = id("shop");
    const stubs = Array.from({ length: shards }, (_, n) => shelfStub(platform, shop, n, shards));
    /** Seeds that the shelf answered, a list a call. */
    const answered: string[][] = [];
    const SHELF = {
      getByName: (name: string) => {
        const stub = stubs[Number(name.at(-1))]!;
        const read = async (...asked: Parameters<typeof stub.read>) => {
          const part = await stub.read(...asked);
          answered.push([...part.rows.keys(), ...part.tops.keys()]);
          return part;
        };
        const counts = (...asked: Parameters<typeof stub.counts>) => stub.counts(...asked);
        return { read, counts };
      },
    };
    let n = 0;
    const teach = async (lesson: ShelfLesson) => {
      const owners = new Set(Array.from(idsOfLesson(lesson), (each) => shardOf(each, shards)));
      const message = { id: messageId(shop, n++, lesson.at), body: lesson };
      for (const owner of owners) await stubs[owner]!.take(shop, [message], lesson.at);
    };
    const visit = (at: number, category: string, ...ids: string[]) =>
      teach({ kind: "visit", at, items: ids.map((each) => ({ id: each, category })), carted: [] });
    const read = async (at: number, items = ["a", "b", "c", "d"]) => {
      const question = { ...emptyQuestion(), items, axes: ["category:T > S", "category:U > V"] };
      const answer = await readShards({ ...platform, SHELF } as never, shop, shards, question, at);
      const { rows, tops } = answer;
      return {
        a: rows.get("a")?.ids,
        c: rows.get("c")?.ids,
        best: tops
          .get("category:T > S")
          ?.items.map((each) => each.id)
          .toSorted(),
      };
    };
    return { stubs, answered, visit, read };
  }

  it("asks once in five seconds what has changed, and reads only that again", async () => {
    const { answered, visit, read } = open();
    await visit(START, "T > S", "a", "b");
    await visit(START, "U > V", "c", "d");
    const before = { a: ["b"], c: ["d"], best: ["a", "b"] };
    expect(await read(START)).toEqual(before);
    expect(await read(START + 3_999)).toEqual(before);
    expect(answered.splice(0)).toHaveLength(shards);

    await visit(START + 4_000, "T > S", "a", "x");
    expect((await read(START + 5_000)).a?.toSorted()).toEqual(["b", "x"]);
    const again = answered.splice(0);
    expect(again).toHaveLength(shards);
    expect(again.flat()).toContain("a");
    for (const still of ["b", "c", "d"]) expect(again.flat()).not.toContain(still);
    expect((await read(START + 5_001)).best).toEqual(["a", "b", "x"]);
    expect((await read(START + 5_002)).c).toEqual(["d"]);
  });

  it("reads again what a change touched that was not asked for when it was heard of", async () => {
    const { visit, read, answered } = open();
    await visit(START, "T > S", "a", "b");
    await read(START);
    await visit(START + 1, "T > S", "c", "z");
    expect((await read(START + 6_000, ["a"])).a).toEqual(["b"]);
    expect((await read(START + 6_001)).c).toEqual(["z"]);
    answered.splice(0);
    await read(START + 6_002);
    expect(answered).toEqual([]);
  });

  it("takes nothing to stand of a shelf that was brought up again", async () => {
    const { stubs, visit, read } = open();
    await visit(START, "T > S", "a", "b");
    await read(START);
    for (const stub of stubs) await evictDurableObject(stub);
    await visit(START + 1, "T > S", "c", "a");
    const after = await read(START + 5_000);
    expect(after.a?.toSorted()).toEqual(["b", "c"]);
    expect(after.best).toEqual(["a", "b", "c"]);
  });

  it("reads all again after a minute, since what is learnt wears off", async () => {
    const { visit, read, answered } = open();
    await visit(START, "T > S", "a", "b");
    for (let at = 0; at < 64_000; at += 4_000) await read(START + at);
    const asked = answered.flat().filter((seed) => seed === "a");
    expect(asked.length).toBeGreaterThan(1);
    expect(asked.length).toBeLessThan(4);
  });
});

describe("a batch of which all that it takes is at hand", () => {
  it("is gathered at once", async () => {
    const [shop, now] = [id("shop"), Date.now()];
    const card = toCard(CatalogueItem.parse(item("a")));
    await catalogueStub(platform, shop).put([card], now);
    const wants = (["next_item", "bestsellers", "top_rated"] as const).map((scenario) => ({
      slot: scenario,
      scenario,
    }));
    const question = { shop, visitor: "v", now, events: [], wants, news: 0 };
    const read = gather(platform, question, null);
    expect(read).toBeInstanceOf(Promise);
    const { shelves, ...first } = await read;
    expect(shelves.cards.get("a")?.title).toBe(card.title);
    const again = gather(platform, { ...question, now: now + 1_000 }, null);
    expect(again).not.toBeInstanceOf(Promise);
    expect(again).toMatchObject(first);
  });
});
