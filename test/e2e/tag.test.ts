import type { Browser, BrowserContext, Page } from "playwright-core";
import { afterAll, afterEach, beforeAll, beforeEach, expect, test } from "vitest";
import type { Want } from "../../worker/wire/batch.ts";
import type { Decision } from "../../worker/wire/decision.ts";
import type { Command, Okaeri } from "../../sdk/src/types.ts";
import { launch } from "./browser.ts";
import { type Endpoint, startEndpoint } from "./endpoint.ts";

const TAG = `<script async src="/okaeri.js" data-key="pk_test"></script>`;
const SLOT = `<okaeri-recs slot="side" scenario="bestsellers" count="3" heading="Loved here"></okaeri-recs>`;
const RESERVED = `<style>okaeri-recs{display:block;min-height:314px}</style>`;

const html = (body: string, head = TAG) =>
  `<!doctype html><html lang="en-GB"><head><title>A shop</title>${head}</head><body>${body}</body></html>`;

function decide({ slot, scenario }: Want): Decision {
  const items = ["mug", "plate", "bowl"].map((id) => ({
    id,
    score: 1,
    reason: "bought often",
    title: `A ${id} with <b>a long name</b>`,
    link: `/product/${id}`,
    image_link: `/${id}.svg`,
    price: "2.55 GBP",
  }));
  const receipt = { receipt_id: `receipt-${slot}`, scenario, items, model: "counts-1" };
  return { ...receipt, fallback: null, arm: "on" };
}

let browser: Browser;
let endpoint: Endpoint;
let context: BrowserContext;
let page: Page;
let problems: string[];

beforeAll(async () => {
  [browser, endpoint] = await Promise.all([launch(), startEndpoint()]);
}, 60_000);

afterAll(async () => {
  await Promise.all([browser.close(), endpoint.close()]);
});

beforeEach(async () => {
  endpoint.reset();
  endpoint.pages.set("/", html("<h1>Home</h1>"));
  endpoint.pages.set("/product/mug", html("<h1>Mug</h1>"));
  context = await browser.newContext();
  page = await openPage();
});

afterEach(async () => {
  await context.close();
});

/** A tab; whatever its console says is a problem. */
async function openPage(): Promise<Page> {
  problems = [];
  const tab = await context.newPage();
  tab.on("console", (message) => problems.push(message.text()));
  tab.on("pageerror", (error) => problems.push(String(error)));
  return tab;
}

const go = (path: string, tab = page) => tab.goto(endpoint.origin + path);

/** The tag as the page finds it. */
const tag = (tab = page) =>
  tab.evaluateHandle(() => (window as unknown as { okaeri: Okaeri }).okaeri);

const say = async (...commands: Command[]) =>
  (await tag()).evaluate((okaeri, given) => okaeri.push(...given), commands);

const namesOf = (index: number) => endpoint.batches[index]?.events.map(({ name }) => name);

/** As when another tab comes to the front; headless Chromium shows every tab at once. */
const hide = (tab = page) => setHidden(true, tab);

const setHidden = (hidden: boolean, tab = page) =>
  tab.evaluate((value) => {
    const visibilityState = value ? "hidden" : "visible";
    for (const [name, now] of Object.entries({ hidden: value, visibilityState }))
      Object.defineProperty(document, name, { value: now, configurable: true });
    document.dispatchEvent(new Event("visibilitychange", { bubbles: true }));
  }, hidden);

