import { describe, expect, it } from "vitest";
import { nextDuty, settle } from "../../../worker/core/person/index.ts";
import { campaignKey, type VisitEvent } from "../../../worker/core/visit/index.ts";
import { DAY, event, HOUR, item, MINUTE, NOON, pageView } from "../event.ts";
import { factsOf, receive, sentTo, somebody, touch } from "./support.ts";

const viewItem = (id: string, time: number) => event("view_item", time, { items: [item(id)] });
/** A batch of one page view with how a session that begins with it came. */
const arrival = (path: string, time: number, referrer = "") => {
  const view = pageView(path, time);
  return { events: [view], touches: new Map([[view.id, touch(view.url!, referrer)]]) };
};

describe("sessions", () => {
  it("are parted by the tag's id, however close together", () => {
    const person = somebody();
    receive(person, [pageView("/", NOON)], { session: "s1" });
    receive(person, [pageView("/", NOON + 1)], { session: "s2" });
    receive(person, [pageView("/a", NOON + 2)], { session: "s1" });
    expect(person.state.profile.visits).toBe(2);
    expect(person.state.open.map(({ visit }) => [visit.id, visit.pages])).toEqual([
      ["s1", 2],
      ["s2", 1],
    ]);
  });

  it("are parted by 30 idle minutes where no id comes", () => {
    const person = somebody();
    const at = [0, 29, 58, 88, 200].map((minutes) => pageView("/", NOON + minutes * MINUTE));
    receive(person, at, { session: null });
    expect(person.state.profile.visits).toBe(3);
  });

  it("take a server's event by its time into the session that the tag opened", () => {
    const person = somebody();
    receive(person, [pageView("/checkout", NOON)], { session: "s1" });
    const order = event("purchase", NOON + MINUTE, { transaction: "t1" });
    expect(receive(person, [order], { session: null }).accepted[0]?.session).toBe("s1");
    expect(person.state.profile.visits).toBe(1);
  });

  it("end when 30 minutes have passed without an event", () => {
    const person = somebody();
    receive(person, [pageView("/", NOON), pageView("/shipping", NOON + MINUTE)]);
    expect(nextDuty(person.state)).toBe(NOON + 31 * MINUTE);
    settle(person.state, NOON + 31 * MINUTE - 1);
    expect(person.state.open).toHaveLength(1);
    settle(person.state, NOON + 31 * MINUTE);
    expect(person.state.open).toEqual([]);
    expect(person.state.profile.sessions[0]).toMatchObject({ id: "s1", exit: "/shipping" });
    expect(factsOf(person)).toMatchObject([{ version: 1, exit: "/shipping", pages: 2 }]);
  });

  it("that were over before they came end at once", () => {
    const person = somebody(NOON);
    receive(person, [pageView("/", NOON - 5 * HOUR)], { now: NOON });
    expect(person.state.open).toEqual([]);
    expect(person.state.profile.sessions).toHaveLength(1);
  });

  it("are pushed out by newer ones when too many are open", () => {
    const person = somebody();
    for (let n = 0; n < 6; n++) receive(person, [pageView("/", NOON + n)], { session: `s${n}` });
    expect(person.state.open.map(({ visit }) => visit.id)).toEqual(["s2", "s3", "s4", "s5"]);
    expect(person.state.profile.sessions.map(({ id }) => id)).toEqual(["s1", "s0"]);
  });
});

