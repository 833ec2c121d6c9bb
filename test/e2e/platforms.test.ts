import { execFile } from "node:child_process";
import { readFileSync } from "node:fs";
import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { promisify } from "node:util";
import { build } from "esbuild";
import { describe, expect, test } from "vitest";
import { api, page, person, shop, stack, told } from "./tag/stack-page.ts";

const ROOT = new URL("../../", import.meta.url);
const read = (path: string) => readFileSync(new URL(path, ROOT), "utf8");

/** A code block of a page of docs/platforms, as a shop would fill it in. */
function code(document: string, language: string, place = 0): string {
  const fence = new RegExp(`^\`\`\`${language}\n([^]*?)^\`\`\``, "gm");
  const block = [...read(`docs/platforms/${document}.md`).matchAll(fence)][place]?.[1];
  expect(block, `${document}.md has the block`).toBeDefined();
  return block!
    .replaceAll("https://YOUR-WORKER", stack.origin)
    .replaceAll("https://YOUR-SHOP", shop.origin)
    .replaceAll("YOUR-SHOP", "localhost")
    .replaceAll("pk_…", "pk_demo")
    .replaceAll("sk_…", "sk_demo");
}

/** Opens a page of a platform with this code in it. */
async function show(path: string, fixture: string, inserted: string): Promise<void> {
  const html = read(`test/fixtures/platforms/${fixture}.html`)
    .replaceAll("%SHOP%", shop.origin)
    .replace("%CODE%", () => inserted);
  shop.pages.set(path.replace(/\?.*/, ""), html);
  await page.goto(shop.origin + path);
}

const putSettings = (settings: object) =>
  fetch(`${stack.origin}/v1/settings`, {
    method: "PUT",
    headers: { authorization: "Bearer sk_demo" },
    body: JSON.stringify(settings),
  });

describe("docs/platforms/html.md", () => {
  test("has a tag, a call and a slot that work on a page with microdata", async () => {
    const curl = code("html", "sh").replace("curl ", "curl --fail --silent --show-error ");
    await promisify(execFile)("bash", ["-c", curl]);
    const blocks = [0, 1, 2].map((place) => code("html", "html", place)).join("\n");
    await show("/mug", "plain-product", blocks);
    expect(await told(2)).toEqual(
      expect.arrayContaining([
        expect.objectContaining({ name: "purchase", items: ["MUG-1"], value: "17.00 GBP" }),
        expect.objectContaining({ name: "view_item", source: "markup", items: ["MUG-1"] }),
      ]),
    );
    expect((await person()).orders).toMatchObject([{ transaction_id: "1001" }]);
    const side = page.locator("okaeri-recs[slot=side]");
    await expect.poll(() => side.evaluate((element) => element.clientHeight)).toBe(314);
  });
});

describe("docs/platforms/ga4.md", () => {
  test("needs one line where gtag tells of products and carts", async () => {
    await show("/lamp", "ga4-product", code("ga4", "html"));
    expect(await told(1)).toMatchObject([
      { name: "view_item", source: "data_layer", items: ["LAMP-7"] },
    ]);
    await page.click("#add");
    expect(await told(2)).toMatchObject([
      { name: "view_item" },
      { name: "add_to_cart", source: "data_layer", items: ["LAMP-7"], value: "30.03 EUR" },
    ]);
    expect(await person()).toMatchObject({
      cart: [{ id: "LAMP-7", quantity: 1 }],
      items_viewed: [{ id: "LAMP-7", price_seen: "30.03 EUR" }],
    });
  });

  test("needs one line where Tag Manager tells of an order, which a reload does not repeat", async () => {
    await show("/thanks", "gtm-thanks", code("ga4", "html"));
    expect(await told(1)).toMatchObject([
      { name: "purchase", source: "data_layer", items: ["LAMP-7"], value: "36.32 EUR" },
    ]);
    await page.reload();
    await page.goto("about:blank");
    await page.goto(`${shop.origin}/thanks`);
    expect((await person()).orders).toMatchObject([
      { transaction_id: "T-12345", value: "36.32 EUR", items: ["LAMP-7"] },
    ]);
  });

  test("names events of GA4 that arrive, each of them", async () => {
    const rows = read("docs/platforms/ga4.md").matchAll(/^\| (`.*?`)\s+\|/gm);
    const cells = Array.from(rows, ([, cell = ""]) => cell).filter(
      (cell) => !cell.includes("`consent`"),
    );
    const names = cells.flatMap((cell) => cell.replaceAll("`", "").split(", "));
    expect(names.length).toBeGreaterThan(12);
    await show("/all", "ga4-product", code("ga4", "html"));
    await told(1);
    await page.evaluate((events) => {
      const { gtag } = window as unknown as { gtag(...args: unknown[]): void };
      const items = [{ item_id: "ALL-1", price: 3, quantity: 1 }];
      for (const name of events)
        gtag("event", name, { currency: "EUR", transaction_id: "ALL", search_term: "lamp", items });
    }, names);
    // GA4 has two names for a search.
    const expected = names.map((name) => (name === "view_search_results" ? "search" : name));
    const arrived = (await told(names.length + 1)).map(({ name }) => name);
    expect(arrived.slice(1).sort()).toEqual(expected.sort());
  });
});