test("a page load sends one page view with its entry facts, and its wants, in one request", async () => {
  endpoint.pages.set("/", html(SLOT));
  await page.goto(`${endpoint.origin}/?utm_source=mail&utm_campaign=spring`, {
    referer: "https://news.example/",
  });
  const [view] = await endpoint.arrived("page_view");
  expect(endpoint.batches).toHaveLength(1);
  expect(endpoint.batches[0]).toMatchObject({
    type: "text/plain;charset=UTF-8",
    visitor: expect.stringMatching(/^[\w-]{21}$/),
    session: expect.stringMatching(/^[\w-]{21}$/),
    want: [{ slot: "side", scenario: "bestsellers", count: 3 }],
  });
  expect(view).toMatchObject({
    seq: 0,
    webdriver: true,
    page: {
      url: `${endpoint.origin}/?utm_source=mail&utm_campaign=spring`,
      referrer: "https://news.example/",
      title: "A shop",
    },
  });
  expect(view!.age).toBeGreaterThanOrEqual(0);
  expect(problems).toEqual([]);
});

test("a change of path in the page is a view; the same page, a query or a hash is none", async () => {
  await go("/");
  await endpoint.arrived("page_view");
  await page.evaluate(() => {
    history.replaceState({}, "", "/");
    history.pushState({}, "", "/?sort=price");
    location.hash = "reviews";
    history.pushState({}, "", "/a");
  });
  await endpoint.arrived("page_view", 2);
  await page.evaluate(() => history.replaceState({}, "", "/b"));
  await endpoint.arrived("page_view", 3);
  await page.evaluate(() => history.back());
  const views = await endpoint.arrived("page_view", 4);
  const path = (url = "") => url.replace(endpoint.origin, "");
  expect(views.map(({ page: at }) => [path(at?.referrer), path(at?.url)])).toEqual([
    ["", "/"],
    ["/?sort=price#reviews", "/a"],
    ["/a", "/b"],
    ["/b", "/?sort=price#reviews"],
  ]);
  expect(new Set(views.map(({ view }) => view)).size).toBe(4);
});

test("commands given before the tag has loaded arrive in order, in the first request", async () => {
  const commands = `<script>
    window.okaeri = window.okaeri || [];
    okaeri.push(["track", "view_item", { currency: "GBP", items: [{ item_id: "mug" }], colour: "red" }]);
    okaeri.push(["track", "add_to_cart", { items: [{ item_id: "mug" }] }]);
  </script>`;
  endpoint.pages.set("/", html("", commands + TAG + TAG));
  await go("/");
  await endpoint.arrived("add_to_cart");
  expect(endpoint.batches).toHaveLength(1);
  expect(endpoint.batches[0]!.events).toMatchObject([
    { name: "page_view", seq: 0 },
    { name: "view_item", seq: 1, items: [{ item_id: "mug" }], colour: "red" },
    { name: "add_to_cart", seq: 2 },
  ]);
});

test("a cart goes at once; impressions and engagement ride in one beacon when the page hides", async () => {
  endpoint.pages.set("/", html(RESERVED + SLOT));
  endpoint.decide = decide;
  await go("/");
  await endpoint.arrived("page_view");
  await page.waitForSelector("okaeri-recs li");
  await page.waitForTimeout(1300);
  expect(endpoint.batches).toHaveLength(1);
  await say(["track", "add_to_cart", { items: [] }]);
  await endpoint.arrived("add_to_cart");
  expect(endpoint.batches).toHaveLength(2);
  await hide();
  const [leave] = await endpoint.arrived("page_leave");
  expect(namesOf(2)).toEqual(["recommendation_shown", "page_leave"]);
  expect(endpoint.batches[2]!.events[0]).toMatchObject({
    receipt_id: "receipt-side",
    item_list_name: "side",
    items: expect.arrayContaining([
      { item_id: "mug", index: 0 },
      { item_id: "plate", index: 1 },
      { item_id: "bowl", index: 2 },
    ]),
  });
  expect(leave!.engagement!.visible).toBeGreaterThan(1000);
  expect(leave!.engagement!.scroll).toBe(100);
});

test("a card that was in view when the page went out of sight is seen when the page is back", async () => {
  endpoint.pages.set("/", html(RESERVED + SLOT));
  endpoint.decide = decide;
  await go("/");
  await page.waitForSelector("okaeri-recs li");
  await page.waitForTimeout(300);
  await hide();
  await endpoint.arrived("page_leave");
  await page.waitForTimeout(1000);
  await setHidden(false);
  await page.waitForTimeout(2200);
  await hide();
  const [shown] = await endpoint.arrived("recommendation_shown");
  expect(shown!.items).toHaveLength(3);
});