describe("events that come after their session has ended", () => {
  const ended = () => {
    const person = somebody();
    receive(person, [pageView("/", NOON), viewItem("a", NOON + 1)]);
    settle(person.state, NOON + HOUR);
    return person;
  };
  const late = (
    person: ReturnType<typeof ended>,
    told: VisitEvent,
    session: string | null = "s1",
  ) => receive(person, [told], { session, now: NOON + 2 * HOUR });

  it("join it, and its fact is told again as a higher version of the same", () => {
    const person = ended();
    late(person, pageView("/shipping", NOON + 2));
    const [first, second] = factsOf(person);
    expect(second).toMatchObject({ id: first?.id, version: 2, pages: 2, exit: "/shipping" });
    expect(person.state.profile.visits).toBe(1);
    expect(person.state.profile.sessions).toHaveLength(1);
    expect(person.state.profile.sessions[0]).toMatchObject({ pages: 2, exit: "/shipping" });
  });

  it("find it by time where no id comes", () => {
    const person = ended();
    expect(late(person, pageView("/b", NOON + MINUTE), null).accepted[0]?.session).toBe("s1");
  });

  it("begin another visit when they lie 30 minutes beyond its end, and what is older stays in it", () => {
    const person = ended();
    receive(person, [pageView("/again", NOON + 3 * HOUR)]);
    receive(person, [pageView("/late", NOON + MINUTE)], { now: NOON + 3 * HOUR });
    settle(person.state, NOON + 4 * HOUR);
    expect(person.state.profile.visits).toBe(2);
    expect(person.state.profile.sessions).toMatchObject([
      { id: "s1", landing: "/again", pages: 1 },
      { id: "s1", landing: "/", exit: "/late", pages: 2 },
    ]);
  });

  it("join it however late when they are leaves, and never begin a visit", () => {
    const person = ended();
    const engagement = { visible: 5000, focused: 1, active: 1, scroll: 1 };
    const leave = (time: number) => event("page_leave", time, { view: "v", engagement });
    late(person, leave(NOON + 2 * HOUR));
    expect(factsOf(person).at(-1)).toMatchObject({ version: 2, visible: 5000 });
    for (let n = 1; n < 6; n++)
      receive(person, [pageView("/", NOON + n * DAY)], { session: `t${n}` });
    settle(person.state, NOON + 6 * DAY);
    expect(person.state.closed.map(({ id }) => id)).not.toContain("s1");
    const { results } = receive(person, [leave(NOON + 6 * DAY)]);
    expect(results[0]?.detail).toMatch(/ended too long ago/);
    expect(person.state.profile.visits).toBe(6);
    expect(person.state.open).toEqual([]);
  });

  it("teach nothing a second time", () => {
    const person = ended();
    const taught = () => [sentTo(person, "shelf").length, sentTo(person, "learner").length];
    const before = taught();
    late(person, viewItem("b", NOON + 2));
    late(person, event("add_to_cart", NOON + 3, { items: [item("b")] }));
    expect(taught()).toEqual(before);
    expect(person.state.week).toHaveLength(1);
    expect(factsOf(person).at(-1)).toMatchObject({ version: 3, itemsViewed: 2, carts: 1 });
  });

  it("with an order still sell on the shelves and mark the week, once", () => {
    const person = ended();
    const order = event("purchase", NOON + 5, { transaction: "t1", items: [item("a")] });
    late(person, order);
    late(person, order);
    const sold = sentTo<{ kind: string }>(person, "shelf").filter(({ kind }) => kind === "order");
    expect(sold).toHaveLength(1);
    const told = sentTo<{ target: string }>(person, "learner").map(({ target }) => target);
    expect(told).toEqual(["session", "ordered"]);
  });
});

