import { Webhook } from "standardwebhooks";
import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { messageId } from "../../worker/core/messages/index.ts";
import { api, id, pass, settle } from "./api.ts";
import { COURIER, SHOP } from "./objects.ts";

interface Posted {
  url: string;
  headers: Headers;
  body: string;
}

/** What receivers do with what is posted to them, by address, and what that was. */
type Receivers = Record<string, (posted: Posted) => Response | Promise<Response>>;
let receivers: Receivers = {};
let posted: Posted[] = [];

beforeEach(() => {
  receivers = {};
  posted = [];
  vi.spyOn(globalThis, "fetch").mockImplementation(async (input, init) => {
    const request = new Request(input as string, init as RequestInit);
    const { url, headers } = request;
    const one = { url, headers, body: await request.text() };
    posted.push(one);
    const receiver = receivers[url];
    if (receiver === undefined) throw new TypeError("connection refused");
    return receiver(one);
  });
});
afterEach(() => vi.restoreAllMocks());

const ok = () => new Response("thanks");
const down = () => new Response("out of order", { status: 503 });
const typesOf = (url: string) =>
  posted.filter((one) => one.url === url).map(({ body }) => JSON.parse(body).type as string);
const numbersOf = (url: string) =>
  posted.filter((one) => one.url === url).map(({ body }) => JSON.parse(body).data.n as number);

const make = async (more: object = {}) => {
  const url = `https://${id("hook")}.example/in`;
  const { status, body } = await api.send(
    "POST",
    "/v1/webhooks",
    { url, ...more },
    { authorization: "Bearer sk_demo" },
  );
  expect(status).toBe(201);
  return { url, id: body.id as string, secret: body.secret as string };
};
const post = (path: string, body: object = {}) =>
  api.send("POST", path, body, { authorization: "Bearer sk_demo" });
const webhook = async (wanted: string) =>
  (await api.get("/v1/webhooks")).body.webhooks.find((one: { id: string }) => one.id === wanted);
const log = async (wanted: string, more = "") =>
  (await api.get(`/v1/deliveries?webhook=${wanted}${more}`)).body.deliveries;

const shopNow = async () => Date.now() + (await SHOP.getByName("demo").clockOffset());

/** Announcements as a person's outbox sends them to the courier; folded and sent when this returns. */
async function announce(type: string, count = 1): Promise<void> {
  const now = await shopNow();
  const sender = id("sender");
  const messages = Array.from({ length: count }, (_, n) => ({
    id: messageId(`demo/${sender}`, n, now),
    body: { type, at: now, person: sender, data: { n } } as never,
  }));
  await COURIER.getByName("demo/courier/g1/0").take("demo", messages, now);
  await settle();
}