test("a carousel that scrolls by itself is no activity of the visitor", async () => {
  const carousel = `<div id="carousel" style="overflow:auto;height:50px"><p style="height:900px">`;
  endpoint.pages.set("/", html(carousel));
  await go("/");
  await endpoint.arrived("page_view");
  for (let top = 100; top <= 300; top += 100) {
    await page.evaluate((to) => document.getElementById("carousel")!.scrollTo(0, to), top);
    await page.waitForTimeout(150);
  }
  await hide();
  const [leave] = await endpoint.arrived("page_leave");
  expect(leave!.engagement!.focused).toBeGreaterThan(400);
  expect(leave!.engagement!.active).toBe(0);
});

test("commands that make no sense throw nothing and cost nothing that comes with them", async () => {
  await go("/");
  await endpoint.arrived("page_view");
  await say(null as never, ["nonsense"] as never, ["track", "add_to_cart", { items: [] }]);
  await endpoint.arrived("add_to_cart");
  expect(problems).toEqual([]);
});

test("without interaction a view makes two requests, and what a beacon carried is confirmed later", async () => {
  await go("/");
  await endpoint.arrived("page_view");
  await go("/product/mug");
  await endpoint.arrived("page_view", 2);
  await go("/");
  await endpoint.arrived("page_view", 3);
  const fromFirst = endpoint.batches.filter(({ events }) =>
    events.every(({ view }) => view === endpoint.batches[0]!.events[0]!.view),
  );
  expect(fromFirst.length).toBeLessThanOrEqual(2);
  // Two views and their leaves, and the third view: no request but these.
  expect(endpoint.batches.length).toBeLessThanOrEqual(5);
  expect(new Set(endpoint.batches.map(({ session }) => session)).size).toBe(1);
});

test("after a 503 the same events come again", async () => {
  let refused = 0;
  endpoint.answer = () => (refused++ ? {} : { status: 503, headers: { "retry-after": "1" } });
  await go("/");
  const [first, second] = await endpoint.arrived("page_view", 2);
  expect(second!.id).toBe(first!.id);
  expect(second!.age! - first!.age!).toBeGreaterThanOrEqual(950);
});

test("what happened offline arrives with the next page load, under its old ids and its true age", async () => {
  await go("/");
  await endpoint.arrived("page_view");
  await context.setOffline(true);
  await say(...Array.from({ length: 30 }, (_, step): Command => ["track", "step", { step }]));
  await page.waitForTimeout(300);
  await page.close({ runBeforeUnload: false });
  await context.setOffline(false);
  page = await openPage();
  await go("/product/mug");
  const steps = await endpoint.arrived("step", 30);
  expect(new Set(steps.map(({ id }) => id)).size).toBe(30);
  const inOrder = steps.sort((a, b) => a.seq! - b.seq!);
  expect(inOrder.map((told) => (told as { step?: number }).step)).toEqual([...Array(30).keys()]);
  expect(steps[0]!.age).toBeGreaterThanOrEqual(300);
});

test("what happened offline arrives too where consent is asked for anew on each page", async () => {
  await go("/");
  await endpoint.arrived("page_view");
  await context.setOffline(true);
  await say(["track", "step"]);
  await page.waitForTimeout(300);
  await page.close({ runBeforeUnload: false });
  await context.setOffline(false);
  page = await openPage();
  const asking = TAG.replace("data-key", 'data-consent="denied" data-key');
  endpoint.pages.set("/product/mug", html("", asking));
  endpoint.answer = ({ visitor }) => ({ delay: visitor ? 0 : 1000 });
  await go("/product/mug");
  await endpoint.arrived("page_view", 2);
  await say(["consent", { analytics_storage: "granted" }]);
  await endpoint.arrived("step");
});

