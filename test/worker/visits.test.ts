import { describe, expect, it } from "vitest";
import { api, event, id, ORIGIN, pageView, pass, purchase, viewItem } from "./api.ts";

const told = async (visitor: string) => (await api.person(visitor)).body;
const report = async (name: string) => (await api.get(`/v1/reports/${name}`)).body;
const leave = (view: string, seconds: number, more: object = {}) =>
  event("page_leave", {
    view,
    seq: 9,
    engagement: { visible: seconds * 1000, focused: seconds * 1000, active: 500, scroll: 40 },
    ...more,
  });
/** The page of an item, as the tag tells it. */
function itemPage(item: string, query = "") {
  const view = id("p");
  return {
    view,
    events: [pageView(`/p/${item}/${query}`, { view }), viewItem(item, 2.5, { view, seq: 1 })],
  };
}

describe("a return visit", () => {
  it("has a bridge from what was touched before leaving to where it landed", async () => {
    const visitor = id("v");
    const before = [...itemPage("A").events, ...itemPage("B").events];
    await api.post({ visitor, session: "s1", events: before });
    await pass({ days: 2 });
    const mail = "?utm_source=price-drop&utm_medium=email&utm_campaign=b-is-cheaper";
    await api.post({ visitor, session: "s2", events: itemPage("B", mail).events });

    const open = (await told(visitor)).sessions;
    expect(open.map(({ bridge }: { bridge: unknown }) => bridge !== null)).toEqual([true, false]);
    expect(open[0]).toMatchObject({ ended: false, landing_type: "item", exit_type: null });
    expect(open[0].bridge).toMatchObject({
      left: "item",
      last: ["A", "B"],
      carted: [],
      pages: ["/p/A/", "/p/B/"],
      via: "Email",
      source: "price-drop",
      campaign: "b-is-cheaper",
      landed: "B",
      landed_type: "item",
      to: "same_item",
    });
    const { gap_ms } = open[0].bridge;
    expect(Math.abs(gap_ms - 2 * 86_400_000)).toBeLessThan(60_000);

    await api.post({ visitor, session: "s2", events: [purchase(id("t"), ["B"])] });
    await pass({ minutes: 31 });
    const ended = (await told(visitor)).sessions[0];
    expect(ended).toMatchObject({ ended: true, ordered: true, bridge: { landed: "B", gap_ms } });

    const { returns, orders, bridges, returned_to, items } = await report("bridges");
    expect([returns, orders]).toEqual([1, 1]);
    const counts = { returns: 1, orders: 1 };
    expect(bridges).toEqual([{ left: "item", via: "Email", gap: "3d", landed: "item", ...counts }]);
    expect(returned_to).toEqual([{ to: "same_item", ...counts }]);
    expect(items).toEqual([{ left: "B", landed: "B", ...counts }]);
  });

  it("is counted once, from what was really left, though that is told late", async () => {
    const visitor = id("v");
    const post = (session: string, events: object[]) => api.post({ visitor, session, events });
    await post("s1", itemPage("C").events);
    await pass({ minutes: 31 });
    await post("s2", itemPage("C").events);
    await pass({ minutes: 31 });
    const pairs = async () =>
      (await report("bridges")).items.filter(({ landed }: { landed: string }) => landed === "C");
    expect(await pairs()).toEqual([{ left: "C", landed: "C", returns: 1, orders: 0 }]);

    const late = Array.from(itemPage("D").events, (one) => ({ ...one, age: 61 * 60_000 }));
    await post("s1", late);
    await pass({ minutes: 31 });
    expect(await pairs()).toEqual([{ left: "D", landed: "C", returns: 1, orders: 0 }]);
    expect((await told(visitor)).sessions[0].bridge.last).toEqual(["C", "D"]);
  });
});

describe("the time on an item's page", () => {
  it("is what was visible of it: two items for 10 s each with the tab hidden for 30 s between", async () => {
    const visitor = id("v");
    const [a, b] = [itemPage("a"), itemPage("b")];
    const post = (...events: object[]) => api.post({ visitor, session: "s1", events });
    await post(...a.events);
    await post(leave(a.view, 10, { seq: 2 }));
    await pass({ seconds: 30 });
    await post(leave(a.view, 10.2, { seq: 3 }), ...b.events);
    await post(leave(b.view, 4, { seq: 2 }), leave(b.view, 10, { seq: 3 }));
    const { items_viewed } = await told(visitor);
    expect(items_viewed).toMatchObject([
      { id: "b", dwell_ms: 10_000 },
      { id: "a", dwell_ms: 10_200 },
    ]);
  });

  it("adds up over visits, and a page that lay open for days counts as a day", async () => {
    const visitor = id("v");
    const [once, again] = [itemPage("a"), itemPage("a")];
    await api.post({ visitor, session: "s1", events: [...once.events, leave(once.view, 3)] });
    await pass({ days: 3 });
    await api.post({ visitor, session: "s1", events: [leave(once.view, 5)] });
    const events = [...again.events, leave(again.view, 3 * 86_400)];
    const { body } = await api.post({ visitor, session: "s2", events });
    expect(body.results.map(({ status }: { status: string }) => status)).toEqual(
      Array(3).fill("accepted"),
    );
    const person = await told(visitor);
    expect(person.items_viewed[0]).toMatchObject({ views: 2, dwell_ms: 86_400_000 + 5_000 });
    expect(person.visits).toBe(2);
  });

  it("stands beside the kind of each page in the timeline", async () => {
    const visitor = id("v");
    const list = pageView("/mugs/");
    const { view } = list as unknown as { view: string };
    const events = [pageView("/"), list, event("view_item_list", { view, seq: 1 })];
    await api.post({ visitor, session: "s1", events: [...events, ...itemPage("a").events] });
    const pages = (await told(visitor)).timeline.filter(
      ({ name }: { name: string }) => name === "page_view",
    );
    expect(pages.map(({ page_type }: { page_type: string }) => page_type).sort()).toEqual([
      "home",
      "item",
      "list",
    ]);
  });
});

