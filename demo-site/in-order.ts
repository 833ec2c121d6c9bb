import type { Visit } from "./history.ts";

/**
 * Runs `post` over the visits in their order, at most `limit` at a time and never two of one visitor:
 * a visit that overtook an earlier one of the same person would be learnt the wrong way round.
 */
export async function inOrderByVisitor(
  history: readonly Visit[],
  limit: number,
  post: (visit: Visit) => Promise<void>,
): Promise<void> {
  const running = new Set<Promise<void>>();
  const lastOf = new Map<string, Promise<void>>();
  for (const visit of history) {
    while (running.size >= limit) await Promise.race(running);
    const before = lastOf.get(visit.visitor) ?? Promise.resolve();
    const task = before.then(() => post(visit));
    const tracked = task.finally(() => {
      running.delete(tracked);
      if (lastOf.get(visit.visitor) === tracked) lastOf.delete(visit.visitor);
    });
    running.add(tracked);
    lastOf.set(visit.visitor, tracked);
  }
  await Promise.all(running);
}
