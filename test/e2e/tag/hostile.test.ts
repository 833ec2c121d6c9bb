import { describe, expect, test } from "vitest";
import type { Command } from "../../../sdk/src/types.ts";
import type { Notice, RecommendedItem } from "../../../worker/wire/decision.ts";
import {
  TAG,
  SLOT,
  html,
  decide,
  endpoint,
  context,
  page,
  problems,
  reopenPage,
  go,
  say,
  namesOf,
  hide,
} from "./page.ts";

// What pages, networks and data do that nobody would do on purpose.

/** Out of view, slots are filled however late the answer comes. */
const BELOW = `<div style="height:3000px"></div>`;

const CART: Command = ["track", "add_to_cart", { items: [] }];

const script = (source: string) => `<script>${source}</script>`;

const sent = (name: string) =>
  endpoint.batches.flatMap(({ events }) => events).filter((event) => event.name === name);

describe("a page delivers and has its slot filled, with a clean console, when", () => {
  test.each([
    ["IndexedDB throws", "IDBFactory.prototype.open = () => { throw new Error('blocked'); };"],
    ["IndexedDB never answers", "IDBFactory.prototype.open = () => ({});"],
    [
      "the disk is full",
      "IDBObjectStore.prototype.put = () => { throw new DOMException('', 'QuotaExceededError'); };",
    ],
    [
      "localStorage throws",
      "Object.defineProperty(window, 'localStorage', { get() { throw new Error('blocked'); } });",
    ],
    ["localStorage is full", "Storage.prototype.setItem = () => { throw new Error('full'); };"],
    ["localStorage holds somebody else's text", "localStorage.okaeri = '{{';"],
    ["dataLayer is null", "window.dataLayer = null;"],
    ["dataLayer is frozen", "window.dataLayer = Object.freeze([{ event: 'gtm.js' }]);"],
    [
      "dataLayer holds what throws",
      "window.dataLayer = [null, 5, 'consent', () => {}, { get event() { throw 1; } }, { get 0() { throw 2; } }];",
    ],
    ["an event's own data throws", "window.okaeri = [['track', 'odd', { big: 1n }]];"],
    [
      "its policy demands trusted types",
      `document.head.append(Object.assign(document.createElement("meta"), { httpEquiv: "content-security-policy", content: "require-trusted-types-for 'script'" }));`,
    ],
    ["the queue holds no commands", "window.okaeri = [null, 5, [], ['push'], ['use'], ['track']];"],
  ])("%s", async (_, source) => {
    endpoint.decide = decide;
    endpoint.pages.set("/", html(BELOW + SLOT, script(source) + TAG));
    await go("/");
    await page.waitForSelector("okaeri-recs li");
    await say(CART);
    const [cart] = await endpoint.arrived("add_to_cart");
    expect(cart!.view).toBe(sent("page_view")[0]!.view);
    expect(problems).toEqual([]);
  });

  test("its markup is no object, refers to itself or renames what objects have", async () => {
    const documents = ["null", "5", '"Product"', "", '{"@type":"Product","__proto__":{"x":1}}'];
    const cycle = `<div itemscope id="a" itemref="b a"><p itemprop="sku" id="b" itemscope itemref="a">x</p></div>`;
    const scripts = documents.map((text) => `<script type="application/ld+json">${text}</script>`);
    endpoint.pages.set("/", html(scripts.join("") + cycle));
    await go("/");
    const [told] = await endpoint.arrived("page_data");
    expect(JSON.parse(told!.markup!).json_ld).toHaveLength(documents.length);
    expect(problems).toEqual([]);
  });

  test("clicks come from anything that can send one", async () => {
    endpoint.pages.set(
      "/",
      html(`<svg><a href="#x"><text id="in">Size</text></a></svg><a>None</a>`),
    );
    await go("/");
    await endpoint.arrived("page_view");
    await page.evaluate(() => {
      const [loose, within] = [new Text("loose"), document.querySelectorAll("#in, body > a")];
      document.body.append(loose);
      for (const target of [...within, loose, document, window, new Image()])
        target.dispatchEvent(new MouseEvent("click", { bubbles: true }));
    });
    await hide();
    const [leave] = await endpoint.arrived("page_leave");
    expect(leave!.sections).toEqual(["Size", "None"]);
    expect(problems).toEqual([]);
  });
});

