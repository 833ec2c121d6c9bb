import { env } from "cloudflare:workers";
import { beforeAll, describe, expect, it } from "vitest";
import { adminToken } from "../../worker/edge/admin-token.ts";
import type { Env } from "../../worker/edge/env.ts";
import { api, event, item, pageView, purchase, viewItem } from "./api.ts";
import { type As, as, SECRET } from "./as.ts";
import { dumpAll, tablesWith } from "./dump.ts";
import { SHOP } from "./objects.ts";

const { EXPORT: bucket, ...objects } = env as unknown as Env;
/** It is in all that the shop and its people are called by, so that each of their rows can be told. */
const MARK = "moth";
const NAME = `${MARK}s`;
const shop = SHOP.getByName(NAME);
let admin: As;
let secret: As;
let clock = Date.now();
/** To unsubscribe by, and to a mail's picture. */
let link = "";
let picture = "";
let ownPage: As;

const setStatus = (status: string) => admin.put(`/v1/shops/${NAME}`, { status });
const tables = async () => tablesWith(await dumpAll(), [MARK]);
const files = async () => (await bucket!.list({ prefix: `${NAME}/` })).objects.length;
const send = (visitor: string | null, events: object[], more: object = {}) =>
  secret.post("/v1/events", { visitor, session: `${MARK}-session`, events, ...more });

/** Moves the shop's clock as `PUT /v1/clock` does, which takes no key of a closed shop. */
async function pass(hours: number) {
  clock += hours * 3_600_000;
  await shop.setClock(clock);
  const next = () => shop.takeDue(clock + 2_000);
  for (let due = await next(); due !== null; due = await next())
    await objects[due.binding].getByName(due.name).wake(Math.max(clock, due.at));
}

/** By a link of a mail: all that is known of this customer. */
async function unsubscribe() {
  const whom = { customer: `${MARK}-unsubscribed`, channel: "email" };
  const { body } = await secret.post("/v1/privacy/unsubscribe", whom);
  link = new URL(body.url).pathname;
  return click();
}

const click = () =>
  api.send("POST", link, "List-Unsubscribe=One-Click", {
    "content-type": "application/x-www-form-urlencoded",
  });

/** People of every kind, more of them than one step takes out, and something in all that a shop has. */
async function fillShop() {
  const goods = [`${MARK}-1`, `${MARK}-2`];
  const known = (customer: string) => ({ identity: { customer: `${MARK}-${customer}` } });
  const order = {
    transaction_id: `${MARK}-order2`,
    customer_id: `${MARK}-told`,
    date: new Date(clock).toISOString(),
    currency: "GBP",
    value: 5,
    items: [{ item_id: goods[0], price: 5, quantity: 1 }],
  };
  const origins = [`https://${MARK}.example`];
  const fields = { email: `known@${MARK}.example` };
  const replies = [
    await secret.put("/v1/settings", { continuous_export: true, origins }),
    await secret.put("/v1/items", { items: goods.map((good) => item(good)) }),
    await secret.post("/v1/webhooks", { url: `https://${MARK}.example/hook`, types: ["*"] }),
    await secret.post("/v1/users", { email: `owner@${MARK}.example`, role: "owner" }),
    await send(`${MARK}-looker`, [pageView("/"), viewItem(goods[0]!)]),
    await send(`${MARK}-buyer`, [pageView("/"), purchase(`${MARK}-order1`, goods)]),
    await send(`${MARK}-member`, [pageView("/")]),
    await send(`${MARK}-member`, [event("login")], known("joined")),
    await send(null, [pageView("/")], known("till")),
    await secret.put(`/v1/people/c/${MARK}-known`, { fields }),
    await unsubscribe(),
    await secret.put("/v1/orders", { orders: [order] }),
    await secret.send(
      "POST",
      "/v1/imports?type=customers",
      `customer_id,date,city\n${MARK}-rejected,never,Leeds\n`,
      { "content-type": "text/csv" },
    ),
  ];
  for (let n = 0; n < 60; n++) replies.push(await send(`${MARK}-passer${n}`, [pageView("/")]));
  for (const { status, body } of replies) {
    expect(status).toBeLessThan(300);
    for (const result of body.results ?? []) expect(result.status).toBe("accepted");
  }
}

beforeAll(async () => {
  admin = as(await adminToken(SECRET, Date.now()));
  const made = await admin.post("/v1/shops", { shop: NAME });
  secret = as(made.body.sk);
  // A shelf on another number of shards is another shelf.
  await secret.put("/v1/settings", { shelf_shards: 2 });
  await send(`${MARK}-early`, [pageView("/"), purchase(`${MARK}-order0`, [`${MARK}-1`])]);
  await pass(1);
  await fillShop();
  const { body: block } = await secret.post("/v1/blocks", {
    visitor: `${MARK}-looker`,
    scenario: "bestsellers",
  });
  picture = new URL(block.slots[0].image_url).pathname;
  const { body: own } = await secret.post("/v1/privacy/link", { visitor: `${MARK}-looker` });
  ownPage = as(new URL(own.url).hash.slice(1));
  for (let hour = 0; hour < 3; hour++) await pass(1);
});

describe("a shop that is closed", () => {
  it("opens nothing from then on, and holds what it held for a day", async () => {
    // A visit that is not over when the shop is closed.
    await send(`${MARK}-last`, [pageView("/")]);
    expect((await setStatus("closed")).status).toBe(200);
    expect((await secret.get("/v1/settings")).status).toBe(403);
    for (const { status } of [
      await click(),
      await api.send("GET", link),
      await ownPage.get("/v1/me"),
    ])
      expect(status).toBe(410);
    expect((await api.send("GET", picture)).status).toBe(404);
    await pass(23);
    expect(await tables()).toEqual(
      expect.arrayContaining([
        "PERSON.person",
        "PERSON.sales",
        "SHOP.settings",
        "SHOP.users",
        "SHOP.audit",
        "CATALOGUE.items",
        "IMPORT.rejected",
        "SHELF.items",
        "LEDGER.people",
        "LEDGER.sales",
        "DIRECTORY.claims",
        "COURIER.announcements",
        "COURIER.webhooks",
        "EXPORTER.people",
      ]),
    );
    expect(await files()).toBeGreaterThan(0);
  });

  it("is deleted then with everybody it knew, in every object and in the bucket", async () => {
    await pass(1);
    expect(await tables()).toEqual([]);
    expect(await files()).toBe(0);
  });

  it("stays so, and nobody else gets its name", async () => {
    await pass(48);
    expect(await tables()).toEqual([]);
    expect((await secret.get("/v1/settings")).status).toBe(403);
    expect((await setStatus("active")).status).toBe(409);
    expect((await admin.post("/v1/shops", { shop: NAME })).status).toBe(409);
  });

  it("is not begun again by links that people still have", async () => {
    expect((await click()).status).toBe(410);
    expect((await ownPage.put("/v1/me", { paused: true })).status).toBe(410);
    expect((await ownPage.delete("/v1/me")).status).toBe(410);
    expect((await api.send("GET", picture)).status).toBe(404);
    expect(await tables()).toEqual([]);
  });

  it("may be closed once more, should the first time have been cut short", async () => {
    expect((await setStatus("closed")).status).toBe(200);
    await pass(25);
    expect(await tables()).toEqual([]);
    expect((await setStatus("active")).status).toBe(409);
  });
});
