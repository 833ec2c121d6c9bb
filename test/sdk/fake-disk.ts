import { vi } from "vitest";
import type * as Courier from "../../sdk/src/lib/courier.ts";
import type { Options } from "../../sdk/src/types.ts";
import type * as Outbox from "../../sdk/src/lib/outbox.ts";

type Entry = Outbox.Entry;

/** The tag's outbox and courier as a page load finds them, with a disk that keeps entries in a map. */
export async function loadPage(entries: Entry[] = []): Promise<{
  outbox: typeof Outbox;
  courier: typeof Courier;
  options: Partial<Options>;
  /** What lies on the disk, by id. */
  kept: Map<string, Entry>;
  /** Whether there is a database at all. */
  disk: { isThere: boolean };
}> {
  const kept = new Map(entries.map((entry) => [entry.event.id, entry]));
  const disk = { isThere: entries.length > 0 };
  const objects = {
    put: (entry: Entry, id: string) => void kept.set(id, entry),
    delete: (id: string) => void kept.delete(id),
    getAll() {
      const request = { result: [...kept.values()], onsuccess() {} };
      queueMicrotask(() => request.onsuccess());
      return request;
    },
  };
  vi.resetModules();
  vi.doMock("../../sdk/src/lib/disk.ts", () => ({
    onDisk: async (work: (fake: typeof objects) => unknown, ifThere?: boolean) => {
      if (!ifThere || disk.isThere) {
        disk.isThere = true;
        return work(objects);
      }
    },
    wipeDisk() {
      kept.clear();
      disk.isThere = false;
    },
  }));
  const [outbox, courier, { options }] = await Promise.all([
    import("../../sdk/src/lib/outbox.ts"),
    import("../../sdk/src/lib/courier.ts"),
    import("../../sdk/src/lib/options.ts"),
  ]);
  return { outbox, courier, options, kept, disk };
}
