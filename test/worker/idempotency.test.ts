import { createExecutionContext, runInDurableObject } from "cloudflare:test";
import { env } from "cloudflare:workers";
import { describe, expect, it } from "vitest";
import { app } from "../../worker/app.ts";
import type { Env } from "../../worker/edge/env.ts";
import { shopStub } from "../../worker/edge/stubs.ts";
import { api, id, pageView } from "./api.ts";
import { as, shopOf } from "./as.ts";

const { shop, root } = await shopOf("once");
const KEY_BODY = { kind: "sk", label: "a key", scopes: ["export"] };

const send = (path: string, body: unknown, key: string, more: Record<string, string> = {}) =>
  shop.send("POST", path, body, { "idempotency-key": key, ...more });
const keys = async () => (await shop.get("/v1/keys")).body.keys.length;
const hours = (n: number) =>
  shop.put("/v1/clock", { now: new Date(Date.now() + n * 3_600_000).toISOString() });

describe("a POST with an Idempotency-Key", () => {
  it("is carried out once, and its repetition gets the first reply", async () => {
    const before = await keys();
    const first = await send("/v1/keys", KEY_BODY, '"a"');
    const again = await send("/v1/keys", KEY_BODY, "a");
    expect(first.status).toBe(201);
    expect([again.status, again.body]).toEqual([first.status, first.body]);
    expect(first.headers.has("idempotency-replayed")).toBe(false);
    expect(again.headers.get("idempotency-replayed")).toBe("true");
    expect(again.headers.get("x-request-id")).not.toBe(first.headers.get("x-request-id"));
    expect(await keys()).toBe(before + 1);
    expect((await as(first.body.key).get("/v1/export/people")).status).toBe(200);
  });

  it("is refused while the same is under way", async () => {
    const before = await keys();
    const replies = await Promise.all(
      Array.from({ length: 5 }, () => send("/v1/keys", KEY_BODY, "b")),
    );
    const statuses = replies.map(({ status }) => status);
    expect(statuses.filter((status) => status === 201).length).toBeGreaterThan(0);
    expect(statuses.every((status) => status === 201 || status === 409)).toBe(true);
    expect(await keys()).toBe(before + 1);
  });

  it("is told so when the one before has not ended", async () => {
    let end = () => {};
    const body = new ReadableStream<Uint8Array>({
      start: (stream) => {
        end = () => {
          stream.enqueue(new TextEncoder().encode("id,title,link,price\na,A,/p/a/,1 GBP\n"));
          stream.close();
        };
      },
    });
    const headers = { authorization: `Bearer ${root}`, "idempotency-key": "c" };
    const context = createExecutionContext();
    const upload = app.request(
      "/v1/imports?type=items&format=csv",
      { method: "POST", body, headers },
      env,
      context,
    );
    await expect
      .poll(async () => (await shop.get("/v1/imports")).body.imports.length)
      .toBeGreaterThan(0);
    const meanwhile = await send("/v1/imports?type=items&format=csv", "x", "c");
    expect([meanwhile.status, meanwhile.headers.get("retry-after")]).toEqual([409, "1"]);
    end();
    expect((await upload).status).toBe(202);
  });

  it("is refused with what another request had", async () => {
    expect((await send("/v1/keys", KEY_BODY, "d")).status).toBe(201);
    const others = [
      await send("/v1/keys", { ...KEY_BODY, label: "another" }, "d"),
      await send("/v1/users", KEY_BODY, "d"),
      await send("/v1/keys?x=1", KEY_BODY, "d"),
    ];
    expect(others.map(({ status }) => status)).toEqual([422, 422, 422]);
  });

  it("imports a file once, and names the same import twice", async () => {
    const file = "id,title,link,price\nm,Mug,/p/m/,2.00 GBP\n";
    const path = "/v1/imports?type=items&format=csv";
    const first = await send(path, file, "e");
    const again = await send(path, file, "e");
    expect(first.status).toBe(202);
    expect(again.body).toEqual(first.body);
    expect(again.headers.get("location")).toBe(first.headers.get("location"));
    expect((await send(path, `${file}n,Nut,/p/n/,1 GBP\n`, "e")).status).toBe(422);
  });

  it("may try again when nothing was done", async () => {
    expect((await send("/v1/keys", { kind: "none" }, "f")).status).toBe(422);
    expect((await send("/v1/keys", KEY_BODY, "f")).status).toBe(201);
  });

  it("whose body is cut short is the sender's fault, and its key is free", async () => {
    const cut = (path: string, key: string) => {
      const body = new ReadableStream({ pull: (stream) => stream.error(new Error("gone")) });
      const headers = { authorization: `Bearer ${root}`, "idempotency-key": key };
      return app.request(path, { method: "POST", body, headers }, env, createExecutionContext());
    };
    expect((await cut("/v1/keys", "i")).status).toBe(400);
    expect((await send("/v1/keys", KEY_BODY, "i")).status).toBe(201);
    expect((await cut("/v1/keys", "i")).status).toBe(400);
    await shop.post("/v1/users", { email: "cut@shop.example", role: "viewer" });
    const takesNone = "/v1/users/cut@shop.example/link";
    expect((await cut(takesNone, "k")).status).toBe(400);
    expect((await send(takesNone, {}, "k")).status).toBe(201);
  });

  it("counts a batch of events once, and repeats what was decided", async () => {
    const visitor = id("v");
    const batch = { visitor, session: "s", events: [pageView("/")], want: ["bestsellers"] };
    const first = await send("/v1/events", batch, "g");
    const again = await send("/v1/events", batch, "g");
    expect(again.body).toEqual(first.body);
    expect((await shop.get(`/v1/people/${visitor}`)).body.timeline).toHaveLength(1);
  });

  it("has a key of its own for each secret key", async () => {
    const { body } = await shop.post("/v1/keys", { ...KEY_BODY, scopes: ["admin"] });
    const other = as(body.key);
    expect((await send("/v1/keys", KEY_BODY, "h")).status).toBe(201);
    const theirs = await other.send("POST", "/v1/keys", KEY_BODY, { "idempotency-key": "h" });
    expect(theirs.headers.has("idempotency-replayed")).toBe(false);
  });

  it("is not let in by the key alone", async () => {
    await send("/v1/keys", KEY_BODY, "i");
    const header = { "idempotency-key": "i" };
    expect((await api.send("POST", "/v1/keys", KEY_BODY, header)).status).toBe(401);
  });

  it("needs a key that is one", async () => {
    for (const bad of ['"open', "", "é", "x".repeat(300)])
      expect((await send("/v1/keys", KEY_BODY, bad)).status).toBe(400);
  });

  it("keeps no reply that can be read", async () => {
    const { body } = await send("/v1/keys", KEY_BODY, "a key of mine");
    const stub = shopStub(env as unknown as Env, "once");
    const rows = await runInDurableObject(stub, (_, { storage }) =>
      JSON.stringify(storage.sql.exec("SELECT * FROM replies").toArray()),
    );
    expect(rows).not.toContain(body.key);
    expect(rows).not.toContain("a key of mine");
  });

  it("is free again after a day, and after five minutes when its request never ended", async () => {
    const first = await send("/v1/keys", KEY_BODY, "j");
    await hours(23);
    expect((await send("/v1/keys", KEY_BODY, "j")).body).toEqual(first.body);
    await hours(25);
    expect((await send("/v1/keys", KEY_BODY, "j")).body.key).not.toBe(first.body.key);
    const stub = () => shopStub(env as unknown as Env, "once");
    expect(await stub().claimReply("lost", "one", 0)).toBeNull();
    expect(await stub().claimReply("lost", "one", 1)).toBeNull();
    expect(await stub().claimReply("lost", "two", 60_000)).toMatchObject({ reply: null });
    expect(await stub().claimReply("lost", "two", 400_000)).toBeNull();
  });
});