async function stored(tab = page): Promise<unknown> {
  const inPage = await tab.evaluate(async () => ({
    local: Object.keys(localStorage),
    session: Object.keys(sessionStorage),
    databases: (await indexedDB.databases()).map(({ name }) => name),
    caches: await caches.keys(),
  }));
  return { ...inPage, cookies: await context.cookies() };
}

const NOTHING = { local: [], session: [], databases: [], caches: [], cookies: [] };

test("without consent nothing is stored and nobody is named, and slots are still filled", async () => {
  endpoint.decide = decide;
  endpoint.pages.set(
    "/",
    html(RESERVED + SLOT, TAG.replace("data-key", 'data-consent="denied" data-key')),
  );
  await go("/");
  await page.waitForSelector("okaeri-recs li");
  await say(["track", "add_to_cart", { items: [] }]);
  await endpoint.arrived("add_to_cart");
  await hide();
  await endpoint.arrived("page_leave");
  for (const batch of endpoint.batches) {
    expect(batch).toMatchObject({ visitor: null, consent: { analytics_storage: "denied" } });
    expect(batch.session).toBeUndefined();
  }
  expect(await stored()).toEqual(NOTHING);
});

test("consent given later starts the visit with its entry facts; taken back, it wipes everything", async () => {
  endpoint.pages.set("/", html("", TAG.replace("data-key", 'data-consent="denied" data-key')));
  await go("/?utm_source=mail");
  await endpoint.arrived("page_view");
  await say(["consent", { analytics_storage: "granted" }]);
  await endpoint.arrived("page_view", 2);
  expect(endpoint.batches[1]!.visitor).toMatch(/^[\w-]{21}$/);
  expect(endpoint.batches[1]!.events[0]!.page!.url).toContain("utm_source=mail");
  expect(await stored()).not.toEqual(NOTHING);
  await say(["consent", { analytics_storage: "denied" }]);
  await expect.poll(() => stored()).toEqual(NOTHING);
});

test("a slot with reserved height is filled without any layout shift, and its click is attributed", async () => {
  endpoint.decide = decide;
  endpoint.pages.set("/", html(`${RESERVED}${SLOT}<p>What stands below</p>`));
  await page.addInitScript(() => {
    const seen = { shift: 0 };
    Object.assign(window, { seen });
    new PerformanceObserver((list) => {
      for (const entry of list.getEntries()) seen.shift += (entry as { value?: number }).value ?? 0;
    }).observe({ type: "layout-shift", buffered: true });
  });
  await go("/");
  await page.waitForSelector("okaeri-recs img");
  await page.waitForTimeout(200);
  expect(await page.evaluate(() => (window as unknown as { seen: unknown }).seen)).toEqual({
    shift: 0,
  });
  const link = page.locator("okaeri-recs a").nth(1);
  expect(await link.innerText()).toContain("A plate with <b>a long name</b>");
  expect(await link.innerText()).toContain("£2.55");
  await link.click();
  const [click] = await endpoint.arrived("recommendation_clicked");
  expect(click).toMatchObject({
    receipt_id: "receipt-side",
    items: [{ item_id: "plate", index: 1 }],
  });
  await page.waitForURL("**/product/plate");
});

test("a slot without reserved height keeps the shop's own content while it is in view", async () => {
  endpoint.decide = decide;
  const own = SLOT.replace("></okaeri-recs>", ">Our own picks</okaeri-recs>");
  endpoint.pages.set("/", html(`${own}<div style="height:3000px"></div>`));
  await go("/");
  await endpoint.arrived("page_view");
  await page.waitForTimeout(300);
  expect(await page.getByText("Our own picks").isVisible()).toBe(true);
  await page.evaluate(() => scrollTo(0, 2500));
  await page.waitForSelector("okaeri-recs li", { state: "attached" });
});

