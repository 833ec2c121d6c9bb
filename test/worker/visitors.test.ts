import { describe, expect, it } from "vitest";
import { api, event, id, pageView, pass, viewItem } from "./api.ts";

describe("the live view", () => {
  it("shows who is on the pages, what they do and what they are shown, while somebody watches", async () => {
    const unseen = id("v");
    await api.post({ visitor: unseen, session: id("s"), events: [pageView("/")] });
    expect((await api.get("/v1/visitors")).body.visitors).toEqual([]);
    // Isolates ask every ten seconds whether somebody watches.
    await pass({ seconds: 11 });
    const visitor = id("v");
    await api.post({
      visitor,
      session: id("s"),
      events: [
        pageView("/mugs", { page: { url: "http://localhost/mugs", title: "Mugs" } }),
        viewItem("mug"),
        event("add_to_cart", { items: [{ item_id: "mug", price: 2 }] }),
      ],
      want: [{ slot: "side", scenario: "bestsellers" }],
    });
    await expect
      .poll(async () => (await api.get("/v1/visitors")).body.visitors)
      .toMatchObject([
        {
          visitor,
          channel: "Direct",
          device: "desktop",
          staff: false,
          trail: [{ path: "/mugs", title: "Mugs" }],
          acts: [
            { name: "add_to_cart", items: ["mug"] },
            { name: "view_item", items: ["mug"] },
          ],
          session: { status: expect.any(String), reasons: expect.any(Array) },
          shown: [{ slot: "side", scenario: "bestsellers" }],
        },
      ]);
  });

  it("marks the shop's own people, who count in nothing", async () => {
    await api.get("/v1/visitors");
    await pass({ seconds: 11 });
    const visitor = id("v");
    const events = [{ ...pageView("/"), traffic_type: "internal" }];
    await api.post({ visitor, session: id("s"), events });
    await expect
      .poll(async () => (await api.get("/v1/visitors")).body.visitors)
      .toContainEqual(expect.objectContaining({ visitor, staff: true }));
  });

  it("is for the shop's own people", async () => {
    expect((await api.send("GET", "/v1/visitors?key=pk_demo")).status).toBe(403);
  });
});
