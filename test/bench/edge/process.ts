import { readFile } from "node:fs/promises";

const TICKS_A_SECOND = 100;

/** Time that a process has spent on a processor so far, its own and the kernel's for it (ms). */
export async function cpuMs(pid: number): Promise<number> {
  const stat = await readFile(`/proc/${pid}/stat`, "utf8").catch(() => "");
  // After the name, which may hold anything: state is field 3, utime 14 and stime 15.
  const fields = stat.slice(stat.lastIndexOf(")") + 2).split(" ");
  return (1_000 * (Number(fields[11] ?? 0) + Number(fields[12] ?? 0))) / TICKS_A_SECOND;
}

/** Memory of a process that is in use (bytes), or 0 where the system does not tell. */
export async function residentBytes(pid: number): Promise<number> {
  const status = await readFile(`/proc/${pid}/status`, "utf8").catch(() => "");
  return 1_024 * Number(/VmRSS:\s+(\d+) kB/.exec(status)?.[1] ?? 0);
}
