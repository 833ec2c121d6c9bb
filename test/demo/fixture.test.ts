import { readdirSync, statSync } from "node:fs";
import { describe, expect, it } from "vitest";
import { catalogueItems } from "../../demo-site/catalogue.ts";
import { products, readOrders } from "../../demo-site/fixture.ts";
import { ordersFile, readPastOrders } from "../../demo-site/past-orders.ts";
import { CatalogueItem } from "../../worker/wire/catalogue-item.ts";

const data = new URL("../../demo-site/data/", import.meta.url);
const orders = readOrders();
const sales = orders.filter(({ cancellation }) => !cancellation);

describe("the demo shop's data", () => {
  it("takes at most 2 MB in the repository", () => {
    const bytes = readdirSync(data).map((name) => statSync(new URL(name, data)).size);
    expect(bytes.reduce((sum, size) => sum + size, 0)).toBeLessThan(2_000_000);
  });

  it("has a year of orders from a few hundred customers", () => {
    expect(sales.length).toBeGreaterThan(800);
    expect(new Set(sales.map(({ customer }) => customer)).size).toBeGreaterThan(200);
    expect(orders.some(({ cancellation }) => cancellation)).toBe(true);
  });

  it("knows every product that was ever ordered, and sells no other", () => {
    const ordered = new Set(orders.flatMap(({ lines }) => lines.map(({ item }) => item)));
    expect(new Set(products.map(({ id }) => id))).toEqual(ordered);
    expect(products.length).toBeGreaterThan(300);
  });

  it("has past orders of the same products from thousands of other customers", () => {
    const past = readPastOrders();
    const known = new Set(products.map(({ id }) => id));
    const replayed = new Set(orders.map(({ customer }) => customer));
    expect(new Set(past.map(({ customer }) => customer)).size).toBeGreaterThan(2000);
    expect(past.filter(({ customer }) => replayed.has(customer))).toEqual([]);
    expect(past.flatMap(({ lines }) => lines).filter(([item]) => !known.has(item))).toEqual([]);
    const last = Math.max(...past.map(({ time }) => time));
    expect(last).toBeLessThan(sales.at(-1)!.time + 86_400_000);
  });

  it("writes past orders as a file with a row for each line", () => {
    const order = {
      id: "536365",
      customer: "17850",
      time: Date.parse("2010-12-01T08:26Z"),
      lines: [
        ["85123A", "6", "2.55"],
        ["71053", "-1", "3.39"],
      ] as [string, string, string][],
    };
    expect(ordersFile([order], 7 * 86_400_000).split("\n")).toEqual([
      "transaction_id,customer_id,date,item_id,quantity,price",
      "536365,17850,2010-12-08T08:26:00.000Z,85123A,6,2.55",
      "536365,17850,2010-12-08T08:26:00.000Z,71053,-1,3.39",
      "",
    ]);
  });

  it("gives every product a price, a readable name and words that say no more than it", () => {
    for (const { title, price, description } of products) {
      expect(price).toBeGreaterThan(0);
      expect(title).not.toMatch(/\s{2}|^\s|\s$/);
      expect(title).not.toBe(title.toUpperCase());
      expect(description).not.toBe("");
    }
  });

  it("sorts nearly everything onto shelves of two levels, few enough to browse", () => {
    const types = new Set(products.map(({ product_type }) => product_type));
    const departments = new Set([...types].map((type) => type.split(" > ")[0]));
    const more = products.filter(({ product_type }) => product_type.includes("More"));
    for (const type of types) expect(type.split(" > ")).toHaveLength(2);
    expect(departments.size).toBeLessThanOrEqual(8);
    expect(types.size).toBeLessThanOrEqual(40);
    expect(more.length / products.length).toBeLessThan(0.05);
  });

  it("has a few products sold out", () => {
    const soldOut = products.filter(({ availability }) => availability === "out_of_stock");
    expect(soldOut.length).toBeGreaterThan(0);
    expect(soldOut.length / products.length).toBeLessThan(0.05);
  });

  it("is a catalogue that the Worker accepts", () => {
    for (const item of catalogueItems()) expect(CatalogueItem.parse(item)).toEqual(item);
  });
});
