import { createStore } from "idb-keyval";
import { guard, hook } from "./hooks.ts";

// Where events wait for their acknowledgement across page loads: IndexedDB, one key an event. Every
// operation may fail silently; without a disk (private mode, sandboxed frame) the outbox is memory.

type Job = (objects: IDBObjectStore) => unknown;

const NAME = "okaeri";
/** A transaction costs the page more than what is done in it, so what happens at once shares one. */
const GATHER_MS = 10;

let jobs: Job[] = [];

async function run(): Promise<void> {
  const batch = jobs;
  jobs = [];
  // Wiped meanwhile: opening would create the database again.
  if (!batch[0]) return;
  try {
    await createStore(NAME, "events")("readwrite", (objects) => {
      for (const job of batch) job(objects);
      // When the transaction is done. An open connection would make a wipe wait, in any tab.
      objects.transaction.db.close();
    });
  } catch (error) {
    hook("onDebug", error);
  }
}

/** Does `job` in a transaction that begins in a moment. */
export function onDisk(job: Job): void {
  if (jobs.push(job) < 2) setTimeout(run, GATHER_MS);
}

export const wipeDisk = guard(() => {
  jobs = [];
  indexedDB.deleteDatabase(NAME);
});
