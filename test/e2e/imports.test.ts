import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { ClvReport } from "../../worker/core/customer/index.ts";
import type { F2Report } from "../../worker/core/second/index.ts";
import type { ImportReply } from "../../worker/wire/import.ts";
import { CDNOW_START, readCdnow } from "../fixtures/cdnow.ts";
import { startStack, type Stack } from "./stack.ts";

const ITEMS = 12_000;
const headers = { authorization: "Bearer sk_demo" };
/** About 250 bytes an item, so that the file lies in several chunks. */
const FILE = `id,title,link,price,description\n${Array.from(
  { length: ITEMS },
  (_, n) => `k${n},Item ${n},/p/k${n}/,${1 + (n % 90)}.50 GBP,${"a fine thing ".repeat(16)}\n`,
).join("")}`;

let stack: Stack;
beforeAll(async () => {
  stack = await startStack();
});
afterAll(() => stack.close());

const get = async <T>(path: string): Promise<T> =>
  (await (await fetch(stack.origin + path, { headers })).json()) as T;

async function until(id: string, isThere: (report: ImportReply) => boolean): Promise<ImportReply> {
  for (;;) {
    const report = await get<ImportReply>(`/v1/imports/${id}`);
    if (isThere(report)) return report;
    await new Promise((resume) => setTimeout(resume, 20));
  }
}

describe("an import whose process is killed", () => {
  it("goes on where it was, loses nothing and counts nothing twice", async () => {
    const sent = await fetch(`${stack.origin}/v1/imports?type=items&feed=main`, {
      method: "POST",
      headers,
      body: FILE,
    });
    expect(sent.status).toBe(202);
    const { id } = (await sent.json()) as { id: string };
    for (let kills = 1; kills <= 2; kills++) {
      const report = await until(id, ({ lines, status }) => lines > 0 || status === "done");
      expect(report.lines).toBe(report.accepted + report.unchanged + report.rejected);
      await stack.crash();
    }
    const report = await until(id, ({ status }) => status === "done" || status === "failed");
    expect(report).toMatchObject({ status: "done", lines: ITEMS, rejected: 0, removed: 0 });
    expect(report.accepted + report.unchanged).toBe(ITEMS);
    const last = await get(`/v1/items/k${ITEMS - 1}`);
    expect(last).toMatchObject({ id: `k${ITEMS - 1}`, title: `Item ${ITEMS - 1}` });
  });
});

describe("a file of transaction, customer, date, value and currency", () => {
  it("is enough for the second purchase and the forecast: CDNOW's figures as METHODS states them", async () => {
    const lines = readCdnow().map(({ customer, day, cents }, index) => {
      const date = new Date(CDNOW_START + day * 86_400_000).toISOString().slice(0, 10);
      return `${index},cd${customer},${date},${cents / 100},USD\n`;
    });
    const sent = await fetch(`${stack.origin}/v1/imports?type=orders`, {
      method: "POST",
      headers,
      body: `transaction_id,customer_id,date,value,currency\n${lines.join("")}`,
    });
    const { id } = (await sent.json()) as { id: string };
    const done = await until(id, ({ status }) => status === "done" || status === "failed");
    expect(done).toMatchObject({ status: "done", accepted: 6919, rejected: 0 });

    const f2 = await get<F2Report>("/v1/reports/f2?at=1998-06-30");
    expect(f2.matured.map(({ days, rate, n }) => [days, (100 * rate!).toFixed(2), n])).toEqual([
      [7, "6.15", 2357],
      [30, "17.39", 2357],
      [60, "25.50", 2357],
      [90, "29.15", 2357],
      [180, "37.63", 2357],
      [365, "45.57", 2357],
    ]);
    const { model } = await get<ClvReport>("/v1/reports/clv?at=1997-09-30");
    const { r, alpha, a, b } = model!;
    expect([r, alpha, a, b].map((x) => x.toPrecision(3))).toEqual([
      "0.243",
      "4.41",
      "0.793",
      "2.43",
    ]);
  }, 300_000);
});