test("an answer that takes more than a second does not replace what is in view", async () => {
  endpoint.decide = decide;
  endpoint.answer = () => ({ delay: 1300 });
  endpoint.pages.set("/", html(RESERVED + SLOT.replace("></", ">Our own picks</")));
  await go("/");
  await page.waitForTimeout(1800);
  expect(await page.getByText("Our own picks").isVisible()).toBe(true);
  expect(await page.locator("okaeri-recs li").count()).toBe(0);
});

test("what was dismissed goes away at once and the focus moves on", async () => {
  endpoint.decide = decide;
  const slot = `<okaeri-recs slot="recently_viewed" dismiss-label="Remove"></okaeri-recs>`;
  endpoint.pages.set("/", html(RESERVED + slot));
  await go("/");
  const button = page.getByRole("button", { name: "Remove A mug" });
  await button.press("Enter");
  const [dismissed] = await endpoint.arrived("recommendation_dismissed");
  expect(dismissed).toMatchObject({ items: [{ item_id: "mug", index: 0 }] });
  expect(await page.locator("okaeri-recs li").count()).toBe(2);
  expect(
    await page
      .getByRole("button", { name: "Remove A plate" })
      .evaluate((node) => node.matches(":focus")),
  ).toBe(true);
});

test("a page with a strict content security policy loads the tag without a violation", async () => {
  endpoint.decide = decide;
  endpoint.pageHeaders = {
    "content-security-policy":
      "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; connect-src 'self'",
  };
  endpoint.pages.set("/", html(`${SLOT}<p>Below</p>`));
  await page.addInitScript(() => {
    document.addEventListener("securitypolicyviolation", (event) =>
      console.error(event.blockedURI),
    );
  });
  await go("/");
  await endpoint.arrived("page_view");
  await page.waitForTimeout(200);
  expect(problems).toEqual([]);
});

test("hostile pages work as before and still deliver", async () => {
  const hostile = `<base href="https://elsewhere.example/"><script>
    Object.freeze(Array.prototype);
    Object.freeze(Object.prototype);
    history.pushState = () => {};
    window.okaeri = { length: 1 };
  </script><script async src="${endpoint.origin}/okaeri.js" data-key="pk_test"></script>`;
  endpoint.pages.set("/", html("", hostile));
  await go("/");
  await endpoint.arrived("page_view");
  expect(problems).toEqual([]);
});

test("in a sandboxed frame, where all storage throws, events still arrive", async () => {
  endpoint.pages.set("/frame", html(""));
  endpoint.pages.set("/", html(`<iframe sandbox="allow-scripts" src="/frame"></iframe>`, ""));
  await go("/");
  await endpoint.arrived("page_view");
  expect(problems.filter((text) => !text.includes("CORS"))).toEqual([]);
});

test("without the Navigation API, views in the page are counted all the same", async () => {
  await page.addInitScript(() => Object.defineProperty(window, "navigation", { value: undefined }));
  await go("/");
  await endpoint.arrived("page_view");
  await page.evaluate(() => {
    history.replaceState({}, "", "/#top");
    history.pushState({}, "", "/a");
  });
  await endpoint.arrived("page_view", 2);
  await page.evaluate(() => history.back());
  const views = await endpoint.arrived("page_view", 3);
  expect(views.map(({ page: at }) => new URL(at!.url).pathname)).toEqual(["/", "/a", "/"]);
});

test("a prerendered page counts when somebody looks at it, with all that was said before", async () => {
  await page.addInitScript(() =>
    Object.defineProperty(document, "prerendering", { value: true, configurable: true }),
  );
  await go("/");
  await page.waitForFunction(() => "track" in ((window as { okaeri?: object }).okaeri ?? {}));
  await say(["track", "view_item", { items: [{ item_id: "mug" }] }]);
  await page.waitForTimeout(200);
  expect(endpoint.batches).toEqual([]);
  await page.evaluate(() => {
    Object.defineProperty(document, "prerendering", { value: false });
    document.dispatchEvent(new Event("prerenderingchange"));
  });
  await endpoint.arrived("page_view");
  expect(namesOf(0)).toEqual(["page_view", "view_item"]);
});

