import { env } from "cloudflare:workers";
import { describe, expect, it } from "vitest";
import type { Env } from "../../worker/edge/env.ts";
import { LISTED, makeKey } from "../../worker/edge/key-mac.ts";
import { shopStub } from "../../worker/edge/stubs.ts";
import { SCOPES } from "../../worker/wire/scope.ts";
import { api, id, item, pageView, purchase, viewItem } from "./api.ts";
import { as, type As, SECRET, shopOf } from "./as.ts";

const HOUR = 3_600_000;
const make = async (shop: As, body: object) =>
  (await shop.post("/v1/keys", { kind: "sk", label: "a key", scopes: ["reports:read"], ...body }))
    .body;
/** Moves one shop's clock to so many hours from now. */
const later = (shop: As, hours: number) =>
  shop.put("/v1/clock", { now: new Date(Date.now() + hours * HOUR).toISOString() });
const statusOf = async (key: string, path = "/v1/settings") => (await as(key).get(path)).status;

describe("a shop's keys", () => {
  it("are made with a label and scopes, and shown this once", async () => {
    const { shop } = await shopOf("made");
    const { status, body } = await shop.post("/v1/keys", {
      kind: "sk",
      label: "warehouse",
      scopes: ["reports:read"],
    });
    expect(status).toBe(201);
    expect(body).toMatchObject({ label: "warehouse", scopes: ["reports:read"], ends: null });
    expect(body.key).toMatch(/^sk_made_k[0-9a-f]{32}_[0-9a-f]{32}$/);
    const listed = await shop.get("/v1/keys");
    expect(JSON.stringify(listed.body)).not.toContain(body.key);
    const labels = listed.body.keys.map((key: { label: string }) => key.label);
    expect(labels.toSorted()).toEqual(["made by npm run key", "warehouse"]);
  });

  it("do what their scopes say, and nothing else", async () => {
    const { shop } = await shopOf("scoped");
    const { key } = await make(shop, {});
    expect(await statusOf(key)).toBe(200);
    const { status, body } = await as(key).get("/v1/people/v1");
    expect(status).toBe(403);
    expect(body.detail).toBe("this needs the scope people:read");
    expect((await as(key).post("/v1/keys", { kind: "pk", label: "x" })).status).toBe(403);
  });

  it("open nothing from the moment on that they are taken back", async () => {
    const { shop } = await shopOf("revoked");
    const { key, id: name } = await make(shop, {});
    expect(await statusOf(key)).toBe(200);
    expect((await shop.delete(`/v1/keys/${name}`)).status).toBe(204);
    expect(await statusOf(key)).toBe(401);
    expect((await shop.delete(`/v1/keys/${name}`)).status).toBe(404);
    expect((await shop.post(`/v1/keys/${name}/rotate`, {})).status).toBe(404);
  });

  it("go on working for a while beside the key that takes their place", async () => {
    const { shop } = await shopOf("rotated");
    const { key, id: name } = await make(shop, { label: "server" });
    const next = await shop.post(`/v1/keys/${name}/rotate`, {});
    expect(next.status).toBe(201);
    expect(next.body).toMatchObject({ label: "server", scopes: ["reports:read"] });
    await later(shop, 23);
    expect([await statusOf(key), await statusOf(next.body.key)]).toEqual([200, 200]);
    await later(shop, 25);
    expect([await statusOf(key), await statusOf(next.body.key)]).toEqual([401, 200]);
  });

  it("end at once when a rotation says so, and never later than they would have", async () => {
    const { shop } = await shopOf("hasty");
    const first = await make(shop, {});
    const second = await shop.post(`/v1/keys/${first.id}/rotate`, { overlap_hours: 1 });
    const third = await shop.post(`/v1/keys/${first.id}/rotate`, { overlap_hours: 700 });
    const { keys } = (await shop.get("/v1/keys")).body;
    const ends = keys.find((key: { id: string }) => key.id === first.id).ends;
    expect(Date.parse(ends) - Date.now()).toBeLessThan(1.1 * HOUR);
    await shop.post(`/v1/keys/${second.body.id}/rotate`, { overlap_hours: 0 });
    expect(await statusOf(second.body.key)).toBe(401);
    expect(await statusOf(third.body.key)).toBe(200);
    for (const overlap_hours of [-1, 721, "1"])
      expect((await shop.post(`/v1/keys/${first.id}/rotate`, { overlap_hours })).status).toBe(422);
  });

  it("are at most a hundred, each with one beside it that takes its place", async () => {
    const { shop } = await shopOf("many");
    const names: string[] = [];
    for (let n = 1; n < 100; n++) names.push((await make(shop, { label: `key ${n}` })).id);
    const oneMore = await shop.post("/v1/keys", { kind: "pk", label: "one more" });
    expect(oneMore).toMatchObject({ status: 409, body: { title: "Too many keys" } });
    expect((await shop.post(`/v1/keys/${names[0]}/rotate`, {})).status).toBe(201);
    expect((await shop.delete(`/v1/keys/${names[1]}`)).status).toBe(204);
    expect((await shop.delete(`/v1/keys/${names[2]}`)).status).toBe(204);
    expect((await shop.post("/v1/keys", { kind: "pk", label: "one more" })).status).toBe(201);
  });

  it("say on which day they were last used", async () => {
    const { shop } = await shopOf("used");
    const { key, id: name } = await make(shop, {});
    const lastUsed = async () =>
      (await shop.get("/v1/keys")).body.keys.find((known: { id: string }) => known.id === name)
        .last_used;
    expect(await lastUsed()).toBeNull();
    await statusOf(key);
    expect(await lastUsed()).toBe(new Date().toISOString().slice(0, 10));
    await later(shop, 48);
    await statusOf(key);
    expect(await lastUsed()).toBe(new Date(Date.now() + 48 * HOUR).toISOString().slice(0, 10));
  });

  it("that are publishable take events and no more", async () => {
    const { shop } = await shopOf("pages");
    const { key, scopes } = await make(shop, { kind: "pk", label: "pages" });
    expect(scopes).toEqual(["events:write"]);
    const batch = { visitor: id("v"), session: "s", events: [pageView("/")] };
    expect((await api.send("POST", `/v1/events?key=${key}`, batch)).status).toBe(200);
    expect(await statusOf(key)).toBe(403);
  });

  it("must say what they are for", async () => {
    const { shop } = await shopOf("vague");
    for (const body of [
      { scopes: [] },
      { scopes: ["everything"] },
      { scopes: undefined },
      { label: "" },
      { kind: "admin" },
    ]) {
      const asked = { kind: "sk", label: "a key", scopes: SCOPES, ...body };
      expect((await shop.post("/v1/keys", asked)).status).toBe(422);
    }
  });
});

