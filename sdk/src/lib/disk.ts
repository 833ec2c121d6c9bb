import { createStore } from "idb-keyval";
import { guard, hook } from "./hooks.ts";

// Where events wait for their acknowledgement across page loads: IndexedDB, one key an event. Every
// operation may fail silently; without a disk (private mode, sandboxed frame) the outbox is memory.

type Job = (objects: IDBObjectStore) => unknown;

const NAME = "okaeri";
const GATHER_MS = 10;
let jobs: Job[] = [];

async function run(): Promise<void> {
  const batch = jobs;
  jobs = [];
  // Done by then; or wiped, and opening would create the database again.
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

/**
 * Does `job` in a moment, with all that come meanwhile: a transaction costs the page more than what
 * is done in it.
 */
export function onDisk(job: Job): void {
  jobs.push(job);
  setTimeout(run, GATHER_MS);
}

export const wipeDisk = guard(() => {
  jobs = [];
  indexedDB.deleteDatabase(NAME);
});
