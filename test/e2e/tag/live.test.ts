import type { WebSocket } from "playwright-core";
import { afterAll, beforeAll, expect, test } from "vitest";
import { type ShopPages, startShopPages } from "../shop-pages.ts";
import { type Stack, startStack } from "../stack.ts";
import { page, problems, say, setHidden } from "./page.ts";

// A price changes while a page lies open: the real tag, its live script and the real Worker.

let stack: Stack;
let shop: ShopPages;

beforeAll(async () => {
  stack = await startStack();
  shop = await startShopPages(stack);
});
afterAll(async () => {
  await shop.close();
  await stack.close();
});

const put = (id: string, more: object) =>
  fetch(`${stack.origin}/v1/items`, {
    method: "PUT",
    headers: { authorization: "Bearer sk_demo", "content-type": "application/json" },
    body: JSON.stringify({ items: [{ id, title: `The ${id}`, link: `/p/${id}/`, ...more }] }),
  });

const viewItem = (id: string) => ({ currency: "GBP", items: [{ item_id: id, price: 50 }] });

/** A page of the shop on which somebody looks at an item at 50.00. */
async function look(id: string, { attributes = "", policy = "" } = {}): Promise<void> {
  const view = { event: "view_item", ecommerce: viewItem(id) };
  const head = `${policy}<script>dataLayer = [${JSON.stringify(view)}]</script>`;
  const tag = `<script async src="${stack.origin}/okaeri.js" data-key="pk_demo" ${attributes}></script>`;
  shop.pages.set(`/p/${id}/`, `<!doctype html><title>The ${id}</title>${head}${tag}`);
  const told = page.waitForResponse((response) => response.url().includes("/v1/events"));
  await page.goto(`${shop.origin}/p/${id}/`);
  await (await told).finished();
}

const script = () => `${stack.origin}/okaeri-live.js?key=pk_demo`;
/** Loads the live script without the wait for visitors who may stay. */
const loadLive = () => page.addScriptTag({ url: script() });

/** The page's next socket, once it is open. */
async function opened(cause: Promise<unknown>): Promise<WebSocket> {
  const [socket] = await Promise.all([page.waitForEvent("websocket"), cause]);
  expect(socket.url()).toContain("/v1/live?key=pk_demo&visitor=");
  await page.waitForTimeout(300);
  return socket;
}

const closed = (socket: WebSocket) => expect.poll(() => socket.isClosed()).toBe(true);
const told = (text: string) => page.locator("[part=notice]").getByText(text);

test("a price that drops while the page is open is told within two seconds", async () => {
  await put("mug", { price: "50.00 GBP" });
  await look("mug");
  await opened(Promise.resolve());
  await put("mug", { price: "50.00 GBP", sale_price: "40.00 GBP" });
  const begun = performance.now();
  await told("The mug is now").waitFor();
  expect(performance.now() - begun).toBeLessThan(2_000);
  expect(problems).toEqual([]);
});

test("what comes back in stock is told to who looked at it when it was sold out", async () => {
  await put("cup", { price: "50.00 GBP", availability: "out_of_stock" });
  await look("cup");
  await opened(loadLive());
  await put("cup", { price: "50.00 GBP" });
  await told("The cup is back in stock").waitFor({ timeout: 2_000 });
});

test("what changed before the socket opened, or while the page was out of sight, is told too", async () => {
  await put("bowl", { price: "50.00 GBP" });
  await look("bowl");
  await put("bowl", { price: "40.00 GBP" });
  const socket = await opened(loadLive());
  await told("The bowl is now £40.00").waitFor({ timeout: 2_000 });

  await setHidden(true);
  await closed(socket);
  await put("bowl", { price: "30.00 GBP" });
  await opened(setHidden(false));
  await told("The bowl is now £30.00").waitFor({ timeout: 2_000 });
});

test("the socket comes to know what is looked at later on the same page", async () => {
  await put("plate", { price: "50.00 GBP" });
  await put("spoon", { price: "50.00 GBP" });
  await look("plate");
  const first = await opened(loadLive());
  await opened(say(["track", "view_item", viewItem("spoon")], ["recommend", "home"]));
  await closed(first);
  await put("spoon", { price: "40.00 GBP" });
  await told("The spoon is now").waitFor({ timeout: 2_000 });
});

test("a withdrawal of consent closes the socket", async () => {
  await put("knife", { price: "50.00 GBP" });
  await look("knife");
  const socket = await opened(loadLive());
  await say(["consent", { analytics_storage: "denied" }]);
  await closed(socket);
});

test("nobody is listened for who gave no consent", async () => {
  const sockets: WebSocket[] = [];
  page.on("websocket", (socket) => sockets.push(socket));
  await look("fork", { attributes: `data-consent="denied"` });
  await loadLive();
  await page.waitForTimeout(500);
  expect(sockets).toEqual([]);
});

test("a page whose policy forbids sockets goes on without, and tries no more", async () => {
  const allowed = `${stack.origin}/v1/events`;
  const policy = `<meta http-equiv="content-security-policy" content="connect-src ${allowed}">`;
  await put("pan", { price: "50.00 GBP" });
  await look("pan", { policy });
  await page.evaluate((src) => {
    document.head.append(Object.assign(document.createElement("script"), { src }));
  }, script());
  await expect.poll(() => problems).toHaveLength(1);
  expect(problems[0]).toContain("Content Security Policy");
  await page.waitForTimeout(200);
  await setHidden(true);
  await setHidden(false);
  await page.waitForTimeout(300);
  expect(problems).toHaveLength(1);
});
