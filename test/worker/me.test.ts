import { exports } from "cloudflare:workers";
import { describe, expect, it } from "vitest";
import { api, event, id, item, ORIGIN, pageView, pass, settle, viewItem } from "./api.ts";
import { identityOf } from "./identity.ts";
import type { Env } from "../../worker/edge/env.ts";
import { ledgerStub, personStub } from "../../worker/edge/stubs.ts";

/** A browser that keeps cookies, on the Worker's own host. */
function tab() {
  const jar = new Map<string, string>();
  const send = async (method: string, path: string, body?: unknown, more: HeadersInit = {}) => {
    const sent = [...jar].filter(
      ([name]) => !name.startsWith("okaeri_me_") || path.startsWith("/v1/me"),
    );
    const response = await exports.default.fetch(
      new Request(ORIGIN + path, {
        method,
        headers: {
          "user-agent": "Mozilla/5.0 (X11; Linux x86_64) Chrome/153.0.0.0",
          "sec-fetch-site": "same-origin",
          cookie: sent.map(([name, value]) => `${name}=${value}`).join("; "),
          ...more,
        },
        ...(body !== undefined && { body: JSON.stringify(body) }),
      }),
    );
    for (const cookie of response.headers.getSetCookie()) {
      const [, name = "", value = ""] = /^([^=]+)=([^;]*)/.exec(cookie) ?? [];
      if (value === "") jar.delete(name);
      else jar.set(name, value);
    }
    // oxlint-disable-next-line typescript/no-explicit-any -- tests look into replies of every shape
    const reply = (await response.json()) as any;
    return { status: response.status, body: reply };
  };
  return {
    jar,
    visit: (visitor: string, events: object[], more: object = {}) =>
      send("POST", "/v1/events?key=pk_demo", { visitor, session: id("s"), events, ...more }),
    me: (headers?: HeadersInit) => send("GET", "/v1/me", undefined, headers),
    change: (body: object) => send("PUT", "/v1/me", body),
    forget: () => send("DELETE", "/v1/me"),
  };
}

