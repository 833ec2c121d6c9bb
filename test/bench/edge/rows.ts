import { copyFile, mkdtemp, readdir, rm, stat } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { DatabaseSync } from "node:sqlite";

const SAMPLE = 50;

/** Mean characters of people's rows in a Worker's folder of data, of those written after `since` (epoch ms). */
export async function meanRow(data: string, since: number): Promise<number> {
  const from = join(data, "okaeri-person");
  const copy = await mkdtemp(join(tmpdir(), "okaeri-rows-"));
  try {
    const names = (await readdir(from)).filter((name) => name.endsWith(".sqlite"));
    const sizes: number[] = [];
    for (const name of names) {
      if (sizes.length === SAMPLE) break;
      if ((await writtenAt(join(from, name))) < since) continue;
      // Copied with its log: the process that serves has the file open.
      await copyFile(join(from, name), join(copy, name));
      await copyFile(join(from, `${name}-wal`), join(copy, `${name}-wal`)).catch(() => undefined);
      sizes.push(sizeOf(join(copy, name)));
    }
    const sample = sizes.filter((size) => size > 0);
    return Math.round(sample.reduce((sum, size) => sum + size, 0) / sample.length);
  } finally {
    await rm(copy, { recursive: true, force: true });
  }
}

/** When a database was last written to (epoch ms): into its log first. */
async function writtenAt(path: string): Promise<number> {
  const log = await stat(`${path}-wal`).catch(() => null);
  return (log ?? (await stat(path))).mtimeMs;
}

function sizeOf(path: string): number {
  const database = new DatabaseSync(path);
  try {
    const row = database
      .prepare("SELECT length(state) + length(seen) + length(log) AS size FROM person")
      .get();
    return Number(row?.["size"] ?? 0);
  } catch {
    return 0;
  } finally {
    database.close();
  }
}
