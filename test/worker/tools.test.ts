import { beforeAll, describe, expect, it } from "vitest";
import type { Tool } from "../../worker/wire/tools.ts";
import { api, event, id, item, pageView, purchase, settle, viewItem } from "./api.ts";

/** Fills a URI template (RFC 6570, as far as tools use it), as an assistant does. */
function expand(template: string, parameters: Record<string, string | number>): string {
  const query = new URLSearchParams();
  return template
    .replaceAll(/\{(\w+)\}/g, (_, name: string) => encodeURIComponent(parameters[name]!))
    .replace(/\{\?([\w,]+)\}/, (_, names: string) => {
      for (const name of names.split(","))
        if (parameters[name] !== undefined) query.set(name, String(parameters[name]));
      return `?${query}`;
    });
}

let tools: Map<string, Tool>;
const visitor = id("chatting");

/** Calls a tool as it describes itself. */
const call = (name: string, parameters: Record<string, string | number>) => {
  const { method, url, authorization } = tools.get(name)!.request;
  return api.send(method, expand(url, parameters), undefined, {
    authorization: authorization.replace("<secret key>", "sk_demo"),
  });
};

beforeAll(async () => {
  const items = [
    item("tool-mug", { title: "Red enamel mug", price: "4.00 GBP", brand: "Emalco" }),
    item("tool-cup", { title: "Blue cup", price: "9.00 GBP", brand: "Emalco" }),
    item("tool-sleeve", { title: "Ärmelschoner, ＢＬＵＥ" }),
    item("tool-gone", { title: "Green mug", availability: "out_of_stock" }),
  ];
  await api.put("/v1/items", { items });
  const events = [pageView("/"), viewItem("tool-cup", 9), event("view_cart")];
  await api.post({ visitor, session: "s1", events });
  const order = purchase(id("t"), ["tool-mug", "tool-cup"]);
  await api.post({ visitor: id("v"), session: "s2", events: [order] });
  await settle();
  const { body } = await api.get("/v1/tools");
  tools = new Map(body.tools.map((tool: Tool) => [tool.name, tool]));
});

describe("the tools of a shop's assistant", () => {
  it("are described with JSON Schema, each parameter in words", () => {
    expect([...tools.keys()]).toEqual(["recommend", "profile", "search_items"]);
    for (const { description, inputSchema } of tools.values()) {
      expect(description).toMatch(/\.$/);
      const schema = inputSchema as { type: string; properties: Record<string, object> };
      expect(schema.type).toBe("object");
      for (const parameter of Object.values(schema.properties))
        expect(parameter).toHaveProperty("description");
    }
  });

  it("recommend items for a visitor, with a reason in words", async () => {
    const { status, body } = await call("recommend", { scenario: "recently_viewed", visitor });
    expect(status).toBe(200);
    expect(body.items[0]).toMatchObject({ id: "tool-cup", reason: expect.any(String) });
  });

  it("recommend items for nobody in particular, as filtered", async () => {
    const asked = { scenario: "bestsellers", brand: "Emalco", max_price: 5, count: 3 };
    const { status, body } = await call("recommend", asked);
    expect(status).toBe(200);
    expect(body.items.map((each: { id: string }) => each.id)).toEqual(["tool-mug"]);
  });

  it("tell a visitor's profile", async () => {
    const { status, body } = await call("profile", { visitor });
    expect(status).toBe(200);
    expect(body.items_viewed[0].id).toBe("tool-cup");
  });

  it("search the catalogue, what is in stock first", async () => {
    const { status, body } = await call("search_items", { q: "Mug", count: 2 });
    expect(status).toBe(200);
    expect(body.items.slice(0, 2)).toMatchObject([
      { id: "tool-mug", title: "Red enamel mug", price: "4.00 GBP", availability: "in_stock" },
      { id: "tool-gone", availability: "out_of_stock" },
    ]);
    expect((await call("search_items", { q: "red emalco" })).body.items).toHaveLength(1);
    for (const q of ["ärmel", "Ärmel blue"])
      expect((await call("search_items", { q })).body.items).toMatchObject([{ id: "tool-sleeve" }]);
    expect((await call("search_items", { q: "nothing like it" })).body.items).toEqual([]);
  });

  it("refuse what is no search, and whoever is not the shop", async () => {
    expect((await call("search_items", {})).status).toBe(422);
    expect((await call("search_items", { q: "mug", count: 0 })).status).toBe(422);
    for (const path of ["/v1/tools", "/v1/search?q=mug"])
      expect(
        (await api.send("GET", `${path}${path.includes("?") ? "&" : "?"}key=pk_demo`)).status,
      ).toBe(403);
  });
});
