/**
 * Teaches a shop of 100 000 items so many sessions through HTTP, on the stack that `npm run serve`
 * runs, and prints what that costs and whether the answers are right; then teaches a shelf by itself, in
 * this process, to tell its memory.
 *
 *   node test/bench/scale.ts [--items 100000] [--sessions 20000] [--shards 1]
 */
import { readFile } from "node:fs/promises";
import { parseArgs } from "node:util";
import { startStack } from "../e2e/stack.ts";
import { NO_LIMITS } from "./limits.ts";
import { Client, inParallel } from "./scale/client.ts";
import { Expected } from "./scale/expected.ts";
import { measureShelf } from "./scale/memory.ts";
import { eventsOf, itemId, itemOf, otherHalf, sessionsOf } from "./scale/shop.ts";

const { values } = parseArgs({
  options: {
    items: { type: "string", default: "100000" },
    sessions: { type: "string", default: "20000" },
    shards: { type: "string", default: "1" },
  },
});
const ITEMS = Number(values.items);
const SESSIONS = Number(values.sessions);
const SHARDS = Number(values.shards);
const ITEMS_A_REQUEST = 1_000;
const SESSIONS_A_VISITOR = 20;
const LANES = 8;
const CHECKED = 20;

interface ShelfReply {
  shards: { items: number; counters: number; rows_written: number; bytes: number }[];
}
interface DecisionReply {
  items: { id: string }[];
}

const now = Date.now();
const stack = await startStack();
const client = new Client(stack.origin);
const figures: [name: string, value: string | number][] = [];
try {
  await client.send("PUT", "/v1/settings", { shelf_shards: SHARDS, limits: NO_LIMITS });
  await loadCatalogue();
  const expected = await teachSessions();
  await untilFolded();
  await checkAnswers(expected);
} finally {
  await stack.close();
}
const alone = measureShelf(ITEMS, SESSIONS, now);
figures.push(["shelf_mb", (alone.bytes / 1e6).toFixed(1)]);
figures.push(["shelf_us_a_session", alone.microsecondsALesson.toFixed(1)]);
figures.push(["shelf_rows_a_session", alone.rowsALesson.toFixed(2)]);
for (const [name, value] of figures) console.log(name, value);

async function loadCatalogue(): Promise<void> {
  const started = performance.now();
  await inParallel(Math.ceil(ITEMS / ITEMS_A_REQUEST), 2, async (part) => {
    const first = part * ITEMS_A_REQUEST;
    const length = Math.min(ITEMS_A_REQUEST, ITEMS - first);
    const items = Array.from({ length }, (_, n) => itemOf(first + n));
    await client.send("PUT", "/v1/items", { items });
  });
  figures.push(["items_a_second", Math.round((1_000 * ITEMS) / (performance.now() - started))]);
}

async function teachSessions(): Promise<Expected> {
  const expected = new Expected();
  const visitors = Math.ceil(SESSIONS / SESSIONS_A_VISITOR);
  const started = performance.now();
  let taught = 0;
  let told = 0;
  await inParallel(visitors, LANES, async (visitor) => {
    const sessions = sessionsOf(visitor, SESSIONS_A_VISITOR, ITEMS, now);
    await client.send("POST", "/v1/events", {
      visitor: `visitor-${visitor}`,
      events: eventsOf(visitor, sessions),
    });
    for (const session of sessions) expected.add(session, now);
    taught += sessions.length;
    if (taught - told < SESSIONS / 20) return;
    told = taught;
    const rate = Math.round((1_000 * taught) / (performance.now() - started));
    console.error(`${taught} sessions, ${rate} a second, workerd ${await residentMb()} MB`);
  });
  figures.push(["sessions", taught]);
  figures.push(["sessions_a_second", Math.round((1_000 * taught) / (performance.now() - started))]);
  return expected;
}

/** Waits until nothing more is written. */
async function untilFolded(): Promise<void> {
  let before = -1;
  for (;;) {
    const { shards } = await client.send<ShelfReply>("GET", "/v1/shelf");
    const sum = (of: (shard: ShelfReply["shards"][number]) => number) =>
      shards.reduce((total, shard) => total + of(shard), 0);
    const written = sum(({ rows_written }) => rows_written);
    if (written === before) {
      figures.push(["http_rows_written", written]);
      figures.push(["http_rows_a_session", (written / SESSIONS).toFixed(2)]);
      figures.push(["shelf_counters", sum(({ counters }) => counters)]);
      figures.push(["shelf_disk_mb", (sum(({ bytes }) => bytes) / 1e6).toFixed(1)]);
      figures.push(["workerd_resident_mb", await residentMb()]);
      return;
    }
    before = written;
    await new Promise((resume) => setTimeout(resume, 6_000));
  }
}

async function checkAnswers(expected: Expected): Promise<void> {
  const bestsellers = await client.send<DecisionReply>(
    "GET",
    `/v1/recommendations/bestsellers?axis=all&count=${CHECKED}`,
  );
  const best = expected.top(CHECKED);
  const right = bestsellers.items.filter(({ id }, place) => id === best[place]).length;
  figures.push(["bestsellers_right", `${right}/${CHECKED}`]);
  let pairs = 0;
  const times: number[] = [];
  for (let n = 0; n < CHECKED; n++) {
    const started = performance.now();
    const related = await client.send<DecisionReply>(
      "GET",
      `/v1/recommendations/related?item=${itemId(n)}&count=4`,
    );
    times.push(performance.now() - started);
    if (related.items[0]?.id === itemId(otherHalf(n))) pairs += 1;
  }
  figures.push(["related_right", `${pairs}/${CHECKED}`]);
  figures.push(["related_p50_ms", times.sort((a, b) => a - b)[CHECKED / 2]!.toFixed(1)]);
}

/** Of the one process that is the whole stack, where the system tells. */
async function residentMb(): Promise<number> {
  const status = await readFile(`/proc/${stack.pid}/status`, "utf8").catch(() => "");
  return Math.round(Number(/VmRSS:\s+(\d+) kB/.exec(status)?.[1] ?? 0) / 1_000);
}
