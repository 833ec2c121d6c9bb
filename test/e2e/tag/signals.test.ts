import { expect, test } from "vitest";
import type { Notice } from "../../../worker/wire/decision.ts";
import { context, endpoint, go, html, page, say, TAG } from "./page.ts";

const GTAG = `<script>
  window.dataLayer = window.dataLayer || [];
  function gtag() { dataLayer.push(arguments); }
</script>`;

const stored = async () => [
  ...(await page.evaluate(() => Object.keys(localStorage))),
  ...(await page.evaluate(async () => (await indexedDB.databases()).map(({ name }) => name))),
  ...(await context.cookies()).map(({ name }) => name),
];

const gtag = (...args: unknown[]) =>
  page.evaluate(
    (given) => (window as unknown as { gtag(...args: unknown[]): void }).gtag(...given),
    args,
  );

const command = (...args: unknown[]) => `<script>gtag(...${JSON.stringify(args)})</script>`;

const DENIED = { analytics_storage: "denied", ad_storage: "denied" };
const GRANTED = { analytics_storage: "granted" };

test("Google's Consent Mode is obeyed: denied by default, granted by an update, taken back by another", async () => {
  endpoint.pages.set("/", html("", GTAG + command("consent", "default", DENIED) + TAG));
  await go("/?utm_source=mail");
  await endpoint.arrived("page_view");
  expect(endpoint.batches[0]).toMatchObject({ visitor: null, consent: DENIED });
  expect(await stored()).toEqual([]);
  await gtag("consent", "update", GRANTED);
  await endpoint.arrived("page_view", 2);
  expect(endpoint.batches[1]!.visitor).toMatch(/^\d{20,30}$/);
  expect(endpoint.batches[1]!.events[0]!.page!.url).toContain("utm_source=mail");
  expect(await stored()).not.toEqual([]);
  await gtag("consent", "update", DENIED);
  await expect.poll(stored).toEqual([]);
});

test("a denial by default for one region is not lifted by a grant by default for the rest", async () => {
  const everywhere = command("consent", "default", GRANTED);
  const region = command("consent", "default", { ...DENIED, region: ["DE"] });
  for (const head of [region + everywhere, everywhere + region]) {
    endpoint.reset();
    endpoint.pages.set("/", html("", GTAG + head + TAG));
    await go("/");
    await endpoint.arrived("page_view");
    expect(endpoint.batches[0]!.visitor).toBeNull();
  }
});

test("who has agreed before is known at once, though every page denies by default", async () => {
  const update = command("consent", "update", GRANTED);
  endpoint.pages.set("/", html("", GTAG + command("consent", "default", DENIED) + update + TAG));
  await go("/");
  await endpoint.arrived("page_view");
  await go("/");
  await endpoint.arrived("page_view", 2);
  const visitors = new Set(endpoint.batches.map(({ visitor }) => visitor));
  expect(visitors.size).toBe(1);
  expect([...visitors][0]).toMatch(/^\d{20,30}$/);
});

test("Do Not Track counts where the shop says so", async () => {
  await page.addInitScript(() => Object.defineProperty(navigator, "doNotTrack", { value: "1" }));
  await go("/");
  await endpoint.arrived("page_view");
  expect(endpoint.batches[0]!.visitor).not.toBeNull();
  endpoint.pages.set("/", html("", TAG.replace("data-key", 'data-dnt="1" data-key')));
  await go("/");
  await endpoint.arrived("page_view", 2);
  expect(endpoint.batches.at(-1)!.visitor).toBeNull();
});

test("the Worker may know the visitor by another id, which stands from then on", async () => {
  endpoint.told = { canonical: "known-visitor" };
  await go("/");
  await endpoint.arrived("page_view");
  await expect
    .poll(() => page.evaluate(() => JSON.parse(localStorage["okaeri"]).visitor))
    .toBe("known-visitor");
  await say(["track", "add_to_cart", { items: [] }]);
  await endpoint.arrived("add_to_cart");
  expect(endpoint.batches.at(-1)!.visitor).toBe("known-visitor");
});