describe("docs/platforms/shopify.md", () => {
  const VARIANT = {
    id: "42",
    sku: "LS-M",
    title: "M",
    price: { amount: 64, currencyCode: "EUR" },
    image: { src: "https://cdn.shopify.example/shirt.jpg" },
    product: { id: "8012", title: "Linen shirt", vendor: "Linen", type: "Shirts", url: "/" },
  };
  const CHECKOUT = {
    token: "abc",
    currencyCode: "EUR",
    subtotalPrice: { amount: 128, currencyCode: "EUR" },
    totalPrice: { amount: 134, currencyCode: "EUR" },
    totalTax: { amount: 20.5, currencyCode: "EUR" },
    shippingLine: { price: { amount: 6, currencyCode: "EUR" } },
    discountApplications: [],
    lineItems: [
      { id: "1", title: "Linen shirt", quantity: 2, variant: VARIANT },
      // A line of its own making, such as a tip, has no variant.
      { id: "2", title: "Tip", quantity: 1, variant: null },
    ],
    order: null,
  };

  test("sees the variant of the theme's page, and the pixel's cart and order as the same visitor", async () => {
    await putSettings(JSON.parse(code("shopify", "json")));
    await show("/products/linen-shirt?variant=42", "shopify-product", code("shopify", "html"));
    expect(await told(1)).toMatchObject([{ name: "view_item", source: "markup", items: ["LS-M"] }]);

    await show("/checkouts/cn/abc", "shopify-checkout", code("shopify", "js"));
    await page.waitForSelector("body[data-pixel=ready]");
    const cartLine = {
      cost: { totalAmount: { amount: 128, currencyCode: "EUR" } },
      merchandise: VARIANT,
      quantity: 2,
    };
    const completed = { ...CHECKOUT, order: { id: "5001", customer: { id: "9" } } };
    const published = [
      ["product_added_to_cart", { cartLine }],
      ["search_submitted", { searchResult: { query: "linen", productVariants: [] } }],
      ["checkout_started", { checkout: CHECKOUT }],
      ["payment_info_submitted", { checkout: CHECKOUT }],
      ["checkout_completed", { checkout: completed }],
    ] as const;
    for (const [n, [name, data]] of published.entries()) {
      await page.evaluate(
        ([type, id, given]) =>
          (window as unknown as { publish(...args: unknown[]): void }).publish(type, id, given),
        [name, `sh-${n}`, data] as const,
      );
      await told(2 + n);
    }
    expect(await told(6)).toMatchObject([
      { name: "view_item" },
      { name: "add_to_cart", items: ["LS-M"] },
      { name: "search" },
      { name: "begin_checkout", items: ["LS-M"] },
      { name: "add_payment_info" },
      { name: "purchase", items: ["LS-M"], value: "134.00 EUR" },
    ]);
    expect(await person()).toMatchObject({
      orders: [{ transaction_id: "5001", value: "134.00 EUR", items: ["LS-M"] }],
    });
  });

  test("tells nothing from the pixel where the tag has no id", async () => {
    await putSettings(JSON.parse(code("shopify", "json")));
    const sent: string[] = [];
    page.on("request", (request) => sent.push(request.url()));
    await show("/checkouts/cn/none", "shopify-checkout", code("shopify", "js"));
    await page.waitForSelector("body[data-pixel=ready]");
    await page.evaluate(() =>
      (window as unknown as { publish(...args: unknown[]): void }).publish(
        "search_submitted",
        "x",
        {
          searchResult: { query: "linen" },
        },
      ),
    );
    await page.waitForTimeout(300);
    expect(sent.filter((url) => url.includes("/v1/"))).toEqual([]);
  });
});

