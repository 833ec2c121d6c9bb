import { exports } from "cloudflare:workers";
import { beforeAll, describe, expect, it } from "vitest";
import { api, event, id, item, ORIGIN, pageView, pass, purchase, settle, viewItem } from "./api.ts";

const SHOP = "https://shop.example";
const ITEMS = ["cup", "mug", "pot", "jug", "bowl", "dish"];

beforeAll(async () => {
  await api.put("/v1/settings", { origins: [SHOP] });
  const items = ITEMS.map((each) => item(each, { image_link: `/images/${each}.jpg` }));
  await api.put("/v1/items", { items });
  await settle();
});

interface Block {
  id: string;
  html: string;
  slots: { image_url: string; link_url: string }[];
  expires: string;
}
const make = async (body: object): Promise<Block> => {
  const reply = await api.send("POST", "/v1/blocks", body, { authorization: "Bearer sk_demo" });
  expect(reply.status).toBe(201);
  return reply.body;
};
const open = (url: string, headers: HeadersInit = {}, method = "GET") =>
  exports.default.fetch(
    new Request(url, {
      method,
      redirect: "manual",
      headers: { "user-agent": "Mozilla/5.0 (via ggpht.com GoogleImageProxy)", ...headers },
    }),
  );
/** Where an address of a block leads. */
const target = async (url: string) => (await open(url)).headers.get("location");
const itemIn = (address: string | null) => /\/(?:images|p)\/(\w+)/.exec(address ?? "")?.[1];
/** What each image of a mail shows. */
const imagesOf = (block: Block) =>
  Promise.all(block.slots.map(async ({ image_url }) => itemIn(await target(image_url))));
const linksOf = (block: Block) =>
  Promise.all(block.slots.map(async ({ link_url }) => itemIn(await target(link_url))));

/** Somebody who has looked at `items`, the last one last. */
async function viewer(...items: string[]): Promise<string> {
  const visitor = id("v");
  await api.post({
    visitor,
    session: "s1",
    events: [pageView("/"), ...items.map((each) => viewItem(each))],
  });
  return visitor;
}
const buy = (visitor: string, ...items: string[]) =>
  api.post({ visitor, session: "s1", events: [purchase(id("t"), items)] });
const receiptOf = async (visitor: string, block: Block) => {
  const { receipts } = (await api.person(visitor)).body;
  return receipts.find(({ slot }: { slot: string }) => slot === block.id);
};

