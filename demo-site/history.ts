/**
 * A year of the demo shop: every real order as the visit that it ended, every cancellation as a
 * refund, and simulated visits that ended without an order. `data/README.md` states what is real
 * and what is assumed.
 */
import { products, readOrders, type Order } from "./fixture.ts";
import { browsingVisit, type Shelves } from "./history/browsing.ts";
import { buyerId, buyingVisit, refund } from "./history/buying.ts";
import { DAY, HOUR, onOpenDay, startOfDay, WEEK, weekShift } from "./history/calendar.ts";
import { between, randomOf, wholeBetween, type Random } from "./history/random.ts";
import type { Visit } from "./history/recorder.ts";

export type { Visit };

/**
 * Simulated visits per real order. Few over most of the year, to keep the first start short; in the
 * last weeks as many as give a shop's usual conversion (1 order in 20 visits), since what is recent
 * weighs most in everything that is learnt.
 */
const BROWSING_PER_ORDER = { longAgo: 2, lately: 19 };
const LATELY = 5 * WEEK;
/** Of the simulated visits; customers look around far more often than they order. */
const SHARE_OF_BUYERS = 0.3;
/** Visits spread around the order whose basket they look at. */
const SPREAD = 3 * DAY;
/** An anonymous visitor comes up to this often, a day or more apart. */
const MOST_VISITS = 3;

interface Planned {
  /** When its first event happens. */
  time: number;
  make: () => Visit;
}

/** How far (ms) the real year moves for it to end before the day of `now` (epoch ms). */
export function yearShift(now: number): number {
  const last = readOrders().findLast((order) => !order.cancellation)!;
  return weekShift(last.time, now);
}

/** The year's visits in the order in which they began, its last order before the day of `now` (epoch ms). */
export function* visits(now: number): Generator<Visit> {
  const orders = readOrders();
  const sales = orders.filter((order) => !order.cancellation);
  const shift = yearShift(now);
  const yearEnds = startOfDay(sales.at(-1)!.time + shift) + DAY;
  const shelves: Shelves = {
    productOf: new Map(products.map((product) => [product.id, product])),
    byType: Map.groupBy(products, ({ product_type }) => product_type),
  };

  const planned = [
    ...realVisits(orders, shift, shelves),
    ...sales.flatMap((order) => simulatedVisits(order, order.time + shift, yearEnds, shelves)),
  ];
  planned.sort((a, b) => a.time - b.time);
  for (const { make } of planned) yield make();
}

function* realVisits(
  orders: readonly Order[],
  shift: number,
  shelves: Shelves,
): Generator<Planned> {
  const known = new Set<string>();
  for (const order of orders) {
    const time = order.time + shift;
    const cameBefore = known.has(order.customer);
    known.add(order.customer);
    const visit = order.cancellation
      ? refund(order, time, shelves.productOf)
      : buyingVisit(order, time, cameBefore, shelves.productOf);
    yield { time: Date.parse(visit.events[0]!.time!), make: () => visit };
  }
}

/** The visits that look at one order's basket and leave: strangers', and the buyer's own some days before. */
function simulatedVisits(
  order: Order,
  time: number,
  yearEnds: number,
  shelves: Shelves,
): Planned[] {
  const random = randomOf(`around-${order.id}`);
  const lately = time > yearEnds - LATELY;
  const wanted = lately ? BROWSING_PER_ORDER.lately : BROWSING_PER_ORDER.longAgo;
  const planned: Planned[] = [];
  const plan = (visitor: string, at: number) => {
    const session = `d-b${order.id}-${planned.length}`;
    planned.push({ time: at, make: () => browsingVisit(session, visitor, at, order, shelves) });
  };

  if (random() < 0.35)
    plan(buyerId(order.customer), onOpenDay(time - wholeBetween(random, 1, 6) * DAY));
  for (let stranger = 0; planned.length < wanted; stranger++) {
    const isBuyer = random() < SHARE_OF_BUYERS;
    const visitor = isBuyer ? buyerId(order.customer) : `d-a${order.id}-${stranger}`;
    let at = around(random, time, yearEnds);
    const times = wholeBetween(random, 1, MOST_VISITS);
    for (let visit = 0; visit < times && planned.length < wanted && at < yearEnds; visit++) {
      plan(visitor, at);
      at = onOpenDay(at + wholeBetween(random, 1, 4) * DAY + between(random, 0, HOUR / 3));
    }
  }
  return planned;
}

/**
 * About the order's time of day, within three days of it, before the year ends. Hours and weekdays must
 * not tell orders from simulated visits, or the intent model would learn the simulation.
 */
function around(random: Random, time: number, yearEnds: number): number {
  const day = startOfDay(Math.min(time + between(random, -SPREAD, SPREAD), yearEnds - 1));
  return onOpenDay(Math.round(day + (time % DAY) + between(random, 0, HOUR / 3)));
}