describe("a webhook", () => {
  it("gets what is announced after it was made, signed for the public verifier", async () => {
    const type = id("type");
    await announce(type);
    const { url, secret, id: hook } = await make({ types: [type] });
    receivers[url] = ok;
    await announce(type, 2);
    await announce(id("another"));
    const own = posted.filter((one) => one.url === url);
    expect(own).toHaveLength(2);
    for (const { headers, body } of own) {
      const told = headers.get("webhook-timestamp")!;
      expect(Math.abs(Number(told) - (await shopNow()) / 1_000)).toBeLessThan(60);
      const at = vi.spyOn(Date, "now").mockReturnValue(Number(told) * 1_000);
      const read = new Webhook(secret).verify(body, Object.fromEntries(headers)) as {
        id: string;
      };
      at.mockRestore();
      expect(read).toMatchObject({
        type,
        id: headers.get("webhook-id"),
        person: expect.any(String),
      });
    }
    const { body } = await api.get(`/v1/outbound?type=${type}`);
    expect(body.events.slice(1).map((told: { id: string }) => told.id)).toEqual(
      own.map(({ headers }) => headers.get("webhook-id")),
    );
    expect(await log(hook)).toMatchObject([
      { status: "delivered", type, attempts: [{ status: 200, reply: "thanks", error: null }] },
      { status: "delivered" },
    ]);
  });

  it("gets CloudEvents where it wants them", async () => {
    const type = id("type");
    const { url } = await make({ types: [type], format: "cloudevents" });
    receivers[url] = ok;
    await announce(type);
    const [one] = posted;
    expect(one!.headers.get("content-type")).toBe("application/cloudevents+json; charset=UTF-8");
    expect(JSON.parse(one!.body)).toMatchObject({ specversion: "1.0", type, data: { n: 0 } });
  });

  it("shows its secret once, and signs with the old one too for a day after a rotation", async () => {
    const type = id("type");
    const { url, id: hook, secret } = await make({ types: [type] });
    receivers[url] = ok;
    expect(JSON.stringify(await webhook(hook))).not.toContain("whsec_");
    const rotated = (await post(`/v1/webhooks/${hook}/rotate`)).body.secret;
    expect(rotated).not.toBe(secret);
    await announce(type);
    const signatures = () => posted.at(-1)!.headers.get("webhook-signature")!.split(" ");
    expect(signatures()).toHaveLength(2);
    await pass({ days: 1, minutes: 1 });
    await announce(type);
    expect(signatures()).toHaveLength(1);
  });

  it("gets later what it missed while it was off, but nothing that it did not want then", async () => {
    const [wanted, other] = [id("type"), id("type")];
    const { url, id: hook } = await make({ types: [wanted] });
    receivers[url] = ok;
    await announce(other);
    await api.put(`/v1/webhooks/${hook}`, { url, types: [wanted], enabled: false });
    await announce(wanted);
    expect(typesOf(url)).toEqual([]);
    await api.put(`/v1/webhooks/${hook}`, { url, types: [wanted, other] });
    await announce(other);
    expect(typesOf(url)).toEqual([wanted, other]);
  });

  it("is tested at once, and tells what came of it", async () => {
    const { url, id: hook } = await make({ enabled: false });
    const failed = (await post(`/v1/webhooks/${hook}/test`)).body;
    expect(failed).toMatchObject({ status: "dead", event: null });
    expect(failed.attempts).toMatchObject([{ status: null, error: "not reached" }]);
    receivers[url] = () => new Response("x".repeat(5_000));
    const sent = (await post(`/v1/webhooks/${hook}/test`)).body;
    expect(sent).toMatchObject({ status: "delivered", type: "webhook.test" });
    expect(sent.attempts[0].reply).toHaveLength(500);
    expect(typesOf(url)).toEqual(["webhook.test", "webhook.test"]);
    expect((await post(`/v1/deliveries/${sent.id}/replay`)).status).toBe(404);
  });

  it("leads to a public host by https, and nowhere else", async () => {
    for (const url of [
      "http://hook.example/",
      "https://127.0.0.1/",
      "https://localhost/",
      "https://169.254.169.254/latest/meta-data/",
      "https://[::1]/",
      "https://metadata.google.internal/",
      "https://a:b@hook.example/",
    ]) {
      const { status, body } = await post("/v1/webhooks", { url });
      expect([url, status, body.errors?.[0]?.pointer]).toEqual([url, 422, "/url"]);
    }
    expect((await api.send("GET", "/v1/webhooks?key=pk_demo")).status).toBe(403);
    expect((await post("/v1/webhooks/wh_none/test")).status).toBe(404);
  });

  it("is changed and removed, each told by the audit log", async () => {
    const { id: hook, url } = await make();
    const put = await api.put(`/v1/webhooks/${hook}`, { url, types: ["a"], enabled: false });
    expect(put.body).toMatchObject({ types: ["a"], state: "off" });
    expect((await api.delete(`/v1/webhooks/${hook}`)).status).toBe(204);
    expect((await api.delete(`/v1/webhooks/${hook}`)).status).toBe(404);
    const { body } = await api.get("/v1/audit");
    const own = JSON.stringify(body).split(hook).length - 1;
    expect(own).toBe(3);
  });
});

