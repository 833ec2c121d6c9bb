import { once } from "node:events";
import type { ChildProcess } from "node:child_process";
import { mkdtemp, rm } from "node:fs/promises";
import { createServer, type AddressInfo } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { startWorkerd, untilHealthy } from "../../scripts/workerd.mjs";
import type { BatchReply } from "../../worker/wire/batch.ts";
import type { PersonReply } from "../../worker/wire/person.ts";

const VISITORS = 24;
const ROUNDS = 3;
/** Batches that are answered before the process is killed, while others are under way. */
const ANSWERED = 300;

interface Batch {
  visitor: string;
  session: string;
  events: { id: string; name: string; [field: string]: unknown }[];
}

let data: string;
let origin: string;
let worker: ChildProcess;

async function freePort(): Promise<number> {
  const server = createServer().listen(0, "127.0.0.1");
  await once(server, "listening");
  const { port } = server.address() as AddressInfo;
  server.close();
  await once(server, "close");
  return port;
}

async function start(): Promise<void> {
  const port = await freePort();
  origin = `http://127.0.0.1:${port}`;
  worker = startWorkerd({ port, data, env: { OKAERI_DEMO_KEYS: "1", OKAERI_TEST_CLOCK: "1" } });
  await untilHealthy(worker, origin);
}

async function kill(): Promise<void> {
  const gone = once(worker, "exit");
  worker.kill("SIGKILL");
  await gone;
}

/** What a visitor does next: a page, an item, now and then an order. */
function batchOf(visitor: string, n: number): Batch {
  const name = (kind: string) => `${visitor}-${n}-${kind}`;
  const url = `${origin}/p/${n}/`;
  return {
    visitor,
    session: `${visitor}-s`,
    events: [
      { id: name("page"), name: "page_view", page: { url, referrer: "" } },
      { id: name("view"), name: "view_item", items: [{ item_id: `i${n % 7}`, price: 2.5 }] },
      ...(n % 5 === 4
        ? [{ id: name("buy"), name: "purchase", transaction_id: name("t"), value: 2.5 }]
        : []),
    ],
  };
}

/** Posts a batch; null when no answer came, which says nothing about whether it was stored. */
async function post(batch: Batch): Promise<BatchReply | null> {
  try {
    const body = JSON.stringify(batch);
    const reply = await fetch(`${origin}/v1/events?key=pk_demo`, { method: "POST", body });
    return reply.ok ? ((await reply.json()) as BatchReply) : null;
  } catch {
    return null;
  }
}

const headers = { authorization: "Bearer sk_demo" };

async function timelineOf(visitor: string): Promise<{ person: PersonReply; ids: string[] }> {
  const ids: string[] = [];
  let person: PersonReply | null = null;
  let cursor: string | null = null;
  do {
    const at: string = cursor === null ? "" : `?cursor=${cursor}`;
    const reply = await fetch(`${origin}/v1/people/${visitor}${at}`, { headers });
    const page = (await reply.json()) as PersonReply;
    person ??= page;
    ids.push(...page.timeline.map(({ id }) => id));
    cursor = page.next_cursor;
  } while (cursor !== null);
  return { person, ids };
}

describe("a Worker that is killed in the middle of its work", () => {
  beforeEach(async () => {
    data = await mkdtemp(join(tmpdir(), "okaeri-durability-"));
    await start();
  });
  afterEach(async () => {
    if (worker.exitCode === null && worker.signalCode === null) await kill();
    await rm(data, { recursive: true, force: true });
  });

  it("has every event that it answered for, and none twice, kill after kill", async () => {
    const visitors = Array.from({ length: VISITORS }, (_, n) => `visitor-${n}`);
    const acknowledged = new Map(visitors.map((visitor) => [visitor, [] as Batch[]]));
    const unanswered: Batch[] = [];
    const next = new Map(visitors.map((visitor) => [visitor, 0]));

    for (let round = 0; round < ROUNDS; round++) {
      let answered = 0;
      let isDown = false;
      const load = visitors.map(async (visitor) => {
        while (!isDown) {
          const n = next.get(visitor)!;
          next.set(visitor, n + 1);
          const batch = batchOf(visitor, n);
          if ((await post(batch)) === null) {
            unanswered.push(batch);
            return;
          }
          acknowledged.get(visitor)!.push(batch);
          answered += 1;
          if (answered === ANSWERED) {
            isDown = true;
            await kill();
          }
        }
      });
      await Promise.all(load);
      expect(unanswered.length).toBeGreaterThan(0);
      await start();

      for (const [visitor, batches] of acknowledged) {
        if (batches.length === 0) continue;
        const { ids } = await timelineOf(visitor);
        const expected = batches.flatMap(({ events }) => events.map(({ id }) => id));
        expect(expected.filter((id) => !ids.includes(id))).toEqual([]);
      }
      for (const batch of unanswered.splice(0)) {
        const reply = await post(batch);
        expect(reply?.results).toHaveLength(batch.events.length);
        acknowledged.get(batch.visitor)!.push(batch);
      }
    }

    for (const [visitor, batches] of acknowledged) {
      const { person, ids } = await timelineOf(visitor);
      const expected = batches.flatMap(({ events }) => events);
      expect([...ids].sort()).toEqual(expected.map(({ id }) => id).sort());
      expect(person.pages).toBe(batches.length);
    }

    // What the visits came to reaches the shop's ledger once too.
    const now = new Date(Date.now() + 40 * 60_000).toISOString();
    await fetch(`${origin}/v1/clock`, { method: "PUT", headers, body: JSON.stringify({ now }) });
    const report = await fetch(`${origin}/v1/reports/visits`, { headers });
    const all = [...acknowledged.values()].flat().flatMap(({ events }) => events);
    expect(await report.json()).toMatchObject({
      visits: VISITORS,
      orders: all.filter(({ name }) => name === "purchase").length,
    });
  });
});
