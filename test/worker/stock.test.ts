import { describe, expect, it } from "vitest";
import { api, event, id, idsOf, item, pageView, pass, purchase, settle, viewItem } from "./api.ts";
import { CATALOGUE, rows } from "./objects.ts";
import { messageId } from "../../worker/core/messages/index.ts";

const put = (...items: unknown[]) => api.put("/v1/items", { items });
const catalogue = () => CATALOGUE.getByName("demo/catalogue");
const cardOf = async (itemId: string) => (await catalogue().item(itemId))!.card;
/** Puts an item that is sold out, or of which so many pieces are there. */
const stock = (mug: string, quantity?: number) =>
  put(item(mug, quantity === 0 ? { availability: "out_of_stock" } : { quantity }));
const does = (visitor: string, ...events: unknown[]) =>
  api.post({ visitor, session: "s1", events });
/** What the visitor's next page tells. */
const told = async (visitor: string): Promise<{ type: string; item: { id: string } }[]> =>
  (await does(visitor, pageView("/"))).body.notices;
const toldOf = async (...visitors: string[]) => {
  const those: string[] = [];
  for (const visitor of visitors)
    if ((await told(visitor)).some(({ type }) => type === "back_in_stock")) those.push(visitor);
  return those;
};

/** People who wait for an item that is sold out, in this order. */
async function queue(mug: string, people: number): Promise<string[]> {
  await stock(mug, 0);
  await settle();
  const visitors: string[] = [];
  for (let n = 0; n < people; n++) {
    const visitor = id("v");
    visitors.push(visitor);
    await does(visitor, pageView("/p/"), viewItem(mug));
    await pass({ seconds: 1 });
  }
  await settle();
  return visitors;
}

describe("an item that comes back", () => {
  it("is told once to all who looked at it while it was sold out, where nobody counts", async () => {
    const mug = id("mug");
    const [a, b] = await queue(mug, 2);
    const stranger = id("v");
    expect(await toldOf(a!, b!)).toEqual([]);
    await put(item(mug));
    await settle();
    expect(await told(a!)).toMatchObject([
      {
        type: "back_in_stock",
        item: { id: mug, title: `Item ${mug}`, price: "2.55 GBP" },
        text: `Item ${mug} is back in stock`,
      },
    ]);
    expect(await toldOf(a!, b!, stranger)).toEqual([b]);
    expect(await toldOf(a!, b!)).toEqual([]);
  });

  it("serves the list in order and only as far as pieces go", async () => {
    const mug = id("mug");
    const people = await queue(mug, 4);
    await stock(mug, 2);
    await settle();
    // Who asks first does not jump the queue.
    expect(await toldOf(...people.toReversed())).toEqual([people[1], people[0]]);
    await stock(mug, 3);
    await settle();
    expect(await toldOf(...people)).toEqual([people[2]]);
  });

  it("passes a place on when nobody has come for it within a day", async () => {
    const mug = id("mug");
    const people = await queue(mug, 3);
    await stock(mug, 1);
    await settle();
    expect(await toldOf(people[1]!, people[2]!)).toEqual([]);
    await pass({ minutes: 23 * 60 });
    expect(await toldOf(people[1]!)).toEqual([]);
    await pass({ minutes: 62 });
    expect(await toldOf(...people)).toEqual([people[1]]);
  });

  it("does not serve the next when who was served has bought", async () => {
    const mug = id("mug");
    const people = await queue(mug, 3);
    await stock(mug, 1);
    await settle();
    expect(await toldOf(people[0]!)).toEqual([people[0]]);
    await does(people[0]!, purchase(id("t"), [mug]));
    await settle();
    await stock(mug, 0);
    await pass({ days: 2 });
    expect(await toldOf(...people)).toEqual([]);
    await stock(mug, 1);
    await settle();
    expect(await toldOf(...people)).toEqual([people[1]]);
  });

  it("lets those who were served wait on, where they stood, when it is gone again", async () => {
    const mug = id("mug");
    const people = await queue(mug, 2);
    await stock(mug, 1);
    await settle();
    await stock(mug, 0);
    await settle();
    expect(await toldOf(...people)).toEqual([]);
    await stock(mug, 1);
    await settle();
    expect(await toldOf(...people)).toEqual([people[0]]);
  });

  it("forgets who has bought it elsewhere meanwhile, and takes who asks for it by name", async () => {
    const mug = id("mug");
    const [buyer] = await queue(mug, 1);
    const asker = id("v");
    await does(asker, event("waitlist", { items: [{ item_id: mug }] }));
    await does(buyer!, purchase(id("t"), [mug]));
    await settle();
    const list = await rows(catalogue(), `SELECT person FROM waiting WHERE item = '${mug}'`);
    expect(list).toEqual([{ person: asker }]);
    await stock(mug, 5);
    await settle();
    expect(await toldOf(buyer!, asker)).toEqual([asker]);
  });

  it("has one place for each person, however often they ask", async () => {
    const mug = id("mug");
    const [visitor] = await queue(mug, 1);
    await does(visitor!, viewItem(mug), event("add_to_wishlist", { items: [{ item_id: mug }] }));
    await pass({ minutes: 40 });
    await does(visitor!, pageView("/p/"), viewItem(mug));
    await settle();
    const list = await rows(catalogue(), `SELECT person FROM waiting WHERE item = '${mug}'`);
    expect(list).toHaveLength(1);
  });
});