describe("a key of the deployment's command", () => {
  it("opens a shop that nobody has made before, for everything", async () => {
    const { shop } = await shopOf("fresh");
    expect((await shop.get("/v1/keys")).body.keys).toMatchObject([
      { label: "made by npm run key", scopes: SCOPES, kind: "sk" },
    ]);
  });

  it("is taken back like any other, for good", async () => {
    const { shop, root } = await shopOf("rooted");
    const { key } = await make(shop, { scopes: ["admin"] });
    const admin = as(key);
    const { keys } = (await admin.get("/v1/keys")).body;
    const { id: name } = keys.find((known: { label: string }) => known.label.includes("npm run"));
    expect((await admin.delete(`/v1/keys/${name}`)).status).toBe(204);
    expect(await statusOf(root)).toBe(401);
    expect((await later(admin, 24 * 365)).status).toBe(200);
    await make(admin, {});
    expect(await statusOf(root)).toBe(401);
  });

  it("cannot be made for a key that a shop would have to list", async () => {
    expect(await statusOf(await makeKey(SECRET, "sk", "listed", LISTED))).toBe(401);
  });
});

describe("keys at the door", () => {
  it("are none without the deployment's MAC", async () => {
    const { root } = await shopOf("forged");
    const forged = root.replace(/.$/, (last) => (last === "0" ? "1" : "0"));
    for (const key of [forged, `${root}0`, "sk_", "sk_forged", root.replace("forged", "other")])
      expect(await statusOf(key)).toBe(401);
  });

  it("may stand in an address only when they are publishable", async () => {
    const { root } = await shopOf("logged");
    for (const key of [root, "sk_demo"]) {
      const { status, body } = await api.send("GET", `/v1/settings?key=${key}`);
      expect(status).toBe(401);
      expect(body.title).toBe("A secret key in an address");
    }
  });

  it("that are taken back through another isolate open nothing 30 s later", async () => {
    const { shop } = await shopOf("elsewhere");
    const { key, id: name } = await make(shop, { scopes: ["reports:read", "admin"] });
    expect(await statusOf(key)).toBe(200);
    const deed = { who: "another isolate", action: "key.revoked", subject: name, at: Date.now() };
    await shopStub(env as unknown as Env, "elsewhere").revokeKey(name, deed);
    expect(await statusOf(key)).toBe(200);
    await later(shop, 31 / 3_600);
    expect(await statusOf(key)).toBe(401);
  });
});

describe("a publishable key and the id of somebody known", () => {
  it("read nothing of them: neither their id alone, nor signed by others, nor made up", async () => {
    const { shop, pk } = await shopOf("guessing");
    await shop.put("/v1/items", { items: [item("mug")] });
    const known = { visitor: "v-known", identity: { customer: "ann" } };
    const events = [pageView("/"), viewItem("mug"), purchase("t1", ["mug"])];
    await shop.post("/v1/events", { ...known, session: "s1", events });
    await later(shop, 1);
    expect((await shop.get("/v1/people/c/ann")).body.items_viewed[0].id).toBe("mug");

    const exp = Math.floor(Date.now() / 1_000) + 3_600;
    const forged = { customer: "ann", exp, signature: "0".repeat(64) };
    const want = ["recently_viewed"];
    for (const guess of [
      { visitor: "ann" },
      { visitor: "c-ann" },
      { visitor: "v-guess", identity: { customer: "ann" } },
      { visitor: "v-guess", identity: forged },
      { visitor: `v-guess!${btoa("c/ann").replaceAll("=", "")}!${"A".repeat(22)}` },
    ]) {
      const batch = { session: "s2", events: [pageView("/")], want, ...guess };
      const { status, body } = await api.send("POST", `/v1/events?key=${pk}`, batch);
      // An id that cannot be a visitor's is refused; any other is a stranger's.
      if (status === 422) continue;
      expect(body.canonical).toBeNull();
      expect(JSON.stringify(body.decisions)).not.toContain("You looked at");
      expect(body.decisions.recently_viewed.fallback).not.toBeNull();
      const visitor = guess.visitor.split("!")[0]!;
      const { body: ranked } = await as(pk).post("/v1/rerank", { visitor, items: ["mug"] });
      expect(ranked.items[0].reason).toBe("As listed: nothing known for it");
    }
    for (const path of ["/v1/people/ann", "/v1/people/c/ann", "/v1/orders?customer_id=ann"])
      expect((await as(pk).get(path)).status).toBe(403);
    expect((await shop.get("/v1/people/c/ann")).body.visits).toBe(1);
  });
});
