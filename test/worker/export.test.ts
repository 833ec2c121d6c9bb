import { env } from "cloudflare:workers";
import { describe, expect, it } from "vitest";
import { keyMac } from "../../worker/edge/key-mac.ts";
import type { Env } from "../../worker/edge/env.ts";
import { api, id, pageView, pass, purchase, settle, viewItem } from "./api.ts";
import { browser } from "./identity.ts";

/** A second shop of this deployment. */
async function otherShop() {
  const signed = "sk_other_0123456789abcdef";
  const mac = await keyMac((env as unknown as Env).OKAERI_SECRET!, signed);
  const hex = Array.from(mac, (byte) => byte.toString(16).padStart(2, "0")).join("");
  const secret = { authorization: `Bearer ${signed}_${hex}` };
  return {
    get: async (path: string) => (await api.send("GET", path, undefined, secret)).body,
    post: (path: string, body: unknown) => api.send("POST", path, body, secret),
    put: (path: string, body: unknown) => api.send("PUT", path, body, secret),
  };
}

const linesOf = async (kind: string) => {
  const { body, status } = await api.get(`/v1/export/${kind}`);
  expect(status).toBe(200);
  return (body as string)
    .split("\n")
    .filter((line) => line !== "")
    .map((line) => JSON.parse(line));
};

describe("an export", () => {
  it("taken into another shop comes to the same totals", async () => {
    const customer = browser();
    await customer.send([pageView("/?utm_source=news&utm_medium=email"), viewItem("a")]);
    await customer.logIn(id("c"), purchase("T1", ["a", "b"]));
    await api.put(`/v1/people/c/shopper`, { fields: { city: "Leeds", email: "s@example.org" } });
    await api.post({ visitor: id("v"), session: "s1", events: [pageView("/c/"), viewItem("b")] });
    await api.put("/v1/orders", {
      orders: [
        {
          transaction_id: "T2",
          customer_id: "shopper",
          date: "2026-11-01",
          value: 9.99,
          currency: "GBP",
          items: [{ item_id: "x", price: 3.33, quantity: 3 }],
          refunds: [{ refund_id: "R1", date: "2026-11-03", value: 3.33 }],
        },
      ],
    });
    await pass({ minutes: 45 });
    await settle();

    const other = await otherShop();
    for (const batch of await linesOf("events")) {
      const { body, status } = await other.post("/v1/events", batch);
      expect(status).toBe(200);
      expect(body.results.every((one: { status: string }) => one.status === "accepted")).toBe(true);
    }
    for (const [type, kind] of [
      ["orders", "orders"],
      ["refunds", "refunds"],
      ["customers", "people"],
    ]) {
      const file = (await linesOf(kind!)).map((line) => JSON.stringify(line)).join("\n");
      await other.post(`/v1/imports?type=${type}&format=ndjson`, file);
    }
    await expect
      .poll(
        async () =>
          (await other.get("/v1/imports")).imports.map((one: { status: string }) => one.status),
        { timeout: 15_000 },
      )
      .toEqual(["done", "done", "done"]);
    await other.put("/v1/clock", { now: new Date(Date.now() + 2 * 3_600_000).toISOString() });
    const reports = async (get: (path: string) => Promise<Record<string, unknown>>) => {
      const { visits, orders, revenue, channels } = (await get("/v1/reports/visits")) as Record<
        string,
        unknown
      >;
      const [totals] = (await get("/v1/reports/orders"))["totals"] as Record<string, number>[];
      const { orders: placed, revenue: sold, units, lines, refunded, net } = totals!;
      return { visits, orders, revenue, channels, placed, sold, units, lines, refunded, net };
    };
    const here = await reports(async (path) => (await api.get(path)).body);
    await expect.poll(() => reports(other.get), { timeout: 15_000 }).toEqual(here);
    expect(here).toMatchObject({ visits: 2, placed: 2, refunded: 333 });
    expect(await other.get("/v1/people/c/shopper")).toMatchObject({
      profile: { city: { value: "Leeds" } },
    });
  });

  it("of one person is all that is known, and goes where imports take it", async () => {
    const secret = { authorization: "Bearer sk_demo" };
    const { body } = await api.send("POST", "/v1/privacy/access", { customer: "shopper" }, secret);
    expect(body.person.profile.email.sources[0]).toMatchObject({
      value: "s@example.org",
      source: "api",
    });
    expect(body.orders).toMatchObject([
      { transaction_id: "T2", customer_id: "shopper", value: "9.99" },
    ]);
    expect(body.refunds).toMatchObject([{ refund_id: "R1", value: "3.33" }]);
    const lines = await api.send(
      "POST",
      "/v1/privacy/access",
      { customer: "shopper", format: "ndjson" },
      secret,
    );
    expect(lines.headers.get("content-type")).toBe("application/x-ndjson");
    expect((lines.body as string).trim().split("\n").length).toBe(3);
    expect(
      (await api.send("POST", "/v1/privacy/access", { customer: "nobody-here" }, secret)).status,
    ).toBe(404);
  });

  it("has pages, and no kinds but its own", async () => {
    expect((await api.get("/v1/export/passwords")).status).toBe(404);
    expect((await api.send("GET", "/v1/export/people?key=pk_demo")).status).toBe(403);
    expect((await api.get("/v1/export/orders?cursor=o/T1")).body).not.toContain('"T1"');
  });
});