describe("a receiver that is down", () => {
  it("for an hour loses nothing, and gets hardly a request while it is", async () => {
    const type = id("type");
    const { url, id: hook } = await make({ types: [type] });
    receivers[url] = down;
    for (let minute = 0; minute < 60; minute += 5) {
      await announce(type, 5);
      await pass({ minutes: 5 });
    }
    expect(await webhook(hook)).toMatchObject({ state: "failing", last_success: null });
    expect(posted.length).toBeLessThan(40);
    const { events } = (await api.get(`/v1/outbound?type=${type}`)).body;
    const ids = new Set(events.map((one: { id: string }) => one.id));
    expect(ids.size).toBe(60);

    receivers[url] = ok;
    posted = [];
    for (let tries = 0; tries < 6; tries++) await pass({ minutes: 30 });
    const got = posted.map(({ headers }) => headers.get("webhook-id"));
    expect(new Set(got)).toEqual(ids);
    expect(got).toHaveLength(60);
    expect(await webhook(hook)).toMatchObject({ state: "ok", waiting: 0, dead: 0, failures: 0 });
  });

  it("for longer than a day leaves dead letters, which are sent again when it asks", async () => {
    const type = id("type");
    const { url, id: hook } = await make({ types: [type] });
    receivers[url] = down;
    const since = new Date(await shopNow()).toISOString();
    await announce(type, 3);
    for (let hour = 0; hour < 30; hour += 2) await pass({ minutes: 120 });
    expect(await webhook(hook)).toMatchObject({ waiting: 0, dead: 3 });
    const [dead] = await log(hook, "&status=dead");
    expect(dead.attempts.length).toBeGreaterThan(8);
    expect(dead.attempts.at(-1)).toMatchObject({ status: 503, reply: "out of order" });

    receivers[url] = ok;
    posted = [];
    await pass({ minutes: 30 });
    expect((await post(`/v1/deliveries/${dead.id}/replay`)).body.status).toBe("waiting");
    expect((await post(`/v1/webhooks/${hook}/replay`, { since })).body).toEqual({ replayed: 2 });
    await pass({ minutes: 30 });
    await pass({ minutes: 30 });
    expect(numbersOf(url).toSorted()).toEqual([0, 1, 2]);
    expect(await webhook(hook)).toMatchObject({ state: "ok", dead: 0 });
  });

  it("gets nothing of whoever was erased meanwhile", async () => {
    const type = id("type");
    const { url, id: hook } = await make({ types: [type] });
    receivers[url] = down;
    await announce(type, 3);
    const [told] = (await api.get(`/v1/outbound?type=${type}`)).body.events;
    expect(await log(hook)).toHaveLength(3);
    await COURIER.getByName("demo/courier/g1/0").erase([told.person], await shopNow());
    expect(await log(hook)).toEqual([]);
    receivers[url] = ok;
    posted = [];
    await pass({ minutes: 60 });
    expect(typesOf(url)).toEqual([]);
    expect((await api.get(`/v1/outbound?type=${type}`)).body.events).toEqual([]);
  });

  it("does not hold up the others", async () => {
    const type = id("type");
    const [bad, good] = [await make({ types: [type] }), await make({ types: [type] })];
    receivers[good.url] = ok;
    await announce(type, 20);
    expect(numbersOf(good.url).toSorted((a, b) => a - b)).toEqual(
      Array.from({ length: 20 }, (_, n) => n),
    );
    expect(numbersOf(bad.url).length).toBeLessThan(10);
  });

  it("is left for good when it answers 410, and redirects lead nowhere", async () => {
    const type = id("type");
    const [gone, moved] = [await make({ types: [type] }), await make({ types: [type] })];
    receivers[gone.url] = () => new Response(null, { status: 410 });
    const location = "https://169.254.169.254/";
    receivers[moved.url] = () => new Response(null, { status: 302, headers: { location } });
    await announce(type);
    expect(await webhook(gone.id)).toMatchObject({ state: "stopped", stopped: expect.any(String) });
    const [redirected] = await log(moved.id);
    expect(redirected.status).toBe("waiting");
    expect(redirected.attempts[0]).toMatchObject({ status: 302 });
    expect(posted.map(({ url }) => url)).not.toContain(location);
    await announce(type);
    expect(numbersOf(gone.url)).toHaveLength(1);
    await api.delete(`/v1/webhooks/${moved.id}`);
  });

  it("is asked again when it said, if it said so", async () => {
    const type = id("type");
    const { url, id: hook } = await make({ types: [type] });
    receivers[url] = () => new Response(null, { status: 429, headers: { "retry-after": "3600" } });
    const asked = await shopNow();
    await announce(type);
    const [waiting] = await log(hook);
    expect(Date.parse(waiting.next_try) - asked).toBeGreaterThan(3_590_000);
    await pass({ minutes: 10 });
    expect(numbersOf(url)).toHaveLength(1);
  });
});
