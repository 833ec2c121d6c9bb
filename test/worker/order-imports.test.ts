import { describe, expect, it } from "vitest";
import { api, id, pass, type Reply, settle } from "./api.ts";
import { unitsOf } from "./objects.ts";

/** What an upload came to. */
async function run(type: string, file: BodyInit, query = ""): Promise<Reply["body"]> {
  const sent = await api.upload(`/v1/imports?type=${type}${query}`, file);
  expect(sent.status, JSON.stringify(sent.body)).toBe(202);
  await pass({ seconds: 1 });
  const { body } = await api.get(`/v1/imports/${sent.body.id}`);
  expect(body.status, JSON.stringify(body)).toBe("done");
  return body;
}
const orderOf = async (transaction: string) => (await api.get(`/v1/orders/${transaction}`)).body;
const report = async () => (await api.get("/v1/reports/orders?from=2000-01-01")).body;
const csv = (...lines: string[]) => `${lines.join("\n")}\n`;
const HEADER = "transaction_id,customer_id,date,value,currency";

describe("an import of orders", () => {
  it("needs no more than transaction, customer, date, value and currency", async () => {
    const [a, b] = [id("t"), id("t")];
    const file = csv(HEADER, `${a},ann,2026-01-02,10.50,GBP`, `${b},ann,2026-02-03,20,GBP`);
    const told = await run("orders", file);
    expect(told).toMatchObject({ lines: 2, accepted: 2, rejected: 0, format: "csv" });
    expect(told.totals).toMatchObject([{ currency: "GBP", orders: 2, revenue: 3050 }]);
    expect(await orderOf(a)).toMatchObject({ customer_id: "ann", value: "10.50 GBP", items: [] });
    const { body } = await api.get("/v1/people/c/ann");
    expect(body.orders.map((order: { value: string }) => order.value)).toEqual([
      "20.00 GBP",
      "10.50 GBP",
    ]);
  });

  it("changes nothing the second time", async () => {
    const file = csv(HEADER, `${id("t")},ben,2026-01-02,10,GBP`, `${id("t")},,2026-01-02,5,GBP`);
    await run("orders", file);
    const before = await report();
    const again = await run("orders", file);
    expect(again).toMatchObject({ accepted: 0, unchanged: 2, rejected: 0 });
    expect(again.totals).toMatchObject([{ orders: 2, revenue: 1500, of_nobody: 1 }]);
    expect((await report()).totals).toEqual(before.totals);
  });

  it("gathers the lines of an order, wherever they lie, and teaches the shelf what sold", async () => {
    const [a, b, item] = [id("t"), id("t"), id("mug")];
    const date = new Date(Date.now() - 3_600_000).toISOString();
    const told = await run(
      "orders",
      csv(
        "transaction_id,customer_id,date,item_id,item_category,quantity,price",
        `${a},cid,${date},${item},Kitchen,2,2.50`,
        `${b},dan,${date},${item},Kitchen,1,2.50`,
        `${a},cid,${date},cup,Kitchen,1,4`,
      ),
    );
    expect(told.totals).toMatchObject([{ orders: 2, lines: 3, units: 4, revenue: 1150 }]);
    expect(await orderOf(a)).toMatchObject({
      value: "9.00 GBP",
      time: date,
      items: [{ item_id: item, quantity: 2, item_category: "Kitchen" }, { item_id: "cup" }],
    });
    await settle();
    expect(await unitsOf(item)).toBeCloseTo(3, 1);
  });

  it("reads Online Retail's own columns by a mapping, and books its returns on the orders", async () => {
    const [a, c, item] = [id("5"), id("C5"), id("m")];
    const mapping = {
      InvoiceNo: "transaction_id",
      StockCode: "item_id",
      Quantity: "quantity",
      InvoiceDate: "date",
      UnitPrice: "price",
      CustomerID: "customer_id",
    };
    const told = await run(
      "orders",
      csv(
        '"InvoiceNo","StockCode","Description","Quantity","InvoiceDate","UnitPrice","CustomerID","Country"',
        `"${a}","${item}","A ""MUG"", RED",6,"2010-12-01 08:26:00",2.55,17850,"United Kingdom"`,
        `"${a}","POST","POSTAGE",1,"2010-12-01 08:26:00",18,17850,"United Kingdom"`,
        `"${c}","${item}","MUG",-2,"2010-12-02 08:26:00",2.55,17850,"United Kingdom"`,
        `"${id("5")}","${item}","MUG",1,"2010-12-02 09:00:00",2.55,NA,"United Kingdom"`,
      ),
      `&not_items=POST&mapping=${encodeURIComponent(JSON.stringify(mapping))}`,
    );
    expect(told.totals).toMatchObject([
      {
        orders: 2,
        lines: 3,
        units: 8,
        revenue: 1530 + 1800 + 255,
        of_nobody: 1,
        refunds: 1,
        refund_units: 2,
        refunded: 510,
      },
    ]);
    expect(await orderOf(a)).toMatchObject({
      customer_id: "17850",
      value: "33.30 GBP",
      refunded: "5.10 GBP",
      items: [{ item_id: item, quantity: 6, returned: 2 }],
    });
  });

  it("says what a dry run would bring, and keeps nothing", async () => {
    const t = id("t");
    const told = await run("orders", csv(HEADER, `${t},eve,2026-01-02,10,GBP`), "&dry_run=1");
    expect(told).toMatchObject({ dry_run: true, accepted: 1, totals: [{ orders: 1 }] });
    expect((await api.get(`/v1/orders/${t}`)).status).toBe(404);
  });

  it("takes orders as lines of JSON, with their items", async () => {
    const t = id("t");
    const items = [{ item_id: "mug", price: 2.5, quantity: 2 }];
    const file = JSON.stringify({
      transaction_id: t,
      customer_id: "flo",
      time: "2026-01-02T03:04:05Z",
      items,
    });
    expect(await run("orders", `${file}\n`)).toMatchObject({ format: "ndjson", accepted: 1 });
    expect(await orderOf(t)).toMatchObject({ value: "5.00 GBP", customer_id: "flo" });
  });
});