describe("consent", () => {
  const GTAG = "window.dataLayer = []; function gtag() { dataLayer.push(arguments); }";
  const [denied, granted] = ['{ analytics_storage: "denied" }', '{ analytics_storage: "granted" }'];

  test.each([
    [true, `gtag("consent", "default", ${denied}); gtag("consent", "update", ${granted});`],
    [false, `gtag("consent", "default", ${granted}); gtag("consent", "default", ${denied});`],
    [false, `gtag("consent", "default", ${denied}); gtag("consent", "default", ${granted});`],
    [false, `gtag("consent", "update", ${denied}); gtag("consent", "default", ${granted});`],
    [
      false,
      `gtag("consent", "default", ${denied}); gtag("consent", "update", { ad_storage: "granted" });`,
    ],
  ])("names the visitor: %s, after %s", async (named, said) => {
    endpoint.pages.set("/", html("", script(GTAG + said) + TAG));
    await go("/");
    await endpoint.arrived("page_view");
    expect(endpoint.batches[0]!.visitor !== null).toBe(named);
  });
});

describe("a session", () => {
  test("ends after 30 idle minutes by any clock, and also when the clock goes back a day", async () => {
    await page.addInitScript(() => {
      const now = Date.now.bind(Date);
      Object.assign(window, { ahead: 0 });
      Date.now = () => now() + (window as unknown as { ahead: number }).ahead;
    });
    await go("/");
    await endpoint.arrived("page_view");
    for (const [count, minutes] of [29, 58, 89, -1440, -1439].entries()) {
      await page.evaluate((ms) => Object.assign(window, { ahead: ms }), minutes * 60_000);
      await say(CART);
      await endpoint.arrived("add_to_cart", count + 1);
    }
    const sessions = endpoint.batches.map(({ session }) => session);
    const [first, , , fourth, fifth] = sessions;
    expect(sessions).toEqual([first, first, first, fourth, fifth, fifth]);
    expect(new Set(sessions).size).toBe(3);
    expect(new Set(endpoint.batches.map(({ visitor }) => visitor)).size).toBe(1);
  });

  test("keeps its id when the Worker renames the visitor while events are under way", async () => {
    endpoint.told = { canonical: "known-before" };
    endpoint.answer = () => ({ delay: 200 });
    await go("/");
    await endpoint.arrived("page_view");
    await say(["track", "odd"], CART);
    await endpoint.arrived("add_to_cart");
    await page.waitForTimeout(500);
    await say(CART);
    await endpoint.arrived("add_to_cart", 2);
    expect(endpoint.batches.at(-1)).toMatchObject({
      visitor: "known-before",
      session: endpoint.batches[0]!.session,
    });
  });

  test.each([
    ["is stale", `?a=1&_okaeri=${"V".repeat(21)}.${"S".repeat(21)}.1600000000000#top`],
    ["is garbage", "?a=1&_okaeri=%00<b>.x.1"],
  ])("begins anew where what another domain handed over %s", async (_, query) => {
    await go(`/${query}`);
    await endpoint.arrived("page_view");
    expect(endpoint.batches[0]!.visitor).toMatch(/^\d{20,30}$/);
  });
});

describe("delivery", () => {
  test("survives a request that hangs: what comes later has its own", async () => {
    endpoint.answer = () => ({ delay: endpoint.batches.length > 1 ? 0 : 9000 });
    await go("/");
    await endpoint.arrived("page_view");
    await say(CART);
    await hide();
    await endpoint.arrived("page_leave");
    expect(namesOf(1)).toEqual(["add_to_cart"]);
  });

  test("of 1 500 events to a server that is down brings the newest 1 000, once", async () => {
    endpoint.answer = () => ({ status: 503, headers: { "retry-after": "1" } });
    await go("/");
    await endpoint.arrived("page_view");
    await say(...Array.from({ length: 1500 }, (_, step): Command => ["track", "step", { step }]));
    endpoint.answer = () => ({});
    await endpoint.arrived("step", 1000);
    await page.waitForTimeout(300);
    const numbers = sent("step").map((event) => (event as { step?: number }).step);
    expect(numbers).toEqual([...Array(1500).keys()].slice(500));
  });

  test("of an event 50 ms before the page is closed offline happens with the next page", async () => {
    await go("/");
    await endpoint.arrived("page_view");
    await context.setOffline(true);
    await say(["track", "late"]);
    await page.waitForTimeout(50);
    await page.close({ runBeforeUnload: false });
    await context.setOffline(false);
    await reopenPage();
    await go("/product/mug");
    await endpoint.arrived("late");
  });

  test("needs no beacon: where there is none the next page tells of this one", async () => {
    const none = "Object.defineProperty(navigator, 'sendBeacon', {});";
    endpoint.pages.set("/", html("", script(none) + TAG));
    await go("/");
    await endpoint.arrived("page_view");
    await hide();
    await page.waitForTimeout(100);
    await go("/product/mug");
    await endpoint.arrived("page_leave");
    expect(problems).toEqual([]);
  });
});

