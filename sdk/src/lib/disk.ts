import { createStore, type UseStore } from "idb-keyval";
import { guard, hook } from "./hooks.ts";

// Where events wait for their acknowledgement across page loads: IndexedDB, one key an event. Every
// operation may fail silently; without a disk (private mode, sandboxed frame) the outbox is memory.

type Job = (objects: IDBObjectStore) => unknown;

const NAME = "okaeri";
/** A transaction costs the page more than what is done in it, so what happens at once shares one. */
const GATHER_MS = 20;

let opened: UseStore | undefined;
let jobs: Job[] = [];

async function run(): Promise<void> {
  const batch = jobs;
  jobs = [];
  try {
    await (opened ??= createStore(NAME, "events"))("readwrite", (objects) => {
      const { db } = objects.transaction;
      // Another tab wipes: an open connection would make its deletion wait for ever.
      db.onversionchange = () => {
        db.close();
        opened = undefined;
      };
      for (const job of batch) job(objects);
    });
  } catch (error) {
    opened = undefined;
    hook("onDebug", error);
  }
}

/** Does `job` in a transaction that begins at once, or soon when one was begun before. */
export function onDisk(job: Job): void {
  if (jobs.push(job) < 2) setTimeout(run, opened && GATHER_MS);
}

export const wipeDisk = guard(() => {
  jobs = [];
  indexedDB.deleteDatabase(NAME);
});
