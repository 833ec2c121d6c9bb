import { describe, expect, it } from "vitest";
import type { SignalReply } from "../../worker/wire/signals.ts";
import { api, event, id, pageView, pass, settle, viewItem } from "./api.ts";
import { stock } from "./shop.ts";

const told = async (visitor: string) => (await api.person(visitor)).body;
const post = (visitor: string, session: string, events: object[]) =>
  api.post({ visitor, session, events });
const signalsOf = async (visitor: string): Promise<SignalReply[]> => (await told(visitor)).signals;
const namesOf = async (visitor: string) => (await signalsOf(visitor)).map(({ name }) => name);
/** What was announced of a person, once all that waits is delivered. */
async function announced(visitor: string) {
  await settle();
  await settle();
  return (await api.get(`/v1/outbound?type=signal.raised&person=${visitor}`)).body.events;
}
const membersOf = async (name: string): Promise<{ person: string; why: string[] }[]> =>
  (await api.get(`/v1/segments/signal:${name}`)).body.people;

describe("considerations", () => {
  it("put size and fit first after two looks at the size guide and one at returns", async () => {
    const visitor = id("v");
    const guides = [pageView("/pages/size-guide"), pageView("/pages/size-guide")];
    const returns = pageView("/pages/returns-policy");
    await post(visitor, "s1", [guides[0]!, pageView("/p/dress"), guides[1]!, returns]);
    const { considerations, timeline } = await told(visitor);
    expect(considerations.map(({ factor }: { factor: string }) => factor)).toEqual([
      "size_fit",
      "returns",
    ]);
    expect(considerations[0]).toMatchObject({ weight: 0.75, count: 2 });
    expect(considerations[0].evidence.toSorted()).toEqual(guides.map((each) => each.id).sort());
    const shown = timeline.find((one: { id: string }) => one.id === returns.id);
    expect(shown.about).toEqual(["returns"]);
  });

  it("count sections that were read, in the page's own words, and filters; and they fade", async () => {
    const visitor = id("v");
    const view = id("p");
    const page = pageView("/p/dress", { view });
    const leave = event("page_leave", { view, sections: ["Customer reviews"] });
    await post(visitor, "s1", [page, leave, pageView("/dresses?sort_by=price-ascending")]);
    const weights = async () =>
      Object.fromEntries(
        (await told(visitor)).considerations.map(
          ({ factor, weight }: { factor: string; weight: number }) => [factor, weight],
        ),
      );
    expect(await weights()).toEqual({ reviews: 0.5, price: 0.5 });
    await pass({ days: 7 });
    expect(await weights()).toEqual({ reviews: 0.293, price: 0.293 });
  });
});

describe("signals", () => {
  it("say that somebody browses, which items these are, and that they no longer do", async () => {
    const visitor = id("v");
    const items = await stock(id("cat"), 5);
    await post(visitor, "s1", [pageView("/"), ...items.slice(0, 4).map((each) => viewItem(each))]);
    expect(await namesOf(visitor)).toEqual([]);
    await post(visitor, "s1", [viewItem(items[4]!)]);
    const [browsing] = await signalsOf(visitor);
    expect(browsing).toMatchObject({ name: "browsing", about: expect.stringContaining("Test > ") });
    expect(browsing!.evidence.items!.toSorted()).toEqual(items.toSorted());
    for (const each of items) expect(browsing!.reason).toContain(each);
    await pass({ days: 1 });
    expect(await namesOf(visitor)).toEqual([]);
  });

  it("tell of several visits once, to the outbox and the segments", async () => {
    const visitor = id("v");
    await post(visitor, "s1", [pageView("/")]);
    await pass({ days: 1 });
    await post(visitor, "s2", [pageView("/")]);
    expect((await signalsOf(visitor))[0]).toMatchObject({
      name: "multi_visit",
      reason: "came 2 times in 7 days",
      evidence: { sessions: ["s2", "s1"] },
    });
    await pass({ days: 1 });
    await post(visitor, "s3", [pageView("/")]);
    await pass({ minutes: 31 });
    expect(await announced(visitor)).toMatchObject([
      { person: visitor, data: { signal: "multi_visit", reason: "came 2 times in 7 days" } },
    ]);
    const member = (await membersOf("multi_visit")).find(({ person }) => person === visitor);
    expect(member?.why).toEqual(["came 3 times in 7 days"]);
    await pass({ days: 9 });
    expect(await namesOf(visitor)).toEqual([]);
    expect((await membersOf("multi_visit")).map(({ person }) => person)).not.toContain(visitor);
  });

  it("tell of an item that is looked at in three sessions, not of a page loaded three times", async () => {
    const [visitor, reloader] = [id("v"), id("v")];
    const item = id("i");
    const load = () => {
      const view = id("p");
      return [pageView(`/p/${item}/`, { view }), viewItem(item, 2.55, { view })];
    };
    for (const session of ["s1", "s2", "s3"]) {
      await post(visitor, session, load());
      await post(reloader, "s1", load());
      await pass({ seconds: 2 });
    }
    expect(await namesOf(reloader)).toEqual([]);
    const same = (await signalsOf(visitor)).find(({ name }) => name === "same_item");
    expect(same).toMatchObject({ about: item, reason: `viewed ${item} in 3 sessions` });
    expect(await announced(reloader)).toEqual([]);
    const raised = await announced(visitor);
    expect(raised.map(({ data }: { data: { signal: string } }) => data.signal).sort()).toEqual([
      "multi_visit",
      "same_item",
    ]);
  });

  it("tell of hesitation when the visit is over, and of a kept cart when days have passed", async () => {
    const visitor = id("v");
    const item = id("i");
    await post(visitor, "s1", [
      pageView("/"),
      viewItem(item),
      event("add_to_cart", { items: [{ item_id: item, price: 2 }], currency: "GBP" }),
      pageView("/pages/shipping"),
    ]);
    expect(await namesOf(visitor)).toEqual([]);
    await pass({ minutes: 31 });
    expect((await signalsOf(visitor))[0]).toMatchObject({
      name: "hesitation_shipping",
      evidence: { items: [item], pages: ["/pages/shipping"], sessions: ["s1"] },
    });
    await pass({ days: 2 });
    expect((await namesOf(visitor)).toSorted()).toEqual(["cart_kept", "hesitation_shipping"]);
    const raised = await announced(visitor);
    expect(raised.map(({ data }: { data: { signal: string } }) => data.signal)).toEqual([
      "hesitation_shipping",
      "cart_kept",
    ]);
    expect((await membersOf("cart_kept")).map(({ person }) => person)).toContain(visitor);
  });

  it("follow the shop's settings, also those that rise by alarm", async () => {
    const settings = { signals: { cart_kept: { days: 1 }, multi_visit: null } };
    expect((await api.put("/v1/settings", settings)).status).toBe(200);
    const stored = (await api.get("/v1/settings")).body.signals;
    expect(stored).toMatchObject({ ...settings.signals, same_item: { sessions: 3, days: 14 } });
    await pass({ seconds: 40 });
    const visitor = id("v");
    const item = id("i");
    const cart = event("add_to_cart", { items: [{ item_id: item, price: 2 }], currency: "GBP" });
    await post(visitor, "s1", [pageView("/"), cart]);
    await post(visitor, "s2", [pageView("/")]);
    expect(await namesOf(visitor)).toEqual([]);
    await pass({ days: 1, minutes: 1 });
    expect(await namesOf(visitor)).toEqual(["cart_kept"]);
    const wrong = { signals: { browsing: { items: 1 } } };
    expect((await api.put("/v1/settings", wrong)).status).toBe(422);
  });
});
