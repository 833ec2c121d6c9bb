import { afterEach, beforeEach, expect, test, vi } from "vitest";
import type { Entry, Head } from "../../sdk/src/lib/outbox.ts";
import { plugins } from "../../sdk/src/lib/hooks.ts";
import { loadPage } from "./fake-disk.ts";

const HEAD: Head = { visitor: "v", session: "s", consent: {} };
const NOBODY: Head = { visitor: null, consent: {} };

const event = (id: string, params?: Record<string, string>) => ({ id, name: "step", params });
const idsOf = (entries: Entry[]) => entries.map(({ event: { id } }) => id);
const left = (id: string, at: number, head = HEAD): Entry => ({ event: event(id), head, at });

beforeEach(() => {
  vi.useFakeTimers();
  vi.stubGlobal("navigator", { onLine: true });
});

afterEach(() => {
  vi.unstubAllGlobals();
  vi.useRealTimers();
});

test("an event that is not acknowledged within a second is on disk until it is", async () => {
  const { outbox, kept } = await loadPage();
  outbox.post(event("a"), HEAD);
  outbox.post(event("b"), HEAD);
  const taken = outbox.take(Infinity);
  expect(kept.size).toBe(0);
  await vi.advanceTimersByTimeAsync(1000);
  expect([...kept.keys()]).toEqual(["a", "b"]);
  outbox.settle(taken.slice(0, 1));
  expect([...kept.keys()]).toEqual(["b"]);
});

test("what is acknowledged within a second makes no database", async () => {
  const { outbox, disk } = await loadPage();
  await outbox.recover();
  outbox.post(event("a"), HEAD);
  outbox.settle(outbox.take(Infinity));
  await vi.advanceTimersByTimeAsync(5000);
  expect(disk.isThere).toBe(false);
});

test("however fast events come and are acknowledged, one timer is enough to save them", async () => {
  const { outbox, kept } = await loadPage();
  for (const id of ["a", "b", "c"]) {
    outbox.post(event(id), HEAD);
    outbox.settle(outbox.take(Infinity));
    await vi.advanceTimersByTimeAsync(10);
  }
  outbox.post(event("d"), HEAD);
  expect(vi.getTimerCount()).toBe(1);
  await vi.advanceTimersByTimeAsync(1000);
  expect([...kept.keys()]).toEqual(["d"]);
  outbox.post(event("e"), HEAD);
  await vi.advanceTimersByTimeAsync(1000);
  expect([...kept.keys()]).toEqual(["d", "e"]);
});

test("without a network an event is on disk at once, with what was still to be acknowledged", async () => {
  const { outbox, kept } = await loadPage();
  outbox.post(event("a"), HEAD);
  vi.stubGlobal("navigator", { onLine: false });
  outbox.post(event("b"), HEAD);
  await vi.advanceTimersByTimeAsync(0);
  expect([...kept.keys()]).toEqual(["a", "b"]);
});

test("a database that has nothing left in it goes with the next page", async () => {
  const { outbox, disk } = await loadPage([left("a", 1)]);
  await outbox.recover();
  outbox.settle(outbox.take(Infinity));
  expect(disk.isThere).toBe(true);
  await outbox.recover();
  expect(disk.isThere).toBe(false);
});

test("nothing is written for someone without consent, nor asked of the disk", async () => {
  const { outbox, kept, disk } = await loadPage();
  outbox.post(event("elsewhere"), NOBODY);
  const taken = outbox.take(Infinity);
  expect(idsOf(taken)).toEqual(["elsewhere"]);
  outbox.settle(taken);
  await vi.advanceTimersByTimeAsync(5000);
  expect([kept.size, disk.isThere]).toEqual([0, false]);
});

test("a batch has one head, the newest one's, is cut to length, and is never empty", async () => {
  const { outbox } = await loadPage();
  outbox.post(event("old"), { ...HEAD, session: "before" });
  for (const id of ["a", "b", "c"]) outbox.post(event(id), HEAD);
  expect(idsOf(outbox.take(1))).toEqual(["a"]);
  expect(idsOf(outbox.take(Infinity))).toEqual(["b", "c"]);
  expect(idsOf(outbox.take(Infinity))).toEqual(["old"]);
  expect(outbox.take(Infinity)).toEqual([]);
});

test("what could not be sent waits again, before what came since", async () => {
  const { outbox } = await loadPage();
  outbox.post(event("a"), HEAD);
  const taken = outbox.take(Infinity);
  expect(outbox.waiting.length).toBe(0);
  outbox.post(event("b"), HEAD);
  outbox.keep([{ ...taken[0]!, at: taken[0]!.at - 1 }]);
  expect(idsOf(outbox.take(Infinity))).toEqual(["a", "b"]);
});

test("leftovers come back before what is new, with their ids and their time", async () => {
  const now = Date.now();
  const { outbox } = await loadPage([left("b", now - 1000), left("a", now - 2000)]);
  const reading = outbox.recover();
  outbox.post(event("new"), HEAD);
  await reading;
  const entries = outbox.take(Infinity);
  expect(idsOf(entries)).toEqual(["a", "b", "new"]);
  expect(entries[0]!.at).toBe(now - 2000);
});

test("beyond a thousand events the oldest make room, here and on disk", async () => {
  const many = Array.from({ length: 1001 }, (_, index) => left(`e${index}`, index));
  const { outbox, kept } = await loadPage(many);
  await outbox.recover();
  expect(kept.has("e0")).toBe(false);
  outbox.post(event("new"), HEAD);
  expect(kept.has("e1")).toBe(false);
  expect(outbox.take(Infinity)).toHaveLength(1000);
});

test("a wipe leaves nothing, not even what was being read back", async () => {
  const { outbox, kept } = await loadPage([left("a", Date.now())]);
  const reading = outbox.recover();
  outbox.wipeOutbox();
  await reading;
  expect(kept.size).toBe(0);
  expect(outbox.take(Infinity)).toEqual([]);
  outbox.post(event("b"), HEAD);
  expect(idsOf(outbox.take(Infinity))).toEqual(["b"]);
});

test("a plugin may change an event or drop it before anything is kept", async () => {
  const { outbox, kept } = await loadPage();
  const { plugins: fresh } = await import("../../sdk/src/lib/hooks.ts");
  expect(fresh).not.toBe(plugins);
  fresh.push({
    beforeSend: (seen) => (seen.id === "drop" ? null : { ...seen, coupon: "SPRING" }),
  });
  expect(outbox.post(event("drop"), HEAD)).toBeNull();
  outbox.post(event("a"), HEAD);
  await vi.advanceTimersByTimeAsync(1000);
  expect([...kept.keys()]).toEqual(["a"]);
  expect(outbox.take(Infinity)[0]!.event).toMatchObject({ id: "a", coupon: "SPRING" });
});

test("a plugin that throws or returns nothing costs no event", async () => {
  const { outbox } = await loadPage();
  const { plugins: fresh } = await import("../../sdk/src/lib/hooks.ts");
  fresh.push({ beforeSend: () => undefined }, { beforeSend: () => JSON.parse("{") });
  outbox.post(event("a"), HEAD);
  expect(idsOf(outbox.take(Infinity))).toEqual(["a"]);
});
