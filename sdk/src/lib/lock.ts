/**
 * Runs `work`, telling it whether no other tab is at it. The lock is never waited for and never
 * held for long: Firefox keeps no page with a lock in its back/forward cache. Where there are no
 * locks (insecure or sandboxed pages) everybody is alone. `work` must not fail.
 */
export async function withLock(work: (alone: boolean) => Promise<void>): Promise<void> {
  try {
    await navigator.locks.request("okaeri", { ifAvailable: true }, (lock) => work(!!lock));
  } catch {
    await work(true);
  }
}
