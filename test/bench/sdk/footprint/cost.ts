import type { CDPSession, Page } from "puppeteer-core";

/** What a page's main thread spent. */
export interface Cost {
  /** CPU time, in ms. Other processes on the machine do not change it. */
  cpu: number;
  /** Length of its tasks, in ms: what the visitor waits for, other processes' share included. */
  tasks: number;
  /** Tasks over 50 ms, as the browser itself reports them. */
  longTasks: number;
}

const OBSERVE_LONG_TASKS = () => {
  const seen = { longTasks: 0 };
  Object.assign(window, { seen });
  new PerformanceObserver((list) => (seen.longTasks += list.getEntries().length)).observe({
    type: "longtask",
  });
};

const longTasksSeen = () => (window as unknown as { seen: { longTasks: number } }).seen.longTasks;

async function clocks(session: CDPSession): Promise<{ cpu: number; tasks: number }> {
  const { metrics } = await session.send("Performance.getMetrics");
  const of = (wanted: string) => metrics.find(({ name }) => name === wanted)!.value * 1000;
  return { cpu: of("ThreadTime"), tasks: of("TaskDuration") };
}

/**
 * What the page spends while `work` runs. `slowdown` makes its main thread so many times slower; its
 * CPU time then means nothing, because the browser slows it down by keeping it busy.
 */
export async function costOf(
  page: Page,
  work: () => Promise<unknown>,
  slowdown = 1,
): Promise<Cost> {
  const session = await page.createCDPSession();
  await session.send("Performance.enable");
  await session.send("Emulation.setCPUThrottlingRate", { rate: slowdown });
  await page.evaluate(OBSERVE_LONG_TASKS);
  const before = await clocks(session);
  await work();
  const after = await clocks(session);
  return {
    cpu: after.cpu - before.cpu,
    tasks: after.tasks - before.tasks,
    longTasks: await page.evaluate(longTasksSeen),
  };
}
