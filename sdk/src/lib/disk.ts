import { createStore, type UseStore } from "idb-keyval";
import { guard, hook } from "./hooks.ts";

// Where events wait for their acknowledgement across page loads: IndexedDB, one key an event. Every
// operation may fail silently; without a disk (private mode, sandboxed frame) the outbox is memory.

const NAME = "okaeri";

let opened: UseStore | undefined;

/** Runs `work` in a transaction. */
export async function onDisk<T>(
  work: (objects: IDBObjectStore) => T | Promise<T>,
): Promise<T | undefined> {
  try {
    return await (opened ??= createStore(NAME, "events"))("readwrite", (objects) => {
      const { db } = objects.transaction;
      // Another tab wipes: an open connection would make its deletion wait for ever.
      db.onversionchange = () => {
        db.close();
        opened = undefined;
      };
      return work(objects);
    });
  } catch (error) {
    opened = undefined;
    hook("onDebug", error);
  }
}

export const wipeDisk = guard(() => indexedDB.deleteDatabase(NAME));
