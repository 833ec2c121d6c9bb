import { expect, test } from "vitest";
import { SLOT, html, endpoint, context, page, problems, go, say, namesOf, hide } from "./page.ts";

test("a page load sends one page view with its entry facts, and its wants, in one request", async () => {
  endpoint.pages.set("/", html(SLOT));
  await page.goto(`${endpoint.origin}/?utm_source=mail&utm_campaign=spring`, {
    referer: "https://news.example/",
  });
  const [view] = await endpoint.arrived("page_view");
  expect(endpoint.batches).toHaveLength(1);
  expect(endpoint.batches[0]).toMatchObject({
    type: "text/plain;charset=UTF-8",
    visitor: expect.stringMatching(/^\d{20,30}$/),
    session: expect.stringMatching(/^\d{20,30}$/),
    want: [{ slot: "side", scenario: "bestsellers", count: "3" }],
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
