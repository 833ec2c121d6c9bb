import { beforeAll, describe, expect, it } from "vitest";
import { api, event, id, pageView, pass, viewItem } from "./api.ts";

const VISITS = 40;

describe("the model card of purchase intent", () => {
  beforeAll(async () => {
    for (let visit = 0; visit < VISITS; visit++)
      await api.post({
        visitor: id("v"),
        session: id("s"),
        events: [
          pageView("/"),
          viewItem("a"),
          event("add_to_cart", { items: [{ item_id: "a", price: 2 }] }),
        ],
      });
    await pass({ minutes: 40 });
  }, 60_000);

  it("says what the model learnt from and how good it was", async () => {
    const { status, body } = await api.get("/v1/models/intent");
    expect(status).toBe(200);
    expect(body.model).toBe(`ftrl-${VISITS}`);
    expect(body.data).toMatchObject({ lessons: VISITS, half_life_days: 60 });
    const { session, week } = body.targets;
    expect(session.visits).toBeGreaterThan(VISITS - 1);
    expect(session).toMatchObject({ orders: 0, drift: { alarmed: false } });
    expect(session.base_rate).toBeLessThan(0.02);
    expect(session.log_loss).toBeGreaterThan(0);
    expect(session.base_log_loss).toBeGreaterThan(0);
    expect(session.reliability[0]).toMatchObject({ came: 0 });
    // Nobody has ordered, so there is nothing to rank; the week is not over.
    expect(session.auc_after["1"]).toBeNull();
    expect(week).toMatchObject({ visits: 0, log_loss: null });
  });

  it("names every feature in words, by its family", async () => {
    const { features } = (await api.get("/v1/models/intent")).body;
    const families = new Set(features.map(({ family }: { family: string }) => family));
    expect(families).toEqual(new Set(["traffic", "person", "behaviour"]));
    const cart = features.find(({ key }: { key: string }) => key === "behaviour:cart=1");
    expect(cart).toMatchObject({ words: "1 in the cart" });
    expect(cart.session_odds).toBeLessThanOrEqual(1);
  });

  it("is for the shop alone", async () => {
    expect((await api.send("GET", "/v1/models/intent?key=pk_demo")).status).toBe(403);
    expect((await api.send("GET", "/v1/models/intent")).status).toBe(401);
  });
});
