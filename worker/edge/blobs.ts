import type { Env } from "./env.ts";

/** Texts by name, such as `shop/events/2026-11-22/1-40.ndjson`: what a bucket of R2 is used for. */
export interface Blobs {
  put(name: string, text: string): Promise<void>;
  get(name: string): Promise<string | null>;
  delete(name: string): Promise<void>;
  /** Names that begin with `prefix`, which ends in a slash, in their order; those after `after`. */
  list(prefix: string, after?: string): AsyncIterable<string>;
}

/** Where exports are kept: a bucket where there is one, else the disk that the objects are on. */
export function exportBlobs({ EXPORT: bucket, EXPORT_DISK: disk }: Env): Blobs | null {
  if (bucket !== undefined) return new BucketBlobs(bucket);
  return disk === undefined ? null : new DiskBlobs(disk);
}

const TYPE = { httpMetadata: { contentType: "application/x-ndjson" } };

class BucketBlobs implements Blobs {
  readonly #bucket: R2Bucket;

  constructor(bucket: R2Bucket) {
    this.#bucket = bucket;
  }

  async put(name: string, text: string): Promise<void> {
    await this.#bucket.put(name, text, TYPE);
  }

  async get(name: string): Promise<string | null> {
    return (await (await this.#bucket.get(name))?.text()) ?? null;
  }

  async delete(name: string): Promise<void> {
    await this.#bucket.delete(name);
  }

  async *list(prefix: string, after = ""): AsyncGenerator<string> {
    for (let cursor: string | undefined; ;) {
      const place = cursor === undefined ? { startAfter: after } : { cursor };
      const page = await this.#bucket.list({ prefix, ...place });
      for (const { key } of page.objects) yield key;
      if (!page.truncated) return;
      ({ cursor } = page);
    }
  }
}

/** Below this folder nothing but exports lies; the objects' own files are beside it. */
const FOLDER = "http://disk/exports/";

/**
 * The same on workerd's disk service, which knows GET, PUT and DELETE of files and lists a folder as
 * JSON. It makes the folders that a file needs.
 */
class DiskBlobs implements Blobs {
  readonly #disk: Fetcher;

  constructor(disk: Fetcher) {
    this.#disk = disk;
  }

  async put(name: string, text: string): Promise<void> {
    const reply = await this.#disk.fetch(FOLDER + name, { method: "PUT", body: text });
    await reply.body?.cancel();
    if (!reply.ok) throw new Error(`an export could not be written: ${reply.status}`);
  }

  async get(name: string): Promise<string | null> {
    const reply = await this.#disk.fetch(FOLDER + name);
    const text = await reply.text();
    return reply.ok ? text : null;
  }

  async delete(name: string): Promise<void> {
    const reply = await this.#disk.fetch(FOLDER + name, { method: "DELETE" });
    await reply.body?.cancel();
  }

  async *list(prefix: string, after = ""): AsyncGenerator<string> {
    const reply = await this.#disk.fetch(FOLDER + prefix);
    if (!reply.ok) return void (await reply.body?.cancel());
    const entries = await reply.json<{ name: string; type: string }[]>();
    const named = entries.map(
      ({ name, type }) => prefix + name + (type === "directory" ? "/" : ""),
    );
    for (const name of named.toSorted((a, b) => (a < b ? -1 : 1)))
      if (name.endsWith("/")) yield* this.list(name, after);
      else if (name > after) yield name;
  }
}
