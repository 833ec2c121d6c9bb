import { expect, test } from "vitest";
import type { Disk } from "../../sdk/src/lib/disk.ts";
import { createOutbox, type Entry, type Head } from "../../sdk/src/lib/outbox.ts";

const HEAD: Head = { visitor: "v", session: "s", consent: {} };
const NOBODY: Head = { visitor: null, consent: {} };
const DAY = 86_400_000;

/** A disk that keeps its entries in a map. */
function fakeDisk(entries: Entry[] = []) {
  const kept = new Map(entries.map((entry) => [entry.event.id, entry]));
  const disk: Disk = {
    writeEntry: (entry) => void kept.set(entry.event.id, entry),
    eraseEntries: (ids) => ids.forEach((id) => kept.delete(id)),
    readEntries: async () => [...kept.values()],
    wipe: () => kept.clear(),
  };
  return { disk, kept };
}

const event = (id: string, params?: Record<string, string>) => ({ id, name: "step", params });
const idsOf = (parcels: Entry[]) => parcels.map(({ event: { id } }) => id);
const left = (id: string, at: number, head = HEAD): Entry => ({ event: event(id), head, at });

test("an event is on disk from the moment it happens until it is acknowledged", () => {
  const { disk, kept } = fakeDisk();
  const outbox = createOutbox(disk);
  outbox.post(event("a"), HEAD);
  outbox.post(event("b"), HEAD);
  outbox.take(1000, true);
  expect([...kept.keys()]).toEqual(["a", "b"]);
  outbox.settle(["a", null, "unknown"]);
  expect([...kept.keys()]).toEqual(["b"]);
});

test("nothing is written for someone without consent", () => {
  const { disk, kept } = fakeDisk();
  const outbox = createOutbox(disk);
  outbox.post(event("a"), NOBODY);
  expect(kept.size).toBe(0);
  expect(idsOf(outbox.take(1000, true))).toEqual(["a"]);
});

test("the page may reuse the objects that it has tracked", () => {
  const outbox = createOutbox(fakeDisk().disk);
  const mine = event("a", { colour: "red" });
  outbox.post(mine, HEAD);
  mine.params!.colour = "blue";
  expect(outbox.take(1000, true)[0]!.event.params).toEqual({ colour: "red" });
});

test("a batch has one head, the newest events, and at most its bytes, but never nothing", () => {
  const outbox = createOutbox(fakeDisk().disk);
  outbox.post(event("old"), { ...HEAD, session: "before" });
  for (const id of ["a", "b", "c"]) outbox.post(event(id), HEAD);
  const size = JSON.stringify(event("a")).length;
  expect(idsOf(outbox.take(2 * size, true))).toEqual(["b", "c"]);
  expect(idsOf(outbox.take(1, true))).toEqual(["a"]);
  expect(idsOf(outbox.take(2 * size, true))).toEqual(["old"]);
  expect(outbox.take(2 * size, true)).toEqual([]);
});

test("what a beacon carried waits for no beacon, but goes along with the next request", () => {
  const outbox = createOutbox(fakeDisk().disk);
  outbox.post(event("a"), HEAD);
  outbox.take(1000, false)[0]!.state = "landed";
  expect(outbox.holds(1)).toBe(false);
  expect(outbox.take(1000, false)).toEqual([]);
  outbox.post(event("b"), HEAD);
  expect(idsOf(outbox.take(1000, true))).toEqual(["a", "b"]);
});

test("leftovers come back before what is new, with their ids and their age", async () => {
  const now = Date.now();
  const { disk } = fakeDisk([left("b", now - 1000), left("a", now - 2000)]);
  const outbox = createOutbox(disk);
  outbox.post(event("new"), HEAD);
  await outbox.recover();
  const parcels = outbox.take(1000, true);
  expect(idsOf(parcels)).toEqual(["a", "b", "new"]);
  expect(performance.now() - parcels[0]!.start).toBeGreaterThanOrEqual(2000);
});

test("a clock that was set back makes no event younger than now", async () => {
  const { disk } = fakeDisk([left("a", Date.now() + DAY)]);
  const outbox = createOutbox(disk);
  await outbox.recover();
  expect(outbox.take(1000, true)[0]!.start).toBeLessThanOrEqual(performance.now());
});

test("leftovers older than seven days are dropped, and of the rest the newest thousand are kept", async () => {
  const now = Date.now();
  const many = Array.from({ length: 1001 }, (_, index) => left(`e${index}`, now - 2000 + index));
  const { disk, kept } = fakeDisk([left("ancient", now - 7 * DAY - 1000), ...many]);
  const outbox = createOutbox(disk);
  await outbox.recover();
  expect(outbox.take(Infinity, true)).toHaveLength(1000);
  expect(kept.has("ancient")).toBe(false);
  expect(kept.has("e0")).toBe(false);
  expect(kept.has("e1")).toBe(true);
});

test("beyond a thousand events the oldest make room", () => {
  const { disk, kept } = fakeDisk();
  const outbox = createOutbox(disk);
  for (let index = 0; index <= 1000; index++) outbox.post(event(`e${index}`), HEAD);
  expect(kept.has("e0")).toBe(false);
  expect(outbox.take(Infinity, true)).toHaveLength(1000);
});

test("a wipe leaves nothing, not even what was being read back", async () => {
  const { disk, kept } = fakeDisk([left("a", Date.now())]);
  const outbox = createOutbox(disk);
  const reading = outbox.recover();
  outbox.wipe();
  await reading;
  expect(kept.size).toBe(0);
  expect(outbox.take(1000, true)).toEqual([]);
});
