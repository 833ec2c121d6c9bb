import { describe, expect, it } from "vitest";
import { api, id, idsOf, item, ORIGIN, settle, viewItem } from "./api.ts";

const put = (...items: unknown[]) => api.put("/v1/items", { items });
const statuses = (reply: { body: { results: { status: string }[] } }) =>
  reply.body.results.map((result) => result.status);

describe("PUT /v1/items", () => {
  it("says of each item whether it changed", async () => {
    const [a, b] = [item(id("i")), item(id("i"))];
    expect(statuses(await put(a, b))).toEqual(["accepted", "accepted"]);
    expect(statuses(await put(a, { ...b, title: "New" }))).toEqual(["unchanged", "accepted"]);
    expect(statuses(await put(a, a))).toEqual(["unchanged", "unchanged"]);
  });

  it("keeps the good items and points to what is wrong with the others", async () => {
    const good = item(id("i"));
    const { status, body } = await put(
      item(id("i"), { price: "2.55" }),
      good,
      { id: "no title", link: "/p/" },
      null,
      item("a\u0000b"),
      item(id("i"), { availability: "somewhere" }),
      item("__proto__"),
    );
    expect(status).toBe(200);
    expect(body.results).toMatchObject([
      { status: "invalid", pointer: "/items/0/price", detail: expect.any(String) },
      { status: "accepted", id: good.id },
      { status: "invalid", pointer: "/items/2/title", id: "no title" },
      { status: "invalid", pointer: "/items/3", id: null },
      { status: "invalid", pointer: "/items/4/id" },
      { status: "invalid", pointer: "/items/5/availability" },
      { status: "invalid", pointer: "/items/6/id" },
    ]);
    expect(statuses(await put(good))).toEqual(["unchanged"]);
  });

  it("takes no address that could run script in a page", async () => {
    const hostile = [
      "javascript:alert(1)",
      "JavaScript:alert(1)",
      " javascript:alert(1)",
      "java\nscript:alert(1)",
      "data:text/html,<script>alert(1)</script>",
      "vbscript:x",
      "//evil.example/",
      "/\\evil.example/",
      "p/relative/",
    ];
    for (const address of hostile) {
      const { body } = await put(
        item(id("i"), { link: address }),
        item(id("i"), { image_link: address }),
      );
      expect(body.results, address).toMatchObject([
        { status: "invalid", pointer: "/items/0/link" },
        { status: "invalid", pointer: "/items/1/image_link" },
      ]);
    }
  });

  it("takes 1 000 items at a time and not one more", async () => {
    const items = Array.from({ length: 1001 }, (_, n) => item(`bulk-${n}`));
    const refused = await api.put("/v1/items", { items });
    expect(refused.status).toBe(422);
    expect(refused.body.errors[0].pointer).toBe("/items");
    const { status, body } = await api.put("/v1/items", { items: items.slice(1) });
    expect(status).toBe(200);
    expect(body.results).toHaveLength(1000);
  });

  it("answers what it cannot read with problem details", async () => {
    expect((await api.put("/v1/items", "{")).status).toBe(400);
    expect((await api.put("/v1/items", [])).status).toBe(422);
    expect((await api.put("/v1/items", { items: "all" })).status).toBe(422);
    const large = { items: [item("a", { title: "x".repeat(1_000_000) })] };
    expect((await api.put("/v1/items", large)).status).toBe(413);
  });
});

describe("an item that has changed", () => {
  it("is shown as it is now within seconds", async () => {
    const cup = id("cup");
    await put(item(cup, { product_type: `Own ${cup}` }));
    const visitor = id("v");
    await api.post({ visitor, session: "s1", events: [viewItem(cup)] });
    const ask = async () => {
      const batch = { visitor, session: "s1", events: [], want: ["recently_viewed"] };
      return (await api.post(batch)).body.decisions.recently_viewed;
    };
    expect(idsOf(await ask())[0]).toBe(cup);
    const link = `${ORIGIN}/new/`;
    await put(item(cup, { title: "Renamed", link, price: "9.00 GBP" }));
    await settle();
    expect((await ask()).items[0]).toMatchObject({ title: "Renamed", link, price: "9.00 GBP" });
  });
});