describe("the catalogue", () => {
  const shelf = async (visitor: string) => {
    const batch = { visitor, session: "s1", events: [], want: ["recently_viewed"] };
    return idsOf((await api.post(batch)).body.decisions.recently_viewed);
  };

  it("takes removed items off the shelves within seconds, and puts them back", async () => {
    const mug = id("mug");
    await put(item(mug));
    const visitor = id("v");
    await does(visitor, pageView("/p/"), viewItem(mug));
    expect(await shelf(visitor)).toContain(mug);
    expect(await catalogue().remove([mug, id("never")], Date.now())).toBe(1);
    await settle();
    expect(await shelf(visitor)).not.toContain(mug);
    await put(item(mug));
    await settle();
    expect(await shelf(visitor)).toContain(mug);
    const { changes } = (await api.get(`/v1/items/${mug}/prices`)).body;
    expect(changes.map((change: { availability: string }) => change.availability)).toEqual([
      "in_stock",
      "removed",
      "in_stock",
    ]);
  });

  it("removes what a newer run of the same feed lacks, and nothing of others", async () => {
    const [kept, lacking, other, own] = [id("a"), id("b"), id("c"), id("d")];
    await put(...[kept, lacking, other, own].map((itemId) => item(itemId)));
    const run = async (feed: string, name: string, ...ids: string[]) =>
      catalogue().put(await Promise.all(ids.map(cardOf)), Date.now(), feed, name);
    const sweep = (name: string) => catalogue().sweep("main", name, Date.now());
    await run("main", "1", kept, lacking);
    await run("second", "1", other);
    expect(await sweep("1")).toBe(0);
    // A run that never began empties no shop.
    expect(await sweep("2")).toBe(0);
    await run("main", "2", kept);
    expect(await sweep("2")).toBe(1);
    expect(await sweep("2")).toBe(0);
    const left = [kept, lacking, other, own].map(async (each) => await catalogue().item(each));
    const feeds = (await Promise.all(left)).map((stored) => stored && stored.feed);
    expect(feeds).toEqual(["main", null, "second", null]);
    expect(await left[1]).toBeNull();
  });

  it("writes one row for a batch of a run that changes nothing", async () => {
    const ids = Array.from({ length: 50 }, () => id("same"));
    await put(...ids.map((itemId) => item(itemId)));
    const cards = await Promise.all(ids.map(cardOf));
    await catalogue().put(cards, Date.now(), "quiet", "1");
    const version = () => rows(catalogue(), "SELECT version FROM ledger_version");
    const before = await version();
    expect(await catalogue().put(cards, Date.now(), "quiet", "2")).not.toContain(true);
    expect(await version()).toEqual(before);
    const runs = await rows(catalogue(), "SELECT run FROM feed_runs WHERE feed = 'quiet'");
    expect(runs).toEqual([{ run: "2" }]);
  });

  it("keeps what was taken out from coming back by a page's word", async () => {
    const mug = id("mug");
    await put(item(mug));
    const body = { kind: "item_learnt" as const, card: await cardOf(mug), teller: 1 };
    await catalogue().remove([mug], Date.now());
    await catalogue().take("demo", [{ id: messageId("test", 1, Date.now()), body }], Date.now());
    await settle();
    expect(await catalogue().item(mug)).toBeNull();
  });
});
