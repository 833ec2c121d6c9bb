import { env } from "cloudflare:workers";
import { describe, expect, it } from "vitest";
import { adminToken } from "../../worker/edge/admin-token.ts";
import type { Env } from "../../worker/edge/env.ts";
import { shopStub } from "../../worker/edge/stubs.ts";
import { api } from "./api.ts";
import { as, type As, SECRET, shopOf } from "./as.ts";

const HERE = { "sec-fetch-site": "same-origin" };
const invite = async (shop: As, email: string, role: string) =>
  (await shop.post("/v1/users", { email, role })).body.link as string;
const redeem = (link: string, headers: Record<string, string> = HERE) =>
  api.send("POST", "/v1/session", { link: link.split("#/join/")[1] }, headers);
const cookieOf = (headers: Headers) => headers.get("set-cookie")!.split(";")[0]!;

/** A browser in which a user is signed in. */
async function signedIn(shop: As, email: string, role: string) {
  const { headers } = await redeem(await invite(shop, email, role));
  const cookie = cookieOf(headers);
  return (method: string, path: string, body?: unknown, more: Record<string, string> = HERE) =>
    api.send(method, path, body, { cookie, ...more });
}

describe("a user of the console", () => {
  it("is signed in by a link, once", async () => {
    const { shop } = await shopOf("inviting");
    const link = await invite(shop, " Ann@Shop.example ", "editor");
    expect(link).toMatch(/^http:\/\/localhost\/console\/#\/join\//);
    const first = await redeem(link);
    expect(first.status).toBe(200);
    expect(first.body).toMatchObject({ shop: "inviting", who: "ann@shop.example" });
    expect(first.headers.get("set-cookie")).toMatch(/; HttpOnly; SameSite=Strict$/);
    expect((await redeem(link)).status).toBe(410);
    const { users } = (await shop.get("/v1/users")).body;
    expect(users).toMatchObject([{ email: "ann@shop.example", role: "editor", sessions: 1 }]);
  });

  it("is not signed in by a link that another took the place of, nor by one that is too old", async () => {
    const { shop, name } = await shopOf("relinking");
    const first = await invite(shop, "bo@shop.example", "viewer");
    const second = (await shop.post("/v1/users/bo@shop.example/link")).body.link;
    expect((await redeem(first)).status).toBe(410);
    const stub = shopStub(env as unknown as Env, name);
    const [user] = (await stub.users()).users;
    const old = { link: { hash: user!.link!.hash, until: Date.now() - 1 } };
    const deed = {
      who: "time",
      action: "user.invited",
      subject: "bo@shop.example",
      at: Date.now(),
    };
    await stub.changeUser("bo@shop.example", old, deed);
    expect((await redeem(second)).status).toBe(410);
    expect((await redeem(`${first}x`)).status).toBe(410);
  });

  it("does what the role allows: a viewer reads, an editor sets, an owner lets others in", async () => {
    const { shop } = await shopOf("roles");
    const can: Record<string, number[]> = {};
    for (const role of ["viewer", "editor", "owner"]) {
      const send = await signedIn(shop, `${role}@shop.example`, role);
      const replies = await Promise.all([
        send("GET", "/v1/reports/visits"),
        send("PUT", "/v1/settings", { currency: "EUR" }),
        send("GET", "/v1/users"),
      ]);
      can[role] = replies.map(({ status }) => status);
    }
    expect(can).toEqual({
      viewer: [200, 403, 403],
      editor: [200, 200, 403],
      owner: [200, 200, 200],
    });
  });

  it("has another role, or none, from the moment on that an owner says so", async () => {
    const { shop } = await shopOf("demoting");
    const send = await signedIn(shop, "cy@shop.example", "owner");
    expect((await shop.put("/v1/users/cy@shop.example", { role: "viewer" })).status).toBe(204);
    expect((await send("GET", "/v1/users")).status).toBe(403);
    expect((await shop.delete("/v1/users/cy@shop.example")).status).toBe(204);
    expect((await send("GET", "/v1/reports/visits")).status).toBe(401);
    expect((await shop.put("/v1/users/cy@shop.example", { role: "owner" })).status).toBe(404);
  });

  it("is signed out here by themselves, and everywhere by an owner", async () => {
    const { shop } = await shopOf("leaving");
    const here = await signedIn(shop, "di@shop.example", "viewer");
    const { link } = (await shop.post("/v1/users/di@shop.example/link")).body;
    const cookie = cookieOf((await redeem(link)).headers);
    const there = () => api.send("GET", "/v1/session", undefined, { cookie });
    await here("DELETE", "/v1/session");
    expect((await here("GET", "/v1/session")).status).toBe(401);
    expect((await there()).status).toBe(200);
    expect((await shop.delete("/v1/users/di@shop.example/sessions")).status).toBe(204);
    expect((await there()).status).toBe(401);
  });

  it("changes nothing through a page of another site", async () => {
    const { shop } = await shopOf("crossing");
    const send = await signedIn(shop, "ed@shop.example", "owner");
    const put = async (headers: Record<string, string>) =>
      (await send("PUT", "/v1/settings", {}, headers)).status;
    expect(await put({ origin: "http://localhost" })).toBe(200);
    for (const headers of [
      {},
      { origin: "https://evil.example" },
      { origin: "null" },
      { "sec-fetch-site": "same-site", origin: "https://blog.localhost" },
      { "sec-fetch-site": "cross-site", origin: "http://localhost" },
      { "sec-fetch-site": "none" },
    ])
      expect(await put(headers as Record<string, string>)).toBe(401);
    expect((await send("GET", "/v1/session", undefined, { "sec-fetch-site": "none" })).status).toBe(
      200,
    );
  });

  it("is not signed in by a page of another site either", async () => {
    const { shop } = await shopOf("luring");
    const link = await invite(shop, "eve@shop.example", "owner");
    expect((await redeem(link, { origin: "https://evil.example" })).status).toBe(403);
    expect((await redeem(link)).status).toBe(200);
  });

  it("has an e-mail address and a role", async () => {
    const { shop } = await shopOf("naming");
    for (const body of [{ email: "nobody" }, { role: "king" }, { email: 7 }])
      expect(
        (await shop.post("/v1/users", { email: "f@shop.example", role: "owner", ...body })).status,
      ).toBe(422);
    await invite(shop, "f@shop.example", "owner");
    expect((await shop.post("/v1/users", { email: "F@shop.example", role: "owner" })).status).toBe(
      409,
    );
  });
});

describe("the audit log", () => {
  it("names who changed what, from what to what, the latest first", async () => {
    const { shop } = await shopOf("audited");
    const send = await signedIn(shop, "ann@shop.example", "owner");
    await send("PUT", "/v1/settings", { currency: "EUR", staff: { visitors: ["v-ann"] } });
    const { id } = (await shop.post("/v1/keys", { kind: "pk", label: "pages" })).body;
    await shop.delete(`/v1/keys/${id}`);
    await shop.put("/v1/people/c/c1", { fields: { name: "Bo" }, source: "crm" });
    await send("DELETE", "/v1/people/c/c1/fields/name");
    const { entries, next_cursor } = (await send("GET", "/v1/audit")).body;
    expect(
      entries.map(({ who, action, subject }: Record<string, string>) => [who, action, subject]),
    ).toEqual([
      ["ann@shop.example", "field.erased", "name"],
      [expect.stringMatching(/^made by npm run key \(/), "key.revoked", id],
      [expect.stringMatching(/^made by npm run key \(/), "key.made", id],
      ["ann@shop.example", "settings.changed", ""],
      ["ann@shop.example", "user.signed_in", "ann@shop.example"],
      [expect.stringMatching(/^made by npm run key \(/), "user.added", "ann@shop.example"],
    ]);
    expect(entries[3].changes).toEqual({
      currency: ["GBP", "EUR"],
      staff: [{ visitors: [] }, { visitors: ["v-ann"] }],
    });
    expect(next_cursor).toBeNull();
  });

  it("is read by pages, and forgets after 25 months", async () => {
    const { shop, name } = await shopOf("old");
    const stub = shopStub(env as unknown as Env, name);
    const deed = { who: "a test", action: "test.done", at: Date.now() };
    for (let n = 0; n < 120; n += 1) await stub.audit({ ...deed, subject: String(n) });
    const first = (await shop.get("/v1/audit")).body;
    const second = (await shop.get(`/v1/audit?cursor=${first.next_cursor}`)).body;
    const subjects = [...first.entries, ...second.entries].map(({ subject }) => Number(subject));
    expect(subjects).toEqual(Array.from({ length: 120 }, (_, n) => 119 - n));
    const later = Date.now() + 762 * 86_400_000;
    for (let n = 0; n < 13; n += 1) await stub.audit({ ...deed, subject: "later", at: later });
    expect((await stub.audited(null, 200)).map(({ subject }) => subject)).toEqual(
      Array.from({ length: 13 }, () => "later"),
    );
  });
});

describe("shops", () => {
  const deployment = async () => as(await adminToken(SECRET, Date.now()));

  it("are made with their first keys by whoever runs the deployment, once", async () => {
    const admin = await deployment();
    const { status, body } = await admin.post("/v1/shops", { shop: "acme-test" });
    expect(status).toBe(201);
    expect((await as(body.sk).get("/v1/settings")).status).toBe(200);
    expect(body.pk).toMatch(/^pk_acme-test_k/);
    expect((await admin.post("/v1/shops", { shop: "acme-test" })).status).toBe(409);
    expect((await admin.post("/v1/shops", { shop: "Acme" })).status).toBe(422);
  });

  it("are shut and opened again, but once they are closed no more", async () => {
    const admin = await deployment();
    const { body } = await admin.post("/v1/shops", { shop: "shut" });
    const put = (status: string) => admin.put("/v1/shops/shut", { status });
    const statusOf = async () => (await as(body.sk).get("/v1/settings")).status;
    await put("suspended");
    expect(await statusOf()).toBe(403);
    await put("active");
    expect(await statusOf()).toBe(200);
    await put("closed");
    expect(await statusOf()).toBe(403);
    expect((await put("active")).status).toBe(409);
  });

  it("are nobody else's to make", async () => {
    const { root } = await shopOf("curious");
    const late = await adminToken(SECRET, Date.now() - 301_000);
    for (const token of [root, "sk_demo", late, await adminToken("guess", Date.now()), "admin_1_x"])
      expect((await as(token).post("/v1/shops", { shop: "mine" })).status).toBe(401);
  });
});
