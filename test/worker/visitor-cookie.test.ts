import { exports } from "cloudflare:workers";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { api, event, id } from "./api.ts";

const HOST = "https://t.shop.example";
const PAGE = "https://www.shop.example";
const AGENT = "Mozilla/5.0 (X11; Linux x86_64) AppleWebKit/537.36 Chrome/153.0.0.0 Safari/537.36";

const view = () => event("page_view", { page: { url: `${PAGE}/`, referrer: "" } });

/** A batch from a page, with what its browser adds. */
async function send(
  body: object,
  { origin = HOST, cookie = "", host = HOST, ...more }: Record<string, string> = {},
) {
  const response = await exports.default.fetch(
    new Request(`${host}/v1/events?key=pk_demo`, {
      method: "POST",
      headers: {
        "user-agent": AGENT,
        ...(origin && { origin }),
        ...(cookie && { cookie }),
        ...more,
      },
      body: JSON.stringify(body),
    }),
  );
  const reply = (await response.json()) as { canonical: string | null; results: object[] };
  return {
    status: response.status,
    headers: response.headers,
    reply,
    // The proof for the visitor's own page is tested by itself.
    cookies: response.headers.getSetCookie().filter((one) => !one.startsWith("okaeri_me_")),
  };
}
const arrive = (visitor: string | null, more: Record<string, string> = {}, body: object = {}) =>
  send({ visitor, session: id("s"), events: [view()], ...body }, more);

beforeAll(async () => {
  await api.put("/v1/settings", { origins: [PAGE, "https://elsewhere.example"] });
});
afterAll(() => api.put("/v1/settings", {}));

describe("the visitor's cookie", () => {
  it("is set by a page on the Worker's own host, for 400 days, out of the reach of scripts", async () => {
    const visitor = id("v");
    const { cookies, reply } = await arrive(visitor);
    expect(cookies).toEqual([
      `okaeri_demo=${visitor}; Max-Age=34560000; Path=/; SameSite=Lax; HttpOnly; Secure`,
    ]);
    expect(reply.canonical).toBeNull();
  });

  it("is not secure where the page is not, and needs a page view to be renewed", async () => {
    const host = "http://localhost";
    const { cookies } = await arrive(id("v"), { host, origin: host });
    expect(cookies[0]).not.toContain("Secure");
    const click = [event("select_item")];
    expect((await arrive(id("v"), {}, { events: click })).cookies).toEqual([]);
  });

  it("is no third party's, nor a server's, nor a frame's without an origin", async () => {
    for (const more of [{ origin: PAGE }, { origin: "" }])
      expect((await arrive(id("v"), more)).cookies).toEqual([]);
    const sandboxed = await send({ visitor: id("v"), events: [view()] }, { origin: "null" });
    expect(sandboxed.status).toBe(403);
    expect(sandboxed.cookies).toEqual([]);
    const sameOrigin = { origin: "", "sec-fetch-site": "same-origin" };
    expect((await arrive(id("v"), sameOrigin)).cookies).toHaveLength(1);
  });

  it("is not set in the reply to a beacon, which forget() could not take back", async () => {
    expect((await arrive(id("v"), { "sec-fetch-mode": "no-cors" })).cookies).toEqual([]);
  });

  it("brings back a visitor whose storage was emptied: the reply says under which id", async () => {
    const [before, after] = [id("v"), id("v")];
    await arrive(before);
    const { reply, cookies } = await arrive(after, { cookie: `a=b; okaeri_demo=${before}` });
    expect(reply.canonical).toBe(before);
    expect(cookies[0]).toContain(`okaeri_demo=${before};`);
    const person = (await api.person(before)).body;
    expect(person.visits).toBe(2);
    expect((await api.person(after)).status).toBe(404);
  });

  it("yields to an id that is known, which another domain of the shop may have handed over", async () => {
    const [one, other] = [id("v"), id("v")];
    await arrive(one);
    await arrive(other);
    const { reply, cookies } = await arrive(other, { cookie: `okaeri_demo=${one}` });
    expect(reply.canonical).toBeNull();
    expect(cookies[0]).toContain(`okaeri_demo=${other};`);
  });

  it("of another shop on the same host, or that names nobody, counts for nothing", async () => {
    const known = id("v");
    await arrive(known);
    for (const cookie of [`okaeri_other=${known}`, "okaeri_demo=undefined", "okaeri_demo=a b"]) {
      const visitor = id("v");
      const { reply } = await arrive(visitor, { cookie });
      expect(reply.canonical).toBeNull();
      expect((await api.person(visitor)).status).toBe(200);
    }
  });

  it("is taken away when consent is denied or the visitor asks to be forgotten", async () => {
    const cookie = `okaeri_demo=${id("v")}`;
    const gone = ["okaeri_demo=; Max-Age=0; Path=/; SameSite=Lax; HttpOnly; Secure"];
    const forgotten = await send({ visitor: null, events: [] }, { cookie });
    expect([forgotten.status, forgotten.cookies]).toEqual([200, gone]);
    const consent = { analytics_storage: "denied" };
    expect((await arrive(null, { cookie }, { consent })).cookies).toEqual(gone);
    expect((await arrive(id("v"), { cookie }, { consent })).cookies).toEqual(gone);
    expect((await arrive(null)).cookies).toEqual([]);
  });

  it("is neither set nor read under Global Privacy Control, unless consent was given in words", async () => {
    const known = id("v");
    await arrive(known);
    const more = { "sec-gpc": "1", cookie: `okaeri_demo=${known}` };
    const silent = await arrive(id("v"), more);
    expect(silent.reply.canonical).toBeNull();
    expect(silent.reply.results).toMatchObject([{ status: "not_stored" }]);
    expect(silent.cookies[0]).toContain("Max-Age=0");
    const granted = await arrive(id("v"), more, { consent: { analytics_storage: "granted" } });
    expect(granted.reply.canonical).toBe(known);
  });
});

describe("a cookie domain", () => {
  beforeAll(async () => {
    await api.put("/v1/settings", { origins: [PAGE], cookie_domain: "shop.example" });
  });

  it("lets pages on the shop's other hosts have the cookie, and names their origin to their browsers", async () => {
    const visitor = id("v");
    const { cookies, headers } = await arrive(visitor, { origin: PAGE });
    expect(cookies[0]).toBe(
      `okaeri_demo=${visitor}; Max-Age=34560000; Path=/; SameSite=Lax; HttpOnly; Secure; Domain=shop.example`,
    );
    expect(headers.get("access-control-allow-origin")).toBe(PAGE);
    expect(headers.get("access-control-allow-credentials")).toBe("true");
    expect(headers.get("vary")).toBe("origin");
    const forgotten = await send(
      { visitor: null, events: [] },
      { origin: PAGE, cookie: "okaeri_demo=v1" },
    );
    expect(forgotten.cookies.map((value) => value.includes("Domain="))).toEqual([false, true]);
  });

  it("means nothing where the Worker is served from another domain", async () => {
    const { cookies } = await arrive(id("v"), { origin: PAGE, host: "https://okaeri.example" });
    expect(cookies).toEqual([]);
  });

  it.each(["com", "co.uk", "workers.dev", "127.0.0.1", "shop example", "localhost"])(
    "cannot be %s",
    async (domain) => {
      const { status } = await api.put("/v1/settings", { cookie_domain: domain });
      expect(status).toBe(422);
    },
  );

  it("is kept in lower case without www", async () => {
    const { body } = await api.put("/v1/settings", {
      origins: [PAGE],
      cookie_domain: "WWW.Shop.Example",
    });
    expect(body.cookie_domain).toBe("shop.example");
  });
});
