import type { Stack } from "../../e2e/stack.ts";
import { floorPath, type Size } from "./compare.ts";
import { drive, EVENTS } from "./load.ts";
import { residentBytes } from "./process.ts";
import { batchOfTen } from "./traffic.ts";

/** Objects are let go after ten idle seconds, so all must be made within them. */
const MS = 5_000;
const MAX_PEOPLE = 4_000;

/** What a person takes while it is warm: memory of the process, by people who came (bytes each). */
async function bytesAPerson({ origin, pid }: Stack, path: string, pool: string): Promise<number> {
  const before = await residentBytes(pid);
  const body = (n: number) => batchOfTen(`${pool}-${n}`);
  const { times } = await drive(
    { origin, pid, path, connections: 32, body },
    { ms: MS, count: MAX_PEOPLE },
  );
  return ((await residentBytes(pid)) - before) / times.length;
}

/** Bytes of a person who came once, and of a bare object that was asked once. */
export async function compareMemory(
  startWorker: () => Promise<Stack>,
  startFloor: () => Promise<Stack>,
  size: Size,
): Promise<{ full: number; bare: number }> {
  const once = async (start: () => Promise<Stack>, path: string) => {
    const stack = await start();
    try {
      // Code that is compiled and tables that are filled by the first requests are not a person's.
      await bytesAPerson(stack, path, "first");
      return await bytesAPerson(stack, path, "warm");
    } finally {
      await stack.close();
    }
  };
  return {
    full: await once(startWorker, EVENTS),
    bare: await once(startFloor, floorPath(size)),
  };
}