describe("docs/platforms/woocommerce.md", () => {
  const head = () => {
    const php = code("woocommerce", "php");
    const tag = /<script async .*<\/script>/.exec(php)?.[0];
    expect(tag).toContain("okaeri.js");
    return `${tag}<script>${code("woocommerce", "js")}</script>`;
  };

  test("sees product, both kinds of cart buttons, and leaves those that only lead on", async () => {
    await show("/product/oak-board/", "woocommerce-product", head());
    expect(await told(1)).toMatchObject([{ name: "view_item", items: ["OAK-34"] }]);
    await page.evaluate(() =>
      addEventListener("click", (event) => event.preventDefault(), { capture: false }),
    );
    await page.click(".product_type_variable");
    await page.click(".ajax_add_to_cart");
    await page.click(".single_add_to_cart_button");
    expect(await told(3)).toMatchObject([
      { name: "view_item" },
      { name: "add_to_cart", items: ["SPOON-2"] },
      { name: "add_to_cart", items: ["OAK-34"] },
    ]);
    expect((await person()).cart).toEqual(
      expect.arrayContaining([
        { id: "OAK-34", quantity: 2 },
        { id: "SPOON-2", quantity: 1 },
      ]),
    );
  });

  test("counts the order of a thank-you page once", async () => {
    await show("/checkout/order-received/1201/", "woocommerce-thanks", head());
    await told(1);
    await page.reload();
    expect((await person()).orders).toMatchObject([
      { transaction_id: "1201", value: "74.50 GBP", items: ["OAK-34"] },
    ]);
  });
});

describe("docs/platforms/react.md", () => {
  test("has a program that bundles, tells of its product and fills its slot", async () => {
    const at = (path: string) => fileURLToPath(new URL(path, ROOT));
    const { outputFiles } = await build({
      stdin: { contents: code("react", "tsx"), loader: "tsx", resolveDir: at("test/e2e") },
      bundle: true,
      write: false,
      format: "esm",
      jsx: "automatic",
      alias: {
        okaeri: at("sdk/dist/okaeri.mjs"),
        react: "preact/compat",
        "react/jsx-runtime": "preact/jsx-runtime",
        "react-dom/client": "preact/compat/client",
      },
    });
    const script = `<script type="module">${outputFiles[0]!.text.replaceAll("</script", "<\\/script")}</script>`;
    shop.pages.set("/app", `<!doctype html><title>App</title><div id="root"></div>${script}`);
    await page.goto(`${shop.origin}/app`);
    await page.click("button");
    expect(await told(2)).toMatchObject([
      { name: "view_item", items: ["MUG-1"] },
      { name: "add_to_cart", items: ["MUG-1"] },
    ]);
    expect(await page.locator("okaeri-recs").getAttribute("count")).toBe("3");
  });
});

describe("docs/platforms/server.md", () => {
  test("has a program that runs twice and counts once", async () => {
    const folder = await mkdtemp(join(tmpdir(), "okaeri-server-"));
    try {
      const file = join(folder, "server.mjs");
      await writeFile(file, code("server", "js"));
      for (let run = 0; run < 2; run++) {
        const { stderr } = await promisify(execFile)(process.execPath, [file]);
        expect(stderr).toBe("");
      }
    } finally {
      await rm(folder, { recursive: true });
    }
    expect(await api("/v1/orders/phone-1")).toMatchObject({
      customer_id: "c1",
      value: "17.00 GBP",
      refunded: "8.50 GBP",
    });
    const { timeline } = await api("/v1/people/c/c1");
    expect(timeline.filter(({ name }: { name: string }) => name === "ticket")).toHaveLength(1);
  });
});