test("a link to the shop's other domain takes the visit along, for two minutes", async () => {
  const other = endpoint.origin.replace("localhost", "127.0.0.1");
  const hosts = [other, endpoint.origin].map((origin) => new URL(origin).host);
  const tag = TAG.replace("data-key", `data-domains="${hosts.join(",")}" data-key`);
  endpoint.pages.set("/", html(`<a href="${other}/checkout?a=1#top"><b>Checkout</b></a>`, tag));
  endpoint.pages.set("/checkout", html("<h1>Checkout</h1>", tag));
  await go("/");
  await endpoint.arrived("page_view");
  await page.click("a b");
  const [, landing] = await endpoint.arrived("page_view", 2);
  expect(landing!.page!.url).toMatch(/\/checkout\?a=1&_okaeri=[\w.-]+#top$/);
  const [before, after] = endpoint.batches.filter(({ events }) =>
    events.some(({ name }) => name === "page_view"),
  );
  expect([after!.visitor, after!.session]).toEqual([before!.visitor, before!.session]);
  await page.evaluate(() => localStorage.clear());
  const stale = Date.now() - 121_000;
  await page.goto(`${other}/checkout?&_okaeri=${before!.visitor}.${before!.session}.${stale}`);
  await endpoint.arrived("page_view", 3);
  expect(endpoint.batches.at(-1)!.visitor).not.toBe(before!.visitor);
});

test("sections that are read or opened ride with the leave", async () => {
  endpoint.pages.set(
    "/",
    html(`<h2>Size guide</h2><details><summary>Returns</summary><h2>Inside</h2></details>
      <section data-section="reviews">Lovely</section><h2 style="margin-top:3000px">Below</h2>`),
  );
  await go("/");
  await endpoint.arrived("page_view");
  await page.waitForTimeout(1200);
  await page.click("summary");
  await page.goto("about:blank");
  const [leave] = await endpoint.arrived("page_leave");
  expect(leave!.sections!.toSorted()).toEqual(["Returns", "Size guide", "reviews"]);
});

test("plugins see events before they are kept and replies before they are used", async () => {
  endpoint.pages.set(
    "/",
    html(
      "",
      `<script>window.replies = []; window.okaeri = [["use", {
        beforeSend: (event) => event.name === "secret" ? null : { ...event, coupon: "SPRING" },
        onReply: (reply) => void replies.push(reply.results.length),
      }], ["use", { beforeSend() { throw new Error("broken"); } }]];</script>${TAG}`,
    ),
  );
  await go("/");
  await endpoint.arrived("page_view");
  await say(["track", "secret"], ["track", "add_to_cart", { items: [] }]);
  const [cart] = await endpoint.arrived("add_to_cart");
  expect(cart!.coupon).toBe("SPRING");
  const names = endpoint.batches.flatMap(({ events }) => events.map(({ name }) => name));
  expect(names).not.toContain("secret");
  await expect.poll(() => page.evaluate("replies.length")).toBeGreaterThan(0);
});

test("a notice appears once, says what it has to say, and goes when it is closed", async () => {
  const item = {
    id: "mug",
    score: 1,
    reason: "you looked at it",
    title: "<b>Blue mug</b>",
    link: "/product/mug",
    image_link: null,
    price: "7.00 GBP",
  };
  const notices: Notice[] = [
    {
      id: "notice-1",
      type: "price_dropped",
      item,
      old_price: "8.50 GBP",
      reference_price: null,
      new_price: "7.00 GBP",
      text: "Blue mug is cheaper now",
    },
  ];
  endpoint.told = { notices };
  await go("/");
  const notice = page.getByRole("status");
  await notice.waitFor();
  await notice.getByText("Blue mug is cheaper now").waitFor();
  await notice.getByText("<b>Blue mug</b>").waitFor();
  expect(await page.evaluate(() => document.querySelectorAll("[part=notice]").length)).toBe(1);
  endpoint.told = {};
  await notice.getByRole("button").press("Enter");
  const [dismissed] = await endpoint.arrived("recommendation_dismissed");
  expect(dismissed).toMatchObject({ receipt_id: "notice-1", item_list_name: "notice" });
  expect(await notice.count()).toBe(0);
});
