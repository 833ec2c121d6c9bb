import type { Browser } from "puppeteer-core";
import { median } from "../figures.ts";
import { sleep, track, type Call } from "../page.ts";
import type { Site } from "../site.ts";
import type { Tracker } from "../trackers.ts";
import { costOf, type Cost } from "./cost.ts";
import { add, added, eachOnFreshPage, SETTLE_MS, type Rounds } from "./rounds.ts";

const EVENTS = 200;
/** Between two events, in ms. */
const GAP_MS = 25;

interface Tracked {
  /** Of `EVENTS` events at `GAP_MS`, with all that they set in motion. */
  cost: Cost;
  /** For how long one call holds up its caller, in ms. */
  call: number;
}

const mug = (id: number) => ({
  item_id: `mug-${id}`,
  item_name: `A mug with the number ${id} on it`,
  item_category: "Kitchen",
  item_category2: "Mugs",
  price: 2.55,
  quantity: 1,
});

const LOOK = ["view_item_list", "select_item", "view_item", "view_item"];
/** Twenty events of a shopper: lists, clicks in them, products, and one into the basket. */
const NAMES = [
  LOOK,
  LOOK,
  LOOK,
  LOOK,
  ["view_item_list", "view_item", "view_item", "add_to_cart"],
].flat();

function callsOfShopper(count: number): Call[] {
  return Array.from({ length: count }, (_, index) => {
    const name = NAMES[index % NAMES.length]!;
    const items = Array.from({ length: name === "view_item_list" ? 12 : 1 }, (_item, place) =>
      mug(index + place),
    );
    return [name, { currency: "GBP", value: 2.55 * items.length, items }];
  });
}

/** Of one call, in ms: batches are as alike as shoppers, and a disturbed one does not count. */
function typicalCall(durations: readonly number[]): number {
  const batches = Array.from({ length: durations.length / NAMES.length }, (_, batch) =>
    durations.slice(batch * NAMES.length, (batch + 1) * NAMES.length),
  );
  const sums = batches.map((batch) => batch.reduce((sum, ms) => sum + ms, 0));
  return median(sums) / NAMES.length;
}

export const measureEvents = (
  browser: Browser,
  site: Site,
  trackers: readonly Tracker[],
  rounds: number,
): Promise<Rounds<Tracked>> =>
  eachOnFreshPage(browser, site, trackers, rounds, async (page, one) => {
    await add(page, one);
    await sleep(SETTLE_MS);
    let durations: number[] = [];
    const cost = await costOf(page, async () => {
      durations = await track(page, one.name, callsOfShopper(EVENTS), GAP_MS);
      await sleep(SETTLE_MS);
    });
    return { cost, call: typicalCall(durations) };
  });

/** Milliseconds of main-thread CPU time that an event adds, all that follows it included. */
export const perEvent = (events: Rounds<Tracked>, name: string): number =>
  median(added(costsOf(events), name, "cpu")) / EVENTS;

/** Milliseconds for which one call holds up its caller. */
export const perCall = (events: Rounds<Tracked>, name: string): number =>
  median(events.get(name)!.map(({ call }) => call));

export const costsOf = (events: Rounds<Tracked>): Rounds<Cost> =>
  new Map(Array.from(events, ([name, rounds]) => [name, rounds.map(({ cost }) => cost)]));