test("a page that comes back from the back/forward cache is a view of its own", async () => {
  await go("/");
  await endpoint.arrived("page_view");
  await page.evaluate(() =>
    window.dispatchEvent(new PageTransitionEvent("pageshow", { persisted: true })),
  );
  const views = await endpoint.arrived("page_view", 2);
  expect(views[1]!.view).not.toBe(views[0]!.view);
});

test("Global Privacy Control starts without an id and never allows advertising", async () => {
  await page.addInitScript(() =>
    Object.defineProperty(navigator, "globalPrivacyControl", { value: true }),
  );
  await go("/");
  await endpoint.arrived("page_view");
  expect(endpoint.batches[0]!.visitor).toBeNull();
  await say(["consent", { analytics_storage: "granted", ad_storage: "granted" }]);
  await endpoint.arrived("page_view", 2);
  expect(endpoint.batches[1]!.visitor).not.toBeNull();
  expect(endpoint.batches[1]!.consent).toMatchObject({
    analytics_storage: "granted",
    ad_storage: "denied",
    ad_personalization: "denied",
  });
});

test("two tabs share a visitor and a session, and each knows its own view", async () => {
  await go("/");
  await endpoint.arrived("page_view");
  await go("/product/mug", await context.newPage());
  const views = await endpoint.arrived("page_view", 2);
  const [first, second] = endpoint.batches;
  expect([second!.visitor, second!.session]).toEqual([first!.visitor, first!.session]);
  expect(views[1]!.view).not.toBe(views[0]!.view);
  expect(views[1]!.seq).toBe(0);
});

test("whoever asks to be forgotten comes back as someone else", async () => {
  await go("/");
  await endpoint.arrived("page_view");
  await say(["forget"]);
  await expect.poll(() => stored()).toEqual(NOTHING);
  await go("/product/mug");
  await endpoint.arrived("page_view", 2);
  const [before, after] = endpoint.batches.filter(({ events }) =>
    events.some(({ name }) => name === "page_view"),
  );
  expect(after!.visitor).toMatch(/^[\w-]{21}$/);
  expect(after!.visitor).not.toBe(before!.visitor);
});

test("the page can ask for items itself, and gets null when there is no answer", async () => {
  endpoint.decide = decide;
  await go("/");
  await endpoint.arrived("page_view");
  const okaeri = await tag();
  const first = await okaeri.evaluate((it) => it.recommend("bestsellers"));
  expect(first).toMatchObject({ receipt_id: "receipt-bestsellers" });
  endpoint.answer = () => ({ status: 500 });
  expect(await okaeri.evaluate((it) => it.recommend("bestsellers"))).toBeNull();
});

test("a slot that comes later asks for itself, and each view of an app asks again", async () => {
  endpoint.decide = decide;
  await go("/");
  await endpoint.arrived("page_view");
  await page.evaluate(() => {
    const slot = `<okaeri-recs slot="bestsellers" style="min-height:314px"></okaeri-recs>`;
    document.body.insertAdjacentHTML("beforeend", slot);
  });
  await page.waitForSelector("okaeri-recs li");
  await page.evaluate(() => history.pushState({}, "", "/next"));
  await endpoint.arrived("page_view", 2);
  expect(endpoint.batches.map(({ want }) => want.length)).toEqual([0, 1, 1]);
  expect(namesOf(2)).toEqual(["page_leave", "page_view"]);
});

test("a crawler that names itself sends nothing", async () => {
  const crawler = await browser.newContext({ userAgent: "Googlebot/2.1" });
  const tab = await crawler.newPage();
  await go("/", tab);
  await tab.waitForTimeout(300);
  expect(await (await tag(tab)).evaluate(({ track }) => typeof track)).toBe("function");
  expect(endpoint.batches).toEqual([]);
  await crawler.close();
});
