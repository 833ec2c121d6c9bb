// The files of a data folder, and the process that has them open: what backup and restore share.
import { existsSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from "node:fs";
import { readdir, readFile } from "node:fs/promises";
import { join, relative } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";

/** Names the process that serves from this folder, for as long as it does. */
const PID_FILE = "serve.pid";
/** Made anew by SQLite from the write-ahead log beside it. */
const REBUILT = /-shm$/;
export const MANIFEST = "backup.json";

export const notePid = (data, pid) => writeFileSync(join(data, PID_FILE), `${pid}\n`);
export const forgetPid = (data) => rmSync(join(data, PID_FILE), { force: true });

/**
 * The workerd that serves from this folder, or null. A file that a power cut left behind may name
 * another process by now, so the process is asked for its name too.
 */
export function servingPid(data) {
  const file = join(data, PID_FILE);
  if (!existsSync(file)) return null;
  const pid = Number(readFileSync(file, "utf8"));
  try {
    return readFileSync(`/proc/${pid}/comm`, "utf8").startsWith("workerd") ? pid : null;
  } catch {
    return null;
  }
}

/**
 * What has to be kept of a folder: sizes and times of change by path. Synchronous, since the server
 * may be paused meanwhile, and a hundred thousand promises take longer than as many files.
 * @returns {Map<string, {size: number, mtimeMs: number}>}
 */
export function filesOf(folder) {
  const found = new Map();
  for (const entry of readdirSync(folder, { recursive: true, withFileTypes: true })) {
    if (!entry.isFile() || REBUILT.test(entry.name) || entry.name === PID_FILE) continue;
    const path = join(entry.parentPath, entry.name);
    // Between the listing and this, SQLite may have folded a log and deleted it.
    const known = statSync(path, { throwIfNoEntry: false });
    if (known) found.set(relative(folder, path), { size: known.size, mtimeMs: known.mtimeMs });
  }
  return found;
}

/** Runs `work` while none of the process's threads does; a null `pid` is nobody to wait for. */
export async function whilePaused(pid, work) {
  if (pid === null) return work();
  const resume = () => process.kill(pid, "SIGCONT");
  const stopped = () => {
    resume();
    process.exit(130);
  };
  for (const signal of ["SIGINT", "SIGTERM", "SIGHUP"]) process.once(signal, stopped);
  try {
    process.kill(pid, "SIGSTOP");
    while (!(await isStopped(pid))) await sleep(1);
    return await work();
  } finally {
    resume();
    for (const signal of ["SIGINT", "SIGTERM", "SIGHUP"]) process.off(signal, stopped);
  }
}

/** A stop reaches each thread when it next leaves the kernel: a write under way is finished first. */
async function isStopped(pid) {
  const threads = await readdir(`/proc/${pid}/task`);
  const states = await Promise.all(
    threads.map((thread) =>
      readFile(`/proc/${pid}/task/${thread}/stat`, "utf8").catch(() => ") T"),
    ),
  );
  return states.every((line) => line.slice(line.lastIndexOf(")") + 2).startsWith("T"));
}
