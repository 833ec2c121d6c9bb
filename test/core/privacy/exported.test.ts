import { describe, expect, it } from "vitest";
import { batchesOf, withoutPeople } from "../../../worker/core/privacy/index.ts";

const lines = (...records: object[]) =>
  records.map((record) => `${JSON.stringify(record)}\n`).join("");

describe("an export without some people", () => {
  const own = { visitor: "v1", session: "s", events: [] };
  const logged = { visitor: null, identity: { customer: "ann@x.org" }, events: [] };
  const order = { transaction_id: "T1", customer_id: "ann@x.org", value: "1.00" };
  const other = { visitor: "v2", session: "s", events: [] };
  const names = ["c/ann~40x.org", "v1"];

  it("has none of their events, and their orders as nobody's", () => {
    const text = lines(own, other, logged, order);
    const anonymous = { transaction_id: "T1", value: "1.00" };
    expect(withoutPeople(text, names, true)).toBe(lines(other, anonymous));
    expect(withoutPeople(text, names, false)).toBe(lines(other));
  });

  it("is as it was where they are not in it", () => {
    expect(withoutPeople(lines(other), names, true)).toBeNull();
    expect(withoutPeople("", names, true)).toBeNull();
  });

  it("may be empty", () => {
    expect(withoutPeople(lines(own), names, true)).toBe("");
  });
});

describe("a history as bodies of /v1/events", () => {
  it("is one for each session, with money in whole units and the customer named", () => {
    const event = { name: "view_item", time: 0, currency: "JPY", value: 1200, path: "/p/" };
    const events = [
      { s: "s1", id: "e1", ...event, items: [{ id: "a", price: 600, quantity: 2 }] },
      { s: "s2", id: "e2", ...event, currency: "GBP" },
    ].map((line) => JSON.stringify(line));
    const batches = batchesOf("c/ann", { source: "v1", events: events.join("\n") });
    expect(JSON.parse(JSON.stringify(batches))).toEqual([
      {
        visitor: "v1",
        identity: { customer: "ann" },
        session: "s1",
        events: [
          {
            id: "e1",
            name: "view_item",
            time: "1970-01-01T00:00:00.000Z",
            currency: "JPY",
            value: 1200,
            items: [{ item_id: "a", price: 600, quantity: 2 }],
          },
        ],
      },
      {
        visitor: "v1",
        identity: { customer: "ann" },
        session: "s2",
        events: [
          {
            id: "e2",
            name: "view_item",
            time: "1970-01-01T00:00:00.000Z",
            currency: "GBP",
            value: 12,
          },
        ],
      },
    ]);
  });

  it("names no visitor where a server told it of a customer", () => {
    const [batch] = batchesOf("c/ann", { source: "c/ann", events: '{"s":"s","id":"e"}' });
    expect(batch).toMatchObject({ visitor: null, identity: { customer: "ann" } });
  });
});
