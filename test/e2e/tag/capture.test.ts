import { describe, expect, test } from "vitest";
import { api, open, page, person, shop, stack, told } from "./stack-page.ts";

const jsonLd = (document: unknown) =>
  `<script type="application/ld+json">${JSON.stringify(document)}</script>`;

const MUG = {
  "@context": "https://schema.org",
  "@type": "Product",
  sku: "MUG-1",
  name: "Blue mug",
  image: "/mug.jpg",
  offers: { "@type": "Offer", price: "8.50", priceCurrency: "GBP", availability: "InStock" },
};
const CRUMBS = {
  "@type": "BreadcrumbList",
  itemListElement: [
    { "@type": "ListItem", position: 1, name: "Home", item: "/" },
    { "@type": "ListItem", position: 2, name: "Kitchen", item: "/kitchen" },
    { "@type": "ListItem", position: 3, name: "Mugs", item: "/kitchen/mugs" },
    { "@type": "ListItem", position: 4, name: "Blue mug" },
  ],
};

describe("a page that only describes itself", () => {
  test("in JSON-LD, broken documents beside it, yields the view of its item with price and category", async () => {
    const broken = `<script type="application/ld+json">{"@type": "Product", }</script>`;
    await open("/mug", `%TAG%${broken}${jsonLd({ "@graph": [MUG, CRUMBS] })}`);
    expect(await told(1)).toMatchObject([
      { name: "view_item", source: "markup", items: ["MUG-1"] },
    ]);
    expect((await person()).items_viewed).toMatchObject([{ id: "MUG-1", price_seen: "8.50 GBP" }]);
  });

  test("in microdata yields the view of its item", async () => {
    await open(
      "/bowl",
      "%TAG%",
      `<div itemscope itemtype="https://schema.org/Product"><h1 itemprop="name">Bowl</h1>
       <meta itemprop="sku" content="BOWL-7"><p itemprop="description">Deep.</p>
       <div itemprop="offers" itemscope itemtype="https://schema.org/Offer">
         <span itemprop="price" content="12.00">£12</span>
         <meta itemprop="priceCurrency" content="GBP"></div></div>`,
    );
    expect(await told(1)).toMatchObject([{ name: "view_item", items: ["BOWL-7"] }]);
    expect((await person()).items_viewed).toMatchObject([
      { id: "BOWL-7", price_seen: "12.00 GBP" },
    ]);
  });

  test("in Open Graph yields the view of its item", async () => {
    const meta = (property: string, content: string) =>
      `<meta property="${property}" content="${content}">`;
    await open(
      "/plate",
      "%TAG%" +
        meta("og:type", "product") +
        meta("og:title", "Plate") +
        meta("product:retailer_item_id", "PLATE-3") +
        meta("product:price:amount", "5.00") +
        meta("product:price:currency", "EUR"),
    );
    expect(await told(1)).toMatchObject([{ name: "view_item", items: ["PLATE-3"] }]);
    expect((await person()).items_viewed).toMatchObject([
      { id: "PLATE-3", price_seen: "5.00 EUR" },
    ]);
  });

  test("with 5 MB of JSON-LD works as before, and what else it says still counts", async () => {
    const huge = { ...MUG, sku: "HUGE", description: "x".repeat(5_000_000) };
    await open("/huge", `%TAG%${jsonLd(huge)}${jsonLd({ ...MUG, sku: "SMALL" })}`);
    expect(await told(1)).toMatchObject([{ items: ["SMALL"] }]);
  });

  test("teaches the catalogue what it shows, and a feed's word stands above it", async () => {
    await open("/cup", `%TAG%${jsonLd([{ ...MUG, sku: "CUP-1", name: "Cup" }, CRUMBS])}`);
    await told(1);
    await page.goto("about:blank");
    const item = () => api("/v1/items/CUP-1");
    await expect.poll(item, { timeout: 8000 }).toMatchObject({
      title: "Cup",
      learnt: true,
      price: "8.50 GBP",
      product_type: "Kitchen > Mugs",
      link: `${shop.origin}/cup`,
    });
    const fed = { id: "CUP-1", title: "Fine cup", link: `${shop.origin}/cup`, price: "9.00 GBP" };
    await fetch(`${stack.origin}/v1/items`, {
      method: "PUT",
      headers: { authorization: "Bearer sk_demo", "content-type": "application/json" },
      body: JSON.stringify({ items: [{ ...fed, availability: "in_stock" }] }),
    });
    expect(await item()).toMatchObject({ title: "Fine cup", learnt: false, price: "9.00 GBP" });
  });
});

