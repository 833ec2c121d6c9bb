import { guard, hook } from "./hooks.ts";
import { promisifyRequest } from "idb-keyval";

// Where events wait for their acknowledgement across page loads: IndexedDB, one key an event. Every
// operation may fail silently; without a disk (private mode, sandboxed frame) the outbox is memory.

/** Of the database, and of the one value in localStorage. */
export const NAME = "okaeri";

/**
 * Does `job` in a transaction of its own, and closes the database after it: an open one would make a
 * wipe wait, in any tab. With `ifThere` only when something was written before, since asking costs
 * the page a tenth of opening. Firefox before 126 cannot tell.
 */
export async function onDisk<T>(
  job: (objects: IDBObjectStore) => T,
  ifThere?: boolean,
): Promise<Awaited<T> | undefined> {
  try {
    // Where storage is forbidden localStorage throws, and databases() would reject a promise of
    // Chromium's own, which nobody can catch.
    if (ifThere && localStorage && !(await indexedDB.databases()).some(({ name }) => name === NAME))
      return;
    const request = indexedDB.open(NAME);
    request.onupgradeneeded = () => request.result.createObjectStore(NAME);
    const database = await promisifyRequest(request);
    const done = job(database.transaction(NAME, "readwrite").objectStore(NAME));
    database.close();
    return await done;
  } catch (error) {
    hook("onDebug", error);
  }
}

export const wipeDisk = guard(() => {
  indexedDB.deleteDatabase(NAME);
});
