import { createStore, promisifyRequest, type UseStore } from "idb-keyval";
import { debug, guard } from "./guard.ts";
import type { Entry } from "./outbox.ts";

const NAME = "okaeri";

/** Where events wait for their acknowledgement across page loads. Every operation may fail silently. */
export interface Disk {
  writeEntry(entry: Entry): void;
  eraseEntries(ids: string[]): void;
  readEntries(): Promise<Entry[]>;
  wipe(): void;
}

/** IndexedDB, one key an event. Without it (private mode, sandboxed frame) the outbox is memory only. */
export function createDisk(): Disk {
  let opened: UseStore | undefined;

  async function use<T>(work: (objects: IDBObjectStore) => T | Promise<T>): Promise<T | undefined> {
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
      debug(error);
    }
  }

  return {
    writeEntry: (entry) => void use((objects) => void objects.put(entry, entry.event.id)),
    eraseEntries: (ids) => void use((objects) => ids.forEach((id) => objects.delete(id))),
    readEntries: async () =>
      (await use((objects) => promisifyRequest<Entry[]>(objects.getAll()))) ?? [],
    wipe: guard(() => void indexedDB.deleteDatabase(NAME)),
  };
}