describe("bad input", () => {
  it("of wrong lines is reported by line, and the rest is kept", async () => {
    const t = id("t");
    const told = await run(
      "orders",
      csv(
        HEADER,
        `${id("t")},gus,2999-01-01,10,GBP`,
        `${id("t")},gus,01/02/2026x,10,GBP`,
        `${id("t")},gus,2026-01-02,ten,GBP`,
        `${id("t")},gus,2026-01-02,10,POUNDS`,
        `${id("t")},gus,2026-01-02,,GBP`,
        `,gus,2026-01-02,10,GBP`,
        `${t},gus,2026-01-02,10,GBP`,
      ),
    );
    expect(told).toMatchObject({ lines: 7, accepted: 1, rejected: 6 });
    const details = told.rejected_lines.map(
      ({ line, detail }: { line: number; detail: string }) => `${line}: ${detail}`,
    );
    expect(details.toSorted()).toEqual([
      "2: the date lies in the future: 2999-01-01",
      "3: the date is no date: 01/02/2026x",
      "4: the value is no amount",
      "5: the currency is no ISO 4217 code",
      "6: neither a value nor prices",
      "7: no transaction_id",
    ]);
    expect(await orderOf(t)).toMatchObject({ customer_id: "gus" });
  });

  it("with a byte order mark, semicolons, quotes inside quotes and decimal commas is read", async () => {
    const t = id("t");
    const told = await run(
      "orders",
      `\ufefftransaction_id;customer_id;date;item_id;item_name;quantity;price\n"${t}";"hal";"02.01.2026";"mug";"A ""big""; mug";"3";"2,50"\n`,
      "&dates=dmy",
    );
    expect(told).toMatchObject({ accepted: 1, rejected: 0 });
    expect(await orderOf(t)).toMatchObject({ value: "7.50 GBP", time: "2026-01-02T00:00:00.000Z" });
  });

  it("in Latin-1 is read as what it is", async () => {
    const t = id("t");
    const text = csv(HEADER, `${t},zoë,2026-01-02,10,GBP`);
    const told = await run(
      "orders",
      Uint8Array.from(text, (char) => char.charCodeAt(0)),
    );
    expect(told.encoding).toBe("windows-1252");
    expect(await orderOf(t)).toMatchObject({ customer_id: "zoë" });
  });

  it("cut in the middle keeps what came, says where it ends, and is whole at the next try", async () => {
    const [a, b] = [id("t"), id("t")];
    const file = csv(HEADER, `${a},ian,2026-01-02,10,GBP`, `${b},ian,2026-01-03,20,GBP`);
    const cut = await run("orders", file.slice(0, -12));
    expect(cut).toMatchObject({ accepted: 1, rejected: 1, rejected_lines: [{ line: 3 }] });
    expect(cut.notes.join()).toContain("fewer columns");
    const whole = await run("orders", file);
    expect(whole).toMatchObject({ accepted: 1, unchanged: 1, rejected: 0 });
    expect(await run("orders", file)).toMatchObject({ accepted: 0, unchanged: 2 });
  });
});

