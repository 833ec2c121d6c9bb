// `npm run backup -- DIR`: a copy of all data as it was at one moment, while it is served.
// OKAERI_DATA (.okaeri/data) is honoured. DIR must be new.
//
// All is copied while requests are served; then the server is paused for as long as it takes to copy
// again what changed meanwhile. On disk that is what a power cut at this moment would leave, of all
// objects at once, so an acknowledged event is in it. Then each database's log is folded into it, and
// it is checked.
import { constants } from "node:fs";
import { copyFile, mkdir, readFile, rm, writeFile } from "node:fs/promises";
import { dirname, join, relative, resolve } from "node:path";
import { DatabaseSync } from "node:sqlite";
import { filesOf, MANIFEST, servingPid, whilePaused } from "./data-files.mjs";

/** Times of change are as fine as the kernel's clock ticks; a file as young as this is copied again. */
const TICK_MS = 100;

/** Copies what is new or changed since `known`, deletes what is gone, and says what is there now. */
async function copyChanged(from, to, known) {
  const now = new Map();
  for (const [path, { size, mtimeMs }] of filesOf(from)) {
    const before = known.get(path);
    if (
      before?.size === size &&
      before.mtimeMs === mtimeMs &&
      mtimeMs < before.copiedAt - TICK_MS
    ) {
      now.set(path, before);
      continue;
    }
    const copiedAt = Date.now();
    await mkdir(dirname(join(to, path)), { recursive: true });
    try {
      await copyFile(join(from, path), join(to, path), constants.COPYFILE_FICLONE);
      now.set(path, { size, mtimeMs, copiedAt });
    } catch (error) {
      if (error.code !== "ENOENT") throw error;
    }
  }
  for (const path of known.keys()) if (!now.has(path)) await rm(join(to, path), { force: true });
  return now;
}

/** Folds the log into the database and checks that it is whole. */
function settle(path) {
  const database = new DatabaseSync(path);
  try {
    database.exec("PRAGMA wal_checkpoint(TRUNCATE)");
    const [{ quick_check: word }] = database.prepare("PRAGMA quick_check(1)").all();
    if (word !== "ok") throw new Error(`${path}: ${word}`);
  } finally {
    database.close();
  }
}

const [to] = process.argv.slice(2);
const data = resolve(process.env.OKAERI_DATA ?? ".okaeri/data");
if (!to) {
  console.error("usage: npm run backup -- DIR");
  process.exit(2);
}
const target = resolve(to);
if (!relative(data, target).startsWith("..")) {
  console.error(`${to} lies in the data that it would be a copy of.`);
  process.exit(2);
}
await mkdir(dirname(target), { recursive: true });
await mkdir(target, { mode: 0o700 });

const first = await copyChanged(data, target, new Map());
const pid = servingPid(data);
const { copied, takenAt, pausedMs } = await whilePaused(pid, async () => {
  const began = Date.now();
  const files = await copyChanged(data, target, first);
  return { copied: files, takenAt: new Date(began), pausedMs: Date.now() - began };
});
for (const path of copied.keys()) if (path.endsWith(".sqlite")) settle(join(target, path));

const files = filesOf(target);
const bytes = [...files.values()].reduce((sum, { size }) => sum + size, 0);
const { version } = JSON.parse(await readFile(new URL("../package.json", import.meta.url), "utf8"));
const manifest = { format: 1, version, taken_at: takenAt.toISOString(), files: files.size, bytes };
await writeFile(join(target, MANIFEST), `${JSON.stringify(manifest, null, 2)}\n`);
const pause = pid === null ? "nothing was being served" : `paused for ${pausedMs} ms`;
console.log(`${files.size} files, ${bytes} bytes, as of ${manifest.taken_at}; ${pause}.`);
