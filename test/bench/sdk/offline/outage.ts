import type { Page } from "puppeteer-core";
import type { ReceivedBatch } from "../../../e2e/endpoint.ts";
import type { Kind } from "../browsers.ts";
import { html, sleep, track } from "../page.ts";
import type { Site } from "../site.ts";
import { TRACKERS, type TrackerName } from "../trackers.ts";
import { databasesAsText, MOVABLE_CLOCK, startLife } from "./life.ts";
import { step, stepsOf } from "./steps.ts";

const MINUTES = 10;
const EVENTS_A_MINUTE = 20;
const MINUTE_MS = 60_000;
const LOCAL_STORAGE_MS = 6000;
export const EVENTS = MINUTES * EVENTS_A_MINUTE;

/** What became of the 200 events of one tracker. */
export interface Outcome {
  arrived: number;
  /** Arrived again as if they were other events. */
  twice: number;
}

/** What else is known of our own events. */
export interface OwnOutcome {
  /** Distinct events that carry the id under which they lay on disk before the kill. */
  sameIds: number;
  /** Their visitor and session are those of the page view before the outage. */
  sameVisit: number;
  /** Largest difference between an event's `age` and the truth, in ms. */
  ageError: number;
}

export interface Outage {
  outcomes: Map<TrackerName, Outcome>;
  own: OwnOutcome;
}

const PATH_PREFIX = "/with-";

/** A shop of its own for each: browsers ration what one origin writes to localStorage. */
function addressOf(site: Site, tracker: TrackerName): string {
  const { port } = new URL(site.origin);
  return `http://${tracker}.localhost:${port}${PATH_PREFIX}${tracker}`;
}

/** Ten minutes of events; the page's clock is set on before each. Returns when each minute was. */
async function trackForMinutes(page: Page, tracker: TrackerName): Promise<number[]> {
  const at: number[] = [];
  for (let minute = 0; minute < MINUTES; minute++) {
    await page.evaluate((ahead) => Object.assign(window, { ahead }), minute * MINUTE_MS);
    at.push(performance.now());
    const calls = Array.from({ length: EVENTS_A_MINUTE }, (_, index) =>
      step(minute * EVENTS_A_MINUTE + index),
    );
    await track(page, tracker, calls);
  }
  return at;
}

interface Batch {
  /** `performance.now()` of this process. */
  at: number;
  batch: ReceivedBatch;
}

function judgeOwn(
  batches: readonly Batch[],
  before: ReceivedBatch,
  onDisk: string,
  trackedAt: readonly number[],
): OwnOutcome {
  const ids = new Set<string>();
  const own: OwnOutcome = { sameIds: 0, sameVisit: 0, ageError: 0 };
  for (const { at, batch } of batches)
    for (const { id, name, age } of batch.events) {
      const number = Number(/^step_(\d+)$/.exec(name)?.[1] ?? NaN);
      if (Number.isNaN(number) || ids.has(id)) continue;
      ids.add(id);
      const minute = Math.floor(number / EVENTS_A_MINUTE);
      const truth = at - trackedAt[minute]! + (MINUTES - minute) * MINUTE_MS;
      if (onDisk.includes(`"${id}"`)) own.sameIds++;
      if (batch.visitor === before.visitor && batch.session === before.session) own.sameVisit++;
      own.ageError = Math.max(own.ageError, Math.abs((age ?? NaN) - truth));
    }
  return own;
}

/**
 * Each tracker has a tab. The network goes; 200 events happen in each; the process is killed; the
 * network and the browser come back, ten minutes later by the pages' clock, and each is visited.
 */
export async function measureOutage(kind: Kind, site: Site): Promise<Outage> {
  site.reset();
  for (const { name, head } of TRACKERS)
    site.pages.set(PATH_PREFIX + name, html(MOVABLE_CLOCK + head));
  const batches: Batch[] = [];
  site.endpoint.answer = (batch) => {
    batches.push({ at: performance.now(), batch });
    return {};
  };
  const life = await startLife(kind);
  try {
    const tabs: { name: TrackerName; page: Page }[] = [];
    for (const { name } of TRACKERS) {
      const page = await life.browser.newPage();
      await page.goto(addressOf(site, name));
      await sleep(800);
      tabs.push({ name, page });
    }
    const before = batches[0]!.batch;
    await site.cut();
    site.arrivals.length = 0;
    batches.length = 0;

    let trackedAt: number[] = [];
    for (const { name, page } of tabs.toReversed()) {
      // Peers queue in localStorage, which browsers write within 5 s; ours, the last, may not need it.
      if (name === "okaeri") await sleep(LOCAL_STORAGE_MS);
      await page.bringToFront();
      trackedAt = await trackForMinutes(page, name);
    }
    await sleep(1000);
    const onDisk = await databasesAsText(tabs[0]!.page);
    await life.killAndRestart();

    await site.mend();
    for (const { name } of TRACKERS) {
      const page = await life.browser.newPage();
      await page.goto(`${addressOf(site, name)}?ahead=${MINUTES * MINUTE_MS}`);
      await sleep(1500);
    }
    await sleep(4000);
    const outcomes = TRACKERS.map(({ name }) => {
      const steps = stepsOf(name, site.arrivals);
      const arrived = new Set(steps).size;
      return [name, { arrived, twice: steps.length - arrived }] as const;
    });
    return {
      outcomes: new Map(outcomes),
      own: judgeOwn(batches, before, onDisk, trackedAt),
    };
  } finally {
    await life.end();
  }
}