describe("a block of a mail", () => {
  it("is a table of pictures and links that names no item, no price and no visitor", async () => {
    const visitor = await viewer("cup");
    const block = await make({ visitor, scenario: "recently_viewed", count: 4, width: 600 });
    expect(block.html).toMatch(/^<table role="presentation" width="600"/);
    expect(block.html.match(/<img /g)).toHaveLength(4);
    expect(block.html).not.toMatch(/<script|<style|Item|GBP|cup/);
    for (const { image_url, link_url } of block.slots) {
      expect(image_url).toMatch(/^http:\/\/localhost\/v1\/blocks\/[\w-]+\/\d\.img$/);
      expect(image_url.length).toBeLessThan(1024);
      expect(block.html).toContain(`src="${image_url}"`);
      expect(block.html).toContain(`href="${link_url}"`);
      expect(atob(image_url.split("/")[5]!.replace(/[-_]/g, "A"))).not.toContain(visitor);
    }
    expect(Date.parse(block.expires) - Date.now()).toBeGreaterThan(89 * 86_400_000);
  });

  it("is reached by https where a proxy takes TLS off, and not where its address would be cut", async () => {
    const headers = { authorization: "Bearer sk_demo", "x-forwarded-proto": "https" };
    const ask = (body: object) => api.send("POST", "/v1/blocks", body, headers);
    const { body } = await ask({ scenario: "bestsellers" });
    expect(body.slots).toHaveLength(6);
    expect(body.slots[5].link_url).toMatch(/^https:\/\/localhost\/v1\/blocks\/[\w-]+\/6$/);
    const exclude = Array.from({ length: 100 }, (_, n) => `an-item-that-is-not-wanted-${n}`);
    expect((await ask({ scenario: "bestsellers", exclude })).status).toBe(422);
  });

  it("is made with a secret key alone, and of what can be understood", async () => {
    const page = await api.send("POST", "/v1/blocks?key=pk_demo", { scenario: "bestsellers" });
    expect(page.status).toBe(403);
    for (const body of [
      {},
      [],
      { scenario: "horoscope" },
      { scenario: "bestsellers", count: 13 },
      { scenario: "bestsellers", visitor: "undefined" },
    ]) {
      const reply = await api.send("POST", "/v1/blocks", body, {
        authorization: "Bearer sk_demo",
      });
      expect(reply.status).toBe(422);
      expect(reply.body.errors.length).toBeGreaterThan(0);
    }
  });

  it("shows when it is opened what is best then, the picture and the page of one item", async () => {
    const visitor = await viewer("cup", "mug");
    const block = await make({ visitor, scenario: "recently_viewed", count: 3 });
    await api.post({ visitor, session: "s1", events: [pageView("/"), viewItem("pot")] });
    const { image_url, link_url } = block.slots[0]!;
    const image = await open(image_url);
    expect(image.status).toBe(302);
    expect(image.headers.get("cache-control")).toBe("no-store");
    expect(image.headers.get("location")).toBe(`${SHOP}/images/pot.jpg`);
    expect(await target(link_url)).toBe(`${SHOP}/p/pot/`);
    expect(await imagesOf(block)).toEqual(["pot", "mug", "cup"]);
    expect(await linksOf(block)).toEqual(["pot", "mug", "cup"]);
  });

  it("does not show an item that was bought after it was sent", async () => {
    const visitor = await viewer("cup", "mug", "pot");
    const block = await make({ visitor, scenario: "recently_viewed", count: 2 });
    await buy(visitor, "pot");
    expect(await imagesOf(block)).toEqual(["mug", "cup"]);
  });

  it("replaces what was bought between the picture and the click, and nothing else", async () => {
    const visitor = await viewer("cup", "mug", "pot");
    const block = await make({ visitor, scenario: "recently_viewed", count: 2 });
    expect(await imagesOf(block)).toEqual(["pot", "mug"]);
    await buy(visitor, "pot");
    expect(await linksOf(block)).toEqual(["cup", "mug"]);
    expect(await imagesOf(block)).toEqual(["cup", "mug"]);
  });

  it("keeps each link with its picture until the mail is opened again", async () => {
    const visitor = await viewer("cup", "mug");
    const block = await make({ visitor, scenario: "recently_viewed", count: 2 });
    expect(await imagesOf(block)).toEqual(["mug", "cup"]);
    await api.post({ visitor, session: "s1", events: [pageView("/"), viewItem("jug")] });
    expect(await imagesOf(block)).toEqual(["mug", "cup"]);
    await pass({ minutes: 45 });
    expect(await linksOf(block)).toEqual(["mug", "cup"]);
    expect(await imagesOf(block)).toEqual(["jug", "mug"]);
    expect(await linksOf(block)).toEqual(["jug", "mug"]);
  });

  it("leaves out what was dismissed, what sold out and what has no picture", async () => {
    const dry = ["dry-1", "dry-2", "dry-3", "dry-4"];
    const items = dry.map((each) => item(each, { image_link: `/images/${each}.jpg` }));
    delete (items[2] as { image_link?: string }).image_link;
    await api.put("/v1/items", { items });
    const visitor = await viewer(...dry);
    const block = await make({ visitor, scenario: "recently_viewed", count: 1 });
    const dismissal = event("recommendation_dismissed", { items: [{ item_id: "dry-4" }] });
    await api.post({ visitor, session: "s1", events: [dismissal] });
    await api.put("/v1/items", { items: [{ ...items[1], availability: "out_of_stock" }] });
    await settle();
    expect(await target(block.slots[0]!.image_url)).toContain("/images/dry-1.jpg");
  });

  it("marks on its receipt what was shown and clicked, but not what a scanner tries", async () => {
    const visitor = await viewer("cup", "mug");
    const block = await make({ visitor, scenario: "recently_viewed", count: 2 });
    await imagesOf(block);
    const { link_url } = block.slots[1]!;
    await open(link_url, { "user-agent": "Mozilla/5.0 (compatible; Barracuda Sentinel bot)" });
    await open(link_url, {}, "HEAD");
    expect(await receiptOf(visitor, block)).toMatchObject({ shown: ["mug", "cup"], clicked: [] });
    await open(link_url, { "user-agent": "Mozilla/5.0 (Macintosh) Safari/605.1.15" });
    expect(await receiptOf(visitor, block)).toMatchObject({
      scenario: "recently_viewed",
      clicked: ["cup"],
    });
    expect((await api.person(visitor)).body.visits).toBe(1);
  });

  it("hands the campaign of the mailing system on, and nothing else that stands in the address", async () => {
    const visitor = await viewer("cup");
    const block = await make({ visitor, scenario: "recently_viewed", count: 1 });
    const link = `${block.slots[0]!.link_url}?utm_source=news&utm_medium=email&to=//evil.example`;
    expect(await target(link)).toBe(`${SHOP}/p/cup/?utm_source=news&utm_medium=email`);
  });

  it("is bestsellers for somebody of whom nothing is known, without making a person", async () => {
    const items = ["plate", "saucer"].map((each) =>
      item(each, { image_link: `/images/${each}.jpg`, product_type: "Plates" }),
    );
    await api.put("/v1/items", { items });
    await buy(await viewer(), "plate");
    await buy(await viewer(), "plate", "saucer");
    await settle();
    for (const visitor of [undefined, id("stranger")]) {
      const axis = "category:Plates";
      const block = await make({ visitor, scenario: "bestsellers", axis, count: 2 });
      expect(await imagesOf(block)).toEqual(["plate", "saucer"]);
      expect(await linksOf(block)).toEqual(["plate", "saucer"]);
      if (visitor !== undefined) expect((await api.person(visitor)).status).toBe(404);
    }
  });

  it("leads to the shop where an item's address is none", async () => {
    await api.put("/v1/items", {
      items: [item("odd", { link: "https://[odd]/", image_link: "https://[odd]/odd.jpg" })],
    });
    const visitor = await viewer("odd");
    const block = await make({ visitor, scenario: "recently_viewed", count: 1 });
    const { image_url, link_url } = block.slots[0]!;
    expect((await open(image_url)).status).toBe(404);
    expect(await target(link_url)).toBe(`${SHOP}/`);
  });

  it("is an empty picture and the way to the shop when it is forged, foreign or too old", async () => {
    const visitor = await viewer("cup");
    const block = await make({ visitor, scenario: "recently_viewed", count: 1 });
    const { image_url, link_url } = block.slots[0]!;
    const token = image_url.split("/")[5]!;
    const forged = token.replace(/.$/, (last) => (last === "A" ? "B" : "A"));
    const elsewhere = `${ORIGIN}/v1/blocks`;
    for (const bad of [forged, token.slice(5), "A", "%00"]) {
      const image = await open(`${elsewhere}/${bad}/1.img`);
      expect(image.status).toBe(404);
      expect(image.headers.get("content-type")).toBe("image/gif");
      expect((await image.arrayBuffer()).byteLength).toBe(42);
      expect(await target(`${elsewhere}/${bad}/1`)).toBe(`${ORIGIN}/`);
    }
    expect(await target(`${elsewhere}/${token}/2`)).toBe(`${SHOP}/`);
    expect((await open(`${elsewhere}/${token}/0`)).status).toBe(404);
    await pass({ days: 90 });
    expect((await open(image_url)).status).toBe(404);
    expect(await target(link_url)).toBe(`${SHOP}/`);
  });
});
