import { copyFile, mkdtemp, readdir, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { DatabaseSync } from "node:sqlite";

const SAMPLE = 50;

/** Mean characters of people's rows as they lie on disk in a Worker's folder of data. */
export async function meanRow(data: string): Promise<number> {
  const from = join(data, "okaeri-person");
  const copy = await mkdtemp(join(tmpdir(), "okaeri-rows-"));
  try {
    const names = (await readdir(from)).filter((name) => name.endsWith(".sqlite"));
    const sizes: number[] = [];
    for (const name of names.slice(-SAMPLE)) {
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