describe("first and last touch", () => {
  const LINE = "https://shop.example/?utm_source=line";

  it("are of the sessions that began first and last", () => {
    const person = somebody();
    const first = pageView("/", NOON);
    receive(person, [first], { touches: new Map([[first.id, touch(LINE)]]) });
    const { events, touches } = arrival("/", NOON + 31 * MINUTE);
    receive(person, events, { session: "s2", touches });
    expect(person.state.profile.firstTouch?.channel).toBe("LINE");
    expect(person.state.profile.lastTouch?.channel).toBe("Direct");
    expect(person.state.profile.visits).toBe(2);
  });

  it("are known from the first event on, though it took a while to arrive", () => {
    const person = somebody(NOON + 5_000);
    const { events, touches } = arrival("/", NOON, "https://www.google.com/");
    receive(person, events, { touches, now: NOON + 5_000 });
    expect(person.state.profile.lastTouch?.channel).toBe("Organic Search");
  });

  it("are not moved by a session that began earlier and is told later", () => {
    const person = somebody();
    const second = arrival("/", NOON, "https://www.google.com/");
    receive(person, second.events, { session: "s2", touches: second.touches });
    const first = arrival("/", NOON - HOUR, "https://www.bing.com/");
    receive(person, first.events, { session: "s1", touches: first.touches, now: NOON });
    expect(person.state.profile.firstTouch?.source).toBe("bing");
    expect(person.state.profile.lastTouch?.source).toBe("google");
  });

  it("come from the landing page, though a lost batch tells of it after what followed", () => {
    const person = somebody();
    receive(person, [viewItem("a", NOON + 5)], { session: "s1" });
    expect(person.state.profile.firstTouch?.channel).toBe("Direct");
    const { events, touches } = arrival("/mugs", NOON, "https://www.google.com/");
    receive(person, events, { touches, now: NOON + 9 });
    expect(person.state.open[0]?.visit).toMatchObject({
      landing: "/mugs",
      touch: { channel: "Organic Search" },
    });
    expect(person.state.profile.firstTouch?.channel).toBe("Organic Search");
    expect(person.state.profile.lastTouch?.channel).toBe("Organic Search");
  });

  it("have no landing page where the page has no address", () => {
    const person = somebody();
    const view = event("page_view", NOON, { url: "", path: "" });
    receive(person, [view], { touches: new Map([[view.id, touch("about:blank")]]) });
    expect(person.state.open[0]?.visit.landing).toBeNull();
  });

  it("are not moved by an order that a server tells of, but known from it when nothing else is", () => {
    const person = somebody();
    const order = (n: number) => event("purchase", NOON + n * DAY, { transaction: `t${n}` });
    receive(person, [order(0)], { session: null });
    expect(person.state.profile.lastTouch?.channel).toBe("Direct");
    const { events, touches } = arrival("/", NOON + DAY, "https://www.google.com/");
    receive(person, events, { session: "s2", touches });
    receive(person, [order(2)], { session: null });
    expect(person.state.profile.lastTouch?.channel).toBe("Organic Search");
  });

  it("stay as they are for the pages that follow the landing page", () => {
    const person = somebody();
    const landing = arrival("/", NOON, "https://www.google.com/");
    receive(person, landing.events, { touches: landing.touches });
    const next = arrival("/mugs", NOON + 1, "https://shop.example/");
    receive(person, next.events, { touches: next.touches });
    expect(person.state.open[0]?.visit.landing).toBe("/");
    expect(person.state.profile.lastTouch?.channel).toBe("Organic Search");
  });
});

describe("a campaign", () => {
  const SHOP = { ownHosts: ["shop.example"] };

  /** A page of one session at this minute, with the address that led to it. */
  function visitPage(
    person: ReturnType<typeof somebody>,
    minute: number,
    query: string,
    referrer = "",
  ) {
    const view = pageView("/", NOON + minute * MINUTE);
    const entry = { landing: `https://shop.example/${query}`, referrer };
    const campaign = campaignKey(entry, SHOP);
    receive(person, [view], {
      touches: new Map([[view.id, touch(entry.landing, referrer)]]),
      campaigns: new Map(campaign === "" ? [] : [[view.id, campaign]]),
    });
  }
  const visits = ({ state }: ReturnType<typeof somebody>) =>
    state.open.map(({ visit }) => [visit.touch.source, visit.pages]);

  it("from outside begins a session of its own, to which what follows belongs", () => {
    const person = somebody();
    visitPage(person, 0, "?utm_source=news");
    visitPage(person, 5, "?gclid=1", "https://www.google.com/");
    visitPage(person, 6, "");
    receive(person, [pageView("/late", NOON + 4 * MINUTE)]);
    expect(visits(person)).toEqual([
      ["news", 2],
      ["google", 2],
    ]);
    expect(person.state.profile.visits).toBe(2);
    expect(person.state.profile.firstTouch?.source).toBe("news");
    expect(person.state.profile.lastTouch?.source).toBe("google");
  });

  it.each([
    ["the same campaign again", "?utm_source=news", ""],
    ["a link of the shop itself", "?utm_source=banner", "https://www.shop.example/"],
    ["a payment page", "?utm_nooverride=1", "https://www.paypal.com/"],
    ["a referrer without a campaign", "", "https://www.google.com/"],
    ["a click id of a free link", "?fbclid=1", "https://www.facebook.com/"],
  ])("is none: %s", (_name, query, referrer) => {
    const person = somebody();
    visitPage(person, 0, "?utm_source=news");
    visitPage(person, 5, query, referrer);
    expect(visits(person)).toEqual([["news", 2]]);
  });

  it("has one key, whatever else is in the address and in whatever order", () => {
    const key = (landing: string) => campaignKey({ landing, referrer: "" }, SHOP);
    expect(key("https://shop.example/?utm_source=a&gclid=1&page=2")).toBe(
      key("https://shop.example/x?gclid=1&utm_source=a"),
    );
    expect(key("https://shop.example/?page=2")).toBe("");
  });
});
