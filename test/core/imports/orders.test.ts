import fc from "fast-check";
import { describe, expect, it } from "vitest";
import {
  Gatherer,
  type Gathered,
  type OrderRow,
  orderRows,
  orderTellings,
  shareOf,
} from "../../../worker/core/imports/index.ts";

const CONTEXT = { currency: "GBP", zone: "Europe/London", dates: "ymd" as const, now: 2e12 };
const row = (fields: object, context = CONTEXT): OrderRow => {
  const told = { transaction_id: "t1", date: "2026-01-02", ...fields };
  const rows = orderRows(new Map(Object.entries(told)), 2, context);
  if (typeof rows === "string") throw new Error(rows);
  return rows[0]!;
};
const timeOf = (date: string, context = CONTEXT) => {
  const { time, dateOnly } = row({ date }, context).moment!;
  return `${new Date(time).toISOString().slice(0, 16)}${dateOnly ? " (day)" : ""}`;
};

describe("a date", () => {
  it("is on the shop's clock unless it says otherwise", () => {
    expect(timeOf("2026-01-02")).toBe("2026-01-02T00:00 (day)");
    expect(timeOf("2026-07-02")).toBe("2026-07-01T23:00 (day)");
    expect(timeOf("2026-07-02 10:30")).toBe("2026-07-02T09:30");
    expect(timeOf("2026-07-02T10:30:00Z")).toBe("2026-07-02T10:30");
    expect(timeOf("2026-07-02T10:30:00+02:00")).toBe("2026-07-02T08:30");
    expect(timeOf("2026-03-29 10:30")).toBe("2026-03-29T09:30");
    expect(timeOf("2026-10-25 10:30")).toBe("2026-10-25T10:30");
    expect(timeOf("1767348000")).toBe("2026-01-02T10:00");
  });

  it("in strokes or dots has its parts in the order told", () => {
    expect(timeOf("3/4/2026 8:05", { ...CONTEXT, dates: "dmy" as never })).toBe("2026-04-03T07:05");
    expect(timeOf("3/4/2026 8:05", { ...CONTEXT, dates: "mdy" as never })).toBe("2026-03-04T08:05");
  });

  it("that is none is none", () => {
    for (const date of ["2026-02-30", "yesterday", "2026-13-01", "2026-01-02 25:00"])
      expect(() => timeOf(date)).toThrow(`the date is no date: ${date}`);
  });
});

describe("a row", () => {
  it("knows nobody by what tables write for nothing, and by reserved words", () => {
    for (const customer_id of ["NA", "", "null", "guest", " ", "..", "–", "?"])
      expect(row({ customer_id }).person).toBeNull();
    expect(row({ customer_id: "Ann@Example.com" }).person).toBe("c/ann~40example.com");
  });

  it("knows currencies by the codes of ISO 4217, former ones too", () => {
    expect(row({ currency: "jpy" }).currency).toBe("JPY");
    expect(row({ currency: "DEM" }).currency).toBe("DEM");
    expect(row({ currency: "NA" }).currency).toBe("GBP");
    for (const currency of ["XXQ", "pounds", "GB"])
      expect(() => row({ currency })).toThrow("the currency is no ISO 4217 code");
  });

  it("takes amounts below 0 as shops write them", () => {
    expect(row({ price: "-11062.06" }).price).toBe(-1_106_206);
    expect(row({ price: "(2,50 €)", currency: "EUR" }).price).toBe(-250);
  });
});

describe("the rows of one transaction", () => {
  const tell = (...rows: OrderRow[]) => orderTellings(rows, new Set(["POST"]), () => "Mugs");

  it("come to the value told, else to that of the goods, charges included", () => {
    const lines = [
      row({ item_id: "a", quantity: 2, price: 1.5 }),
      row({ item_id: "POST", quantity: 1, price: 4 }),
    ];
    expect(tell(...lines)).toMatchObject([
      {
        told: {
          order: { value: 700, lines: [{ item: "a", category: "Mugs" }] },
          charges: { lines: 1 },
        },
      },
    ]);
    const valued = Array.from(lines, (line) => ({ ...line, value: 650 }));
    expect(tell(...valued)).toMatchObject([{ told: { order: { value: 650 } } }]);
  });

  it("are an order and a return where some have come back", () => {
    const sold = row({ item_id: "a", quantity: 2, price: 1.5 });
    const back = row({ item_id: "b", quantity: -3, price: 1 });
    expect(tell(sold, back)).toMatchObject([
      { told: { tells: "order", order: { value: 300 } } },
      {
        told: {
          tells: "refund",
          id: "t1",
          transaction: null,
          value: 300,
          lines: [{ quantity: 3 }],
        },
      },
    ]);
  });

  it("must be in one currency and have a date", () => {
    const line = row({ item_id: "a", price: 1 });
    expect(tell(line, { ...line, currency: "EUR" })).toContain("several currencies");
    expect(tell({ ...line, moment: null })).toBe("no date");
  });
});

describe("gathering", () => {
  it("loses no row and parts no transaction whose rows lie near each other", () => {
    const near = fc.array(fc.integer({ min: 0, max: 40 }), { maxLength: 300 });
    fc.assert(
      fc.property(near, (transactions) => {
        const gatherer = new Gatherer();
        const gathered: OrderRow[][] = [];
        for (const [n, t] of transactions.entries()) {
          gatherer.add(`t${t}`, row({ transaction_id: `t${t}`, item_id: `i${n}`, price: 1 }));
          gathered.push(...gatherer.takeComplete());
        }
        gathered.push(...gatherer.takeAll());
        expect(gathered.flat()).toHaveLength(transactions.length);
        expect(gathered).toHaveLength(new Set(transactions).size);
      }),
      { numRuns: 20 },
    );
  });

  it("tells what has been complete for long, and holds what may go on", () => {
    const gatherer = new Gatherer();
    const told: OrderRow[][] = [];
    for (let n = 0; n < 21_000; n += 1) {
      const one = row({ transaction_id: `t${Math.floor(n / 10)}`, price: 1 });
      gatherer.add(one.transaction, one);
      told.push(...gatherer.takeComplete());
    }
    expect(told.every((rows) => rows.length === 10)).toBe(true);
    expect(told.length).toBeGreaterThanOrEqual(1500);
    expect(told.length + gatherer.takeAll().length).toBe(2100);
  });
});

describe("the shares of a file", () => {
  const gathered = (id: string, person: string | null): Gathered => ({
    id,
    lines: [2],
    tellings: [{ person, told: { tells: "delivery", transaction: id, delivered: 0 } }],
  });

  it("keep each person together, and part a file evenly", () => {
    const people = Array.from({ length: 1000 }, (_, n) => `c/${n}`);
    const sizes = Array.from({ length: 10 }, () => 0);
    for (const person of people) {
      const share = shareOf(gathered("a", person), 10);
      expect(shareOf(gathered("b", person), 10)).toBe(share);
      sizes[share]! += 1;
    }
    expect(Math.min(...sizes)).toBeGreaterThan(50);
    expect(new Set(people.map((id) => shareOf(gathered(id, null), 10))).size).toBe(10);
  });
});