describe("display", () => {
  const ITEM = { id: "mug", score: 1, reason: "", title: "A mug", link: "/mug", image_link: null };
  const item = (odd: Partial<RecommendedItem>) => ({ ...ITEM, price: null, ...odd });

  test("of hostile items shows text, and links to web pages only", async () => {
    const items = [
      item({ link: "javascript:alert(1)" }),
      item({ link: "data:text/html,x" }),
      item({ link: "blob:http://x/y" }),
      item({ title: "<img src=x onerror=console.log(1)>", price: "<b>1</b>" }),
      item({ title: "\u202e\u{1f98a}".repeat(5000), image_link: "javascript:alert(1)" }),
    ];
    endpoint.decide = (want) => ({ ...decide(want), items });
    endpoint.pages.set("/", html(BELOW + SLOT));
    await go("/");
    await page.waitForSelector("okaeri-recs li");
    const links = page.locator("okaeri-recs a");
    expect(await links.evaluateAll((all) => all.map((a) => a.getAttribute("href")))).toEqual([
      `${endpoint.origin}/mug`,
      `${endpoint.origin}/mug`,
    ]);
    expect(await links.first().innerText()).toMatch(/^<img src=x .*>\s+<b>1<\/b>$/);
    expect((await page.locator("okaeri-recs").boundingBox())!.height).toBe(314);
    expect(problems).toEqual([]);
  });

  test("fills what is reserved and no more, from 320 to 1 280 px", async () => {
    endpoint.decide = decide;
    endpoint.pages.set("/", html(BELOW + SLOT));
    await go("/");
    await page.waitForSelector("okaeri-recs li");
    for (const width of [320, 390, 768, 1280]) {
      await page.setViewportSize({ width, height: 800 });
      expect((await page.locator("okaeri-recs").boundingBox())!.height).toBe(314);
      expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBe(width);
    }
  });

  test("fills 60 slots, one in another shadow root, and none that has gone", async () => {
    endpoint.decide = decide;
    endpoint.answer = () => ({ delay: 100 });
    const slots = Array.from({ length: 60 }, (_, at) => SLOT.replace("side", `side-${at}`));
    endpoint.pages.set("/", html(BELOW + slots.join("") + SLOT));
    await go("/");
    await endpoint.arrived("page_view");
    await page.evaluate((slot) => {
      document.querySelector("okaeri-recs[slot=side]")!.remove();
      const root = document.body.appendChild(document.createElement("div"));
      root.attachShadow({ mode: "open" }).innerHTML = slot;
    }, SLOT);
    await expect.poll(() => page.locator("okaeri-recs li").count()).toBe(183);
    expect(problems).toEqual([]);
  });

  test("of a notice is announced, reached and closed by keyboard, and takes nothing along", async () => {
    const prices = { old_price: "3.10 GBP", reference_price: null, new_price: "2.55 GBP" };
    const text = "Cheaper now";
    const cheaper: Notice = { id: "n", type: "price_dropped", item: item({}), text, ...prices };
    endpoint.told = { notices: [cheaper] };
    endpoint.pages.set("/", html(`<a id="first" href="#x">Theirs</a>`));
    await go("/");
    const notice = page.getByRole("status");
    await notice.getByText(text).waitFor();
    endpoint.told = {};
    await page.locator("#first").focus();
    for (const key of ["Tab", "Tab", "Enter"]) await page.keyboard.press(key);
    const [dismissed] = await endpoint.arrived("recommendation_dismissed");
    expect(dismissed).toMatchObject({ receipt_id: "n", item_list_name: "notice" });
    expect(await notice.count()).toBe(0);
    expect(await page.locator("#first").isVisible()).toBe(true);
  });
});

test("a plugin that throws spoils nothing, and without debugging nothing is traced", async () => {
  await go("/");
  await endpoint.arrived("page_view");
  await page.evaluate(
    `okaeri.use({ beforeSend(event) { event.items.pop(); throw new Error(); } });`,
  );
  await say(CART);
  await endpoint.arrived("add_to_cart");
  expect(await page.evaluate(`"trace" in okaeri`)).toBe(false);
  expect(problems).toEqual([]);
});
