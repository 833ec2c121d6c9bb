import { readdirSync, readFileSync } from "node:fs";

/** A process and all that it started, by Linux's /proc. */
function treeOf(root: number): number[] {
  const children = new Map<number, number[]>();
  for (const entry of readdirSync("/proc")) {
    if (!/^\d+$/.test(entry)) continue;
    try {
      // "pid (name) state ppid …"; the name may hold anything.
      const stat = readFileSync(`/proc/${entry}/stat`, "utf8");
      const parent = Number(stat.slice(stat.lastIndexOf(")") + 2).split(" ")[1]);
      children.set(parent, [...(children.get(parent) ?? []), Number(entry)]);
    } catch {
      // It ended meanwhile.
    }
  }
  const tree = [root];
  for (const pid of tree) tree.push(...(children.get(pid) ?? []));
  return tree;
}

/** Stops a browser with all its processes for `ms`, as a laptop that sleeps does. */
export async function suspend(root: number, ms: number): Promise<void> {
  const tree = treeOf(root);
  for (const pid of tree) process.kill(pid, "SIGSTOP");
  try {
    await new Promise((later) => setTimeout(later, ms));
  } finally {
    for (const pid of tree) process.kill(pid, "SIGCONT");
  }
}