describe("a shop that tells Google", () => {
  const ITEM = { item_id: "GA-1", item_name: "Lamp", price: 30, item_category: "Lamps" };
  const GTAG = `<script>
    window.dataLayer = window.dataLayer || [];
    function gtag() { dataLayer.push(arguments); }
  </script>`;

  test("by gtag needs no code, whether it spoke before or after the tag", async () => {
    const early = `<script>gtag("js", new Date()); gtag("event", "view_item", ${JSON.stringify({ currency: "GBP", value: 30, items: [ITEM] })});</script>`;
    await open("/lamp", `${GTAG}${early}%TAG%`);
    await told(1);
    await page.evaluate((item) => {
      const { gtag } = window as unknown as { gtag(...args: unknown[]): void };
      gtag("event", "add_to_cart", { currency: "GBP", value: 30, items: [item] });
      gtag("event", "scroll", { percent_scrolled: 90 });
    }, ITEM);
    expect(await told(2)).toMatchObject([
      { name: "view_item", source: "data_layer", items: ["GA-1"] },
      { name: "add_to_cart", source: "data_layer", items: ["GA-1"], value: "30.00 GBP" },
    ]);
    expect((await person()).cart).toEqual([{ id: "GA-1", quantity: 1 }]);
  });

  test("by Tag Manager's objects is understood too, and its own handlers see what they saw", async () => {
    await open(
      "/desk",
      `<script>window.dataLayer = [{ event: "gtm.js" }]; const seen = [];
        dataLayer.push = function (entry) { seen.push(entry.event); return Array.prototype.push.call(this, entry); };
      </script>%TAG%`,
    );
    await page.waitForFunction(() => "track" in (window as unknown as { okaeri: object }).okaeri);
    const length = await page.evaluate((item) => {
      const { dataLayer } = window as unknown as { dataLayer: unknown[] };
      dataLayer.push({ ecommerce: null });
      return dataLayer.push({
        event: "add_to_cart",
        ecommerce: { currency: "GBP", items: [item] },
      });
    }, ITEM);
    expect(length).toBe(3);
    expect(await page.evaluate("seen")).toEqual(
      [null, "add_to_cart"].map((name) => name ?? undefined),
    );
    expect(await told(1)).toMatchObject([{ name: "add_to_cart", items: ["GA-1"] }]);
  });

  test("and whose handlers throw, throws at the page as before", async () => {
    await open(
      "/chair",
      `<script>window.dataLayer = []; dataLayer.push = () => { throw new Error("theirs"); };</script>%TAG%`,
    );
    await page.waitForFunction(() => "track" in (window as unknown as { okaeri: object }).okaeri);
    const thrown = await page.evaluate((item) => {
      try {
        (window as unknown as { dataLayer: unknown[] }).dataLayer.push({
          event: "add_to_cart",
          ecommerce: { items: [item] },
        });
        return null;
      } catch (error) {
        return (error as Error).message;
      }
    }, ITEM);
    expect(thrown).toBe("theirs");
    expect(await told(1)).toMatchObject([{ name: "add_to_cart" }]);
  });
});

test("what a page says three times counts once, and the shop's own call wins", async () => {
  const said = { currency: "GBP", items: [{ item_id: "OWN-1", price: 7 }] };
  const layer = {
    event: "view_item",
    ecommerce: { currency: "GBP", items: [{ item_id: "OWN-1" }] },
  };
  await open(
    "/thrice",
    `<script>window.dataLayer = [${JSON.stringify(layer)}];
      window.okaeri = [["track", "view_item", ${JSON.stringify(said)}]];</script>%TAG%${jsonLd(MUG)}`,
  );
  await page.waitForTimeout(500);
  const [only] = await told(1);
  expect(only).toMatchObject({ name: "view_item", items: ["OWN-1"] });
  expect(only).not.toHaveProperty("source");
  expect((await person()).items_viewed).toMatchObject([
    { id: "OWN-1", views: 1, price_seen: "7.00 GBP" },
  ]);
});

test("a call that comes after the markup takes its place", async () => {
  await open("/late", `%TAG%${jsonLd(MUG)}`);
  await told(1);
  await page.evaluate(() =>
    (window as unknown as { okaeri: { push(command: unknown[]): void } }).okaeri.push([
      "track",
      "view_item",
      { currency: "GBP", items: [{ item_id: "REAL-1", price: 4 }] },
    ] as never),
  );
  await page.goto("about:blank");
  await page.goto(`${shop.origin}/late`);
  await expect
    .poll(async () => (await person()).items_viewed, { timeout: 5000 })
    .toContainEqual(expect.objectContaining({ id: "REAL-1", price_seen: "4.00 GBP" }));
});

test("an application that changes its page's markup is read when it has settled", async () => {
  await open("/app", `%TAG%${jsonLd(MUG)}`);
  await told(1);
  await page.evaluate(
    (next) => {
      history.pushState({}, "", "/app/teapot");
      setTimeout(() => {
        document.querySelector('script[type="application/ld+json"]')!.textContent = next;
      }, 100);
    },
    JSON.stringify({ ...MUG, sku: "TEAPOT-2", name: "Teapot" }),
  );
  await page.waitForTimeout(1200);
  await page.evaluate(() =>
    (window as unknown as { okaeri: { track(name: string): void } }).okaeri.track(
      "purchase_intent",
    ),
  );
  await page.goto("about:blank");
  await page.goto(`${shop.origin}/app`);
  await expect
    .poll(async () => (await person()).items_viewed.map(({ id }: { id: string }) => id), {
      timeout: 5000,
    })
    .toContain("TEAPOT-2");
});

test("the shop may switch a source off", async () => {
  const put = (change: object) =>
    fetch(`${stack.origin}/v1/settings`, {
      method: "PUT",
      headers: { authorization: "Bearer sk_demo", "content-type": "application/json" },
      body: JSON.stringify({ origins: [shop.origin], own_domains: ["localhost"], ...change }),
    });
  await put({ capture: ["data_layer"] });
  try {
    await open("/silent", `%TAG%${jsonLd(MUG)}`);
    await page.waitForTimeout(500);
    expect(await told(0)).toEqual([]);
  } finally {
    await put({});
  }
});
