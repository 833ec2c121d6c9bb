import { decodeBase64Url, encodeBase64Url } from "hono/utils/encode";
import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { messageId } from "../../worker/core/messages/index.ts";
import { api, id, pageView, pass, settle } from "./api.ts";
import { COURIER, SHOP, stateOf } from "./objects.ts";

const base64url = (bytes: ArrayBuffer | Uint8Array) =>
  encodeBase64Url(new Uint8Array(bytes).buffer).replaceAll("=", "");

let status = 201;
let posted: { url: string; headers: Headers; bytes: Uint8Array }[] = [];
beforeEach(() => {
  status = 201;
  posted = [];
  vi.spyOn(globalThis, "fetch").mockImplementation(async (input, init) => {
    const request = new Request(input as string, init as RequestInit);
    const bytes = new Uint8Array(await request.arrayBuffer());
    posted.push({ url: request.url, headers: request.headers, bytes });
    return new Response(null, { status });
  });
});
afterEach(() => vi.restoreAllMocks());

/** A browser that has subscribed with the shop's key. */
async function browser() {
  const curve = { name: "ECDH", namedCurve: "P-256" };
  const pair = (await crypto.subtle.generateKey(curve, true, ["deriveBits"])) as CryptoKeyPair;
  const key = (await crypto.subtle.exportKey("raw", pair.publicKey)) as ArrayBuffer;
  return {
    endpoint: `https://push.example/${id("browser")}`,
    keys: { p256dh: base64url(key), auth: base64url(crypto.getRandomValues(new Uint8Array(16))) },
  };
}

const subscribe = (visitor: string, subscription: object | null) =>
  api.send("PUT", "/v1/push/subscription?key=pk_demo", { visitor, subscription });
const push = (person: string, message: object) =>
  api.send("POST", `/v1/people/${person}/push`, message, { authorization: "Bearer sk_demo" });

async function subscriber() {
  const visitor = id("v");
  await api.post({ visitor, session: id("s"), events: [pageView("/")] });
  const subscription = await browser();
  expect((await subscribe(visitor, subscription)).status).toBe(204);
  return { visitor, subscription };
}

describe("a push message", () => {
  it("goes to each browser of a person, signed by the shop's own key", async () => {
    const { visitor, subscription } = await subscriber();
    await subscribe(visitor, await browser());
    await subscribe(visitor, subscription);
    const { body } = await push(visitor, { title: "Back in stock", url: "/p/mug/" });
    expect(body).toEqual({ sent: 2, gone: 0, failed: 0 });
    const { key } = (await api.send("GET", "/v1/push/key?key=pk_demo")).body;
    expect(decodeBase64Url(key)).toHaveLength(65);
    for (const { headers, bytes } of posted) {
      expect(headers.get("authorization")).toMatch(new RegExp(`^vapid t=[\\w.-]+, k=${key}$`));
      expect(headers.get("content-encoding")).toBe("aes128gcm");
      expect(headers.get("ttl")).toBe("86400");
      expect(bytes.length).toBeGreaterThan(86);
      expect(new TextDecoder().decode(bytes)).not.toContain("Back in stock");
    }
  });

  it("is sent no more where the push service says that the browser is gone", async () => {
    const { visitor } = await subscriber();
    status = 410;
    expect((await push(visitor, { title: "a" })).body).toEqual({ sent: 0, gone: 1, failed: 0 });
    expect((await push(visitor, { title: "b" })).body).toEqual({ sent: 0, gone: 0, failed: 0 });
    expect((await stateOf(visitor)).profile.push).toBeUndefined();
    expect(posted).toHaveLength(1);
  });

  it("is for those who have agreed, and can be known: others are not asked to be", async () => {
    const { visitor, subscription } = await subscriber();
    expect((await subscribe(visitor, null)).status).toBe(204);
    expect((await push(visitor, { title: "a" })).body.sent).toBe(0);
    expect((await subscribe(id("stranger"), subscription)).status).toBe(409);
    const wrong = { ...subscription, endpoint: "https://10.0.0.1/x" };
    const refused = await subscribe(visitor, wrong);
    expect([refused.status, refused.body.errors[0].pointer]).toEqual([
      422,
      "/subscription/endpoint",
    ]);
    expect((await push(visitor, { title: "" })).status).toBe(422);
    expect(
      (await push(visitor, { title: "a", body: "あ".repeat(1_000), url: `/${"あ".repeat(600)}` }))
        .status,
    ).toBe(422);
    expect((await api.send("POST", `/v1/people/${visitor}/push?key=pk_demo`, {})).status).toBe(403);
  });

  it("that was requested is sent, and again while the push service is down", async () => {
    const { visitor } = await subscriber();
    const now = Date.now() + (await SHOP.getByName("demo").clockOffset());
    const data = { channel: "push", message: { title: "Your size is back" } };
    const body = { type: "message.requested", at: now, person: visitor, data } as never;
    status = 503;
    const message = { id: messageId(`demo/${visitor}`, 1, now), body };
    await COURIER.getByName("demo/courier/g1/0").take("demo", [message], now);
    await settle();
    const tries = posted.length;
    expect(tries).toBeGreaterThan(0);
    status = 201;
    await pass({ minutes: 10 });
    expect(posted.length).toBe(tries + 1);
    await pass({ minutes: 60 });
    expect(posted.length).toBe(tries + 1);
  });
});
