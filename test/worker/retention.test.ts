import { describe, expect, it } from "vitest";
import { api, id, pageView, pass, purchase, settle } from "./api.ts";
import { dumpAll, tablesWith } from "./dump.ts";
import { journalOf, LEDGER, rows } from "./objects.ts";

const ledger = () => LEDGER.getByName("demo/ledger/g1/0");
const MONTHS = (n: number) => ({ days: Math.ceil(n * 30.5) });
const facts = async () => (await rows(ledger(), "SELECT id FROM facts WHERE day >= 0")).length;

describe("what is kept, as long as it may be", () => {
  it("lets go of visitors after 13 idle months, of their events one by one, and keeps the sums", async () => {
    const [idle, regular, buyer] = [id("idler"), id("regular"), id("buyer")];
    await api.post({ visitor: idle, events: [pageView("/idle/")] });
    await api.post({ visitor: regular, events: [pageView("/")] });
    await api.post({ visitor: buyer, events: [purchase("kept-order", ["a"])] });
    await pass({ days: 1 });
    await settle();
    await pass(MONTHS(8));
    await api.post({ visitor: regular, events: [pageView("/again/")] });
    await pass(MONTHS(5));
    await pass({ days: 2 });
    expect((await api.person(idle)).status).toBe(404);
    expect((await api.person(regular)).body.visits).toBe(2);
    expect((await api.person(buyer)).body.orders).toHaveLength(1);
    expect(await tablesWith(await dumpAll(), [idle])).toEqual(["LEDGER.facts"]);
    const { body } = await api.get("/v1/reports/visits?from=2020-01-01");
    expect(body.visits).toBe(4);
  });

  it("lets go of customers and of facts after 25 months; orders are nobody's then", async () => {
    expect(await facts()).toBeGreaterThan(0);
    await pass(MONTHS(13));
    await api.post({ visitor: id("new"), events: [pageView("/")] });
    await pass({ days: 1 });
    await pass({ days: 2 });
    expect(await facts()).toBeLessThanOrEqual(2);
    const { body } = await api.get("/v1/orders/kept-order");
    expect(body).toMatchObject({ visitor_id: null, customer_id: null });
    expect((await api.get("/v1/reports/visits?from=2020-01-01")).body.visits).toBe(5);
  });

  it("may be made shorter: events one by one go first", async () => {
    const visitor = id("short");
    await api.put("/v1/settings", { retention: { visitors: 2, journal: 1 } });
    await api.post({ visitor, events: [pageView("/")] });
    await pass({ days: 1 });
    const journal = () => journalOf(visitor);
    expect(await journal()).toHaveLength(1);
    for (let day = 0; day < 32; day++) await pass({ days: 1 });
    expect(await journal()).toHaveLength(0);
    expect((await api.person(visitor)).status).toBe(200);
    await pass(MONTHS(1.2));
    await pass({ days: 1 });
    expect((await api.person(visitor)).status).toBe(404);
    expect((await api.put("/v1/settings", { retention: { visitors: 14 } })).status).toBe(422);
  });
});
