import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { ImportReply } from "../../worker/wire/import.ts";
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