describe("sections of a page", () => {
  it("are known by the shop's names alone, once a view, and summed for the shop", async () => {
    const visitor = id("v");
    const { view, events } = itemPage("s");
    const said = ["Größentabelle", "Returns & refunds", "Ask Jane Doe about it"];
    await api.post({ visitor, session: "s1", events });
    await api.post({ visitor, session: "s1", events: [leave(view, 1, { sections: said })] });
    const again = leave(view, 2, { seq: 10, sections: [...said, "Delivery"] });
    await api.post({ visitor, session: "s1", events: [again, purchase(id("t"), ["s"])] });
    const person = await told(visitor);
    const sections = { size_fit: 1, returns: 1, shipping: 1 };
    expect(person.items_viewed[0].sections).toEqual(sections);
    expect(person.sessions[0].sections).toEqual(sections);
    const leaves = person.timeline.filter(({ name }: { name: string }) => name === "page_leave");
    expect(leaves.map((one: { sections: string[] }) => one.sections)).toContainEqual([
      "size_fit",
      "returns",
    ]);
    expect(JSON.stringify(person)).not.toMatch(/Jane|Größentabelle/);

    await pass({ minutes: 31 });
    const reported = (await report("sections")).sections;
    for (const section of ["size_fit", "returns", "shipping"])
      expect(reported).toContainEqual({ section, views: 1, visits: 1, orders: 1 });
  });

  it("are a shop's to edit: its words replace a default section's, an empty list ends one", async () => {
    const { body: settings } = await api.get("/v1/settings");
    const own = { price: [], returns: ["passt nicht?"], roast: ["röstung", "焙煎"] };
    const put = await api.put("/v1/settings", { ...settings, sections: own });
    expect(put.status).toBe(200);
    const { body: all } = await api.get("/v1/settings/sections");
    expect(all).toMatchObject({ returns: ["passt nicht?"], roast: ["röstung", "焙煎"] });
    expect(all).not.toHaveProperty("price");
    expect(all.reviews).toContain("customer reviews");

    const visitor = id("v");
    const { view, events } = itemPage("s");
    const sections = ["Price", "Passt nicht?", "珈琲の焙煎", "Returns"];
    await api.post({ visitor, session: "s1", events: [...events, leave(view, 1, { sections })] });
    expect((await told(visitor)).items_viewed[0].sections).toEqual({ returns: 1, roast: 1 });

    for (const bad of [{ "Not a name": ["a"] }, { constructor: ["a"] }, { price: ["—"] }]) {
      const { status } = await api.put("/v1/settings", { ...settings, sections: bad });
      expect(status).toBe(422);
    }
    await api.put("/v1/settings", settings);
  });
});

describe("a session's id that is used again", () => {
  it("hours after its visit has ended is another visit", async () => {
    const visitor = id("v");
    const open = (path: string) => api.post({ visitor, session: "s1", events: [pageView(path)] });
    await open("/first/");
    await pass({ minutes: 180 });
    await open("/second/");
    await pass({ minutes: 31 });
    const { visits, sessions } = await told(visitor);
    expect(visits).toBe(2);
    expect(sessions.map((one: { landing_page: string }) => one.landing_page)).toEqual([
      "/second/",
      "/first/",
    ]);
    expect(sessions.map(({ pages }: { pages: number }) => pages)).toEqual([1, 1]);
  });
});

describe("what one domain of a shop hands to another", () => {
  it("is in no address that is stored", async () => {
    const visitor = id("v");
    const handed = `_okaeri=${visitor}x.s1.lx3k2`;
    const page = {
      url: `${ORIGIN}/p/a/?${handed}&colour=red#${handed}`,
      referrer: `https://other.example/go?to=${encodeURIComponent(`/p?${handed}`)}&${handed}`,
    };
    await api.post({ visitor, session: "s1", events: [pageView("/", { page })] });
    const person = await told(visitor);
    expect(JSON.stringify(person)).not.toContain("_okaeri");
    expect(person.first_touch.landing).toBe(`${ORIGIN}/p/a/?colour=red`);
  });
});