describe("the visitor's own page", () => {
  it("shows the browser that the visits came from what is known of it", async () => {
    await api.put("/v1/items", { items: [item("own-mug")] });
    const own = tab();
    await own.visit(id("v"), [pageView("/p/own-mug/"), viewItem("own-mug")]);
    const { status, body } = await own.me();
    expect(status).toBe(200);
    expect(body.known).toMatchObject({ is_customer: false, visits: 1, pages: 1, orders: 0 });
    expect(body.known.viewed).toEqual([
      { id: "own-mug", title: "Item own-mug", link: "/p/own-mug/" },
    ]);
  });

  it("is closed to whoever knows or guesses an id, whatever cookies they make of it", async () => {
    const visitor = id("v");
    await tab().visit(visitor, [pageView("/")]);
    const thief = tab();
    expect((await thief.me()).status).toBe(401);
    // The thief's own proof, with the other's id as the visitor's cookie.
    await thief.visit(id("v"), [pageView("/")]);
    thief.jar.set("okaeri_demo", visitor);
    expect((await thief.me()).status).toBe(401);
    // To send events by the id gives no proof either, nor does a log-out in its name.
    const other = tab();
    await other.visit(visitor, [pageView("/")]);
    expect(other.jar.get("okaeri_demo")).toBe(visitor);
    expect((await other.me()).status).toBe(401);
    const forged = { authorization: "Bearer bm90LWEtdG9rZW4" };
    expect((await other.me(forged)).status).toBe(401);
    expect((await other.me({ authorization: "Bearer pk_demo" })).status).toBe(401);
  });

  it("gives a customer's log-in nothing of whom another's visitor id leads to", async () => {
    const [victim, thief] = [id("c"), id("c")];
    const visitor = id("v");
    await tab().visit(visitor, [pageView("/")], { identity: await identityOf(victim) });
    await api.put(`/v1/people/c/${victim}`, { fields: { city: "Leeds" } });
    const other = tab();
    await other.visit(visitor, [pageView("/")], { identity: await identityOf(thief) });
    // Whatever cookie of a visitor goes with the proof.
    for (const name of [other.jar.get("okaeri_demo")!, visitor]) {
      other.jar.set("okaeri_demo", name);
      const { body } = await other.me();
      expect(JSON.stringify(body)).not.toContain("Leeds");
    }
  });

  it("is closed to other sites' pages, and after a log-out to the next one at the browser", async () => {
    const own = tab();
    const customer = id("c");
    const visitor = id("v");
    await own.visit(visitor, [pageView("/")]);
    expect((await own.me({ "sec-fetch-site": "cross-site" })).status).toBe(401);
    await own.visit(visitor, [pageView("/")], { identity: await identityOf(customer) });
    expect((await own.me()).body.known.is_customer).toBe(true);
    await own.visit(visitor, [event("logout"), pageView("/")]);
    const { body } = await own.me();
    expect(body.known?.is_customer ?? false).toBe(false);
  });

  it("opens for a customer in a browser that is known already, by the shop's signature", async () => {
    const [customer, visitor] = [id("c"), id("v")];
    await api.post({ visitor, events: [pageView("/")] });
    const own = tab();
    await own.visit(visitor, [pageView("/")]);
    expect((await own.me()).status).toBe(401);
    await own.visit(visitor, [pageView("/")], { identity: await identityOf(customer) });
    expect((await own.me()).body.known.is_customer).toBe(true);
  });

  it("takes corrections of what is known, but no contact and nothing new", async () => {
    const [customer, visitor] = [id("c"), id("v")];
    await api.put(`/v1/people/c/${customer}`, {
      fields: { city: "Leeds", email: `${customer}@example.org` },
    });
    const own = tab();
    await own.visit(visitor, [pageView("/")], { identity: await identityOf(customer) });
    const { body } = await own.change({ fields: { city: "York" } });
    expect(body.known.profile).toContainEqual({
      name: "city",
      value: "York",
      said_by: ["visitor", "api"],
      may_correct: true,
    });
    expect((await own.change({ fields: { email: "other@example.org" } })).status).toBe(422);
    expect((await own.change({ fields: { shoe_size: "43" } })).status).toBe(422);
    expect((await own.change({ fields: { city: "York" }, all: true })).status).toBe(422);
  });

  it("pauses at once and goes on when asked", async () => {
    const own = tab();
    const visitor = id("v");
    await own.visit(visitor, [pageView("/")]);
    expect((await own.change({ paused: true })).body.paused).not.toBeNull();
    const { body } = await own.visit(visitor, [pageView("/secret/")]);
    expect(body.results[0].status).toBe("not_stored");
    expect((await api.person(visitor)).body).toMatchObject({ pages: 1 });
    await own.change({ paused: false });
    await own.visit(visitor, [pageView("/")]);
    expect((await api.person(visitor)).body).toMatchObject({ pages: 2, paused: null });
  });

  it("keeps what somebody does not want to see, in every browser of theirs", async () => {
    const customer = id("c");
    const [phone, laptop] = [tab(), tab()];
    const identity = await identityOf(customer);
    const [first, second] = [id("v"), id("v")];
    await phone.visit(first, [pageView("/"), viewItem("own-mug")], { identity });
    await phone.change({ interested: { "own-mug": false } });
    await laptop.visit(second, [pageView("/")], { identity });
    const want = [{ slot: "seen", scenario: "recently_viewed", count: 5 }];
    const shown = await laptop.visit(second, [pageView("/")], { want });
    expect(shown.body.decisions.seen.items).not.toContainEqual(
      expect.objectContaining({ id: "own-mug" }),
    );
    const { body } = await laptop.change({ interested: { "own-mug": true } });
    expect(body.known.not_interested).toEqual([]);
  });

  it("ends everything when asked, and the browser is a stranger's", async () => {
    const own = tab();
    const visitor = id("v");
    await own.visit(visitor, [pageView("/")]);
    expect((await own.forget()).status).toBe(202);
    await settle();
    await pass({ minutes: 3 });
    expect((await api.person(visitor)).status).toBe(404);
    expect((await own.me()).status).toBe(401);
  });

  it("opens by a link that the shop makes for one person, for an hour", async () => {
    const visitor = id("v");
    await api.post({ visitor, events: [pageView("/")] });
    const secret = { authorization: "Bearer sk_demo" };
    const { body } = await api.send("POST", "/v1/privacy/link", { visitor }, secret);
    const token = new URL(body.url).hash.slice(1);
    const headers = { authorization: `Bearer ${token}` };
    expect((await tab().me(headers)).body.known.visits).toBe(1);
    expect(Date.parse(body.expires) - Date.now()).toBeLessThanOrEqual(3_600_000);
  });
});