describe("imports of what became of orders", () => {
  it("book refunds once, and refuse what is left of nothing or of no order", async () => {
    const t = id("t");
    await run("orders", csv(HEADER, `${t},kim,2026-01-02,10,GBP`));
    const file = csv(
      "transaction_id,refund_id,date,value",
      `${t},${t}-r1,2026-01-05,4`,
      `${t},${t}-r2,2026-01-06,6`,
      `${t},${t}-r3,2026-01-07,1`,
      `nobody-knows,${t}-r4,2026-01-07,1`,
    );
    const told = await run("refunds", file);
    expect(told).toMatchObject({ accepted: 2, rejected: 2 });
    expect(await orderOf(t)).toMatchObject({ status: "refunded", net: "0.00 GBP" });
    expect(await run("refunds", file)).toMatchObject({ accepted: 0, unchanged: 2, rejected: 2 });
  });

  it("say when an order arrived", async () => {
    const t = id("t");
    await run("orders", csv(HEADER, `${t},lou,2026-01-02,10,GBP`));
    const file = csv("transaction_id,date", `${t},2026-01-05T10:00:00Z`, `unknown,2026-01-05`);
    expect(await run("deliveries", file)).toMatchObject({ accepted: 1, rejected: 1 });
    expect(await orderOf(t)).toMatchObject({
      status: "delivered",
      delivered: "2026-01-05T10:00:00.000Z",
    });
    expect(await run("deliveries", file)).toMatchObject({ accepted: 0, unchanged: 1 });
  });
});

describe("imports of what is known of people", () => {
  it("bring fields of customers, and one phone in three files is one person with three sources", async () => {
    const [a, b, c] = [id("cus"), id("cus"), id("cus")];
    const phone = `+4479${String(Math.floor(Math.random() * 1e8)).padStart(8, "0")}`;
    await run("customers", csv("customer_id,phone,name", `${a},${phone},Ann`), "&feed=shop");
    await run("customers", csv("customer_id,phone,city", `${b},${phone},York`), "&feed=store");
    await run(
      "customers",
      csv("customer_id,phone", `${c},${phone}`, `guest,${phone}`),
      "&feed=desk",
    );
    const { body } = await api.get(`/v1/people/c/${a}`);
    const sources = JSON.stringify(body.profile);
    for (const source of ["shop", "store", "desk"]) expect(sources).toContain(source);
  });

  it("tell what is new, what was known and what cannot be taken", async () => {
    const [a, b] = [id("cus"), id("cus")];
    const file = csv("customer_id,email,city", `${a},,York`, `${b},nobody at home,`);
    expect(await run("customers", file)).toMatchObject({ accepted: 1, unchanged: 0, rejected: 1 });
    const again = await run("customers", file);
    expect(again).toMatchObject({ accepted: 0, unchanged: 1, rejected: 1 });
    expect(again.rejected_lines).toMatchObject([{ line: 3, id: b }]);
    const moved = csv("customer_id,city", `${a},Leeds`);
    expect(await run("customers", moved)).toMatchObject({ accepted: 1, unchanged: 0 });
  });

  it("put reviews and tickets into the timeline, once", async () => {
    const customer = id("cus");
    const reviews = csv(
      "customer_id,date,item_id,rating",
      `${customer},2026-01-05,mug,4`,
      `${customer},,mug,4`,
    );
    const tickets = csv(
      "customer_id,ticket_id,date,kind,status",
      `${customer},k1,2026-01-06,complaint,open`,
    );
    expect(await run("reviews", reviews)).toMatchObject({ accepted: 1, rejected: 1 });
    await run("tickets", tickets);
    expect(await run("reviews", reviews)).toMatchObject({ accepted: 0, unchanged: 1 });
    await pass({ days: 9 });
    expect(await run("tickets", tickets)).toMatchObject({ accepted: 0, unchanged: 1 });
    const { body } = await api.get(`/v1/people/c/${customer}`);
    expect(body.timeline.map(({ name }: { name: string }) => name)).toEqual(["ticket", "review"]);
    expect(body.open_complaints).toBe(1);
  });
});

describe("reports of orders", () => {
  it("follow from what was imported", async () => {
    const lines = Array.from({ length: 40 }, (_, n) => [
      `${id("t")},rep${n},2025-0${1 + (n % 9)}-02,10,GBP`,
      ...(n % 2 === 0 ? [`${id("t")},rep${n},2025-1${n % 3}-02,30,GBP`] : []),
    ]).flat();
    await run("orders", csv(HEADER, ...lines));
    const { body } = await api.get("/v1/reports/f2?at=2026-06-01");
    expect(body.matured.at(-1)).toMatchObject({ days: 365 });
    expect(body.left_out).toHaveProperty("nobody");
    const pareto = await api.get("/v1/reports/pareto?limit=5");
    expect(pareto.status).toBe(200);
    expect(pareto.body.people).toBeGreaterThanOrEqual(40);
    expect((await api.get("/v1/reports/never")).status).toBe(404);
  });
});