describe("a one-click unsubscription (RFC 8058)", () => {
  it("ends what a channel writes, by POST alone", async () => {
    const customer = id("c");
    await api.put(`/v1/people/c/${customer}`, { fields: { city: "Leeds" } });
    const secret = { authorization: "Bearer sk_demo" };
    const { body } = await api.send("POST", "/v1/privacy/unsubscribe", { customer }, secret);
    expect(body.headers).toEqual({
      "List-Unsubscribe": `<${body.url}>`,
      "List-Unsubscribe-Post": "List-Unsubscribe=One-Click",
    });
    const { pathname } = new URL(body.url);
    const told = async () => (await api.get(`/v1/people/c/${customer}`)).body.unsubscribed;
    expect((await api.send("GET", pathname)).body).toContain("<form");
    expect(await told()).toEqual([]);
    const type = { "content-type": "application/x-www-form-urlencoded" };
    expect((await api.send("POST", pathname, "hello=1", type)).status).toBe(422);
    expect((await api.send("POST", pathname, "List-Unsubscribe=One-Click", type)).status).toBe(200);
    expect(await told()).toEqual(["email"]);
    expect(
      (await api.send("POST", `${pathname}x`, "List-Unsubscribe=One-Click", type)).status,
    ).toBe(404);
  });
});

describe("consent", () => {
  it("is kept each time that it changes, with the banner that asked", async () => {
    const visitor = id("v");
    const consent = { analytics_storage: "granted", banner: "cookie-tool", version: "7" };
    await api.post({ visitor, consent, events: [pageView("/")] });
    await api.post({ visitor, consent, events: [pageView("/")] });
    await api.post({
      visitor,
      consent: { ...consent, ad_storage: "denied", version: "8" },
      events: [pageView("/")],
    });
    const { body } = await api.person(visitor);
    expect(body.consent).toMatchObject([
      { analytics_storage: "granted", ad_storage: "denied", version: "8" },
      { analytics_storage: "granted", ad_storage: null, banner: "cookie-tool", version: "7" },
    ]);
  });

  it("that is withdrawn ends processing at once", async () => {
    const visitor = id("v");
    await api.post({ visitor, events: [pageView("/")] });
    const denied = { analytics_storage: "denied" };
    const { body } = await api.post({ visitor, consent: denied, events: [pageView("/")] });
    expect(body.results[0].status).toBe("not_stored");
    expect((await api.person(visitor)).body.pages).toBe(1);
  });

  it("by Global Privacy Control is declared as the specification has it", async () => {
    const { body, status } = await api.send("GET", "/.well-known/gpc.json");
    expect(status).toBe(200);
    expect(body).toEqual({ gpc: true, lastUpdate: expect.stringMatching(/^\d{4}-\d\d-\d\d$/) });
  });
});

describe("the place of the objects", () => {
  it("is within the jurisdiction that the deployment names, and anywhere without one", () => {
    const asked: string[] = [];
    const namespace = {
      getByName: (name: string) => `anywhere: ${name}`,
      jurisdiction: (where: string) => {
        asked.push(where);
        return { getByName: (name: string) => `${where}: ${name}` };
      },
    };
    const env = { PERSON: namespace, LEDGER: namespace } as unknown as Env;
    expect(personStub(env, "shop", "v")).toBe("anywhere: shop/v/v");
    const inEu = { ...env, OKAERI_JURISDICTION: "eu" };
    expect(personStub(inEu, "shop", "c/ann")).toBe("eu: shop/c/ann");
    expect(ledgerStub(inEu, "shop")).toBe("eu: shop/ledger/g1/0");
    expect(asked).toEqual(["eu", "eu"]);
  });
});
