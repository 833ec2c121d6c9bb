import type { Buyer } from "../customer/index.ts";
import { type Finding, findingOf, isFind, type Observation, testExposures } from "./exposures.ts";
import { itemsOf } from "./orders.ts";
import { monthlyStratum } from "./strata.ts";
import { type OptOuts, type Wait, waitsAfter } from "./waits.ts";

export interface GatewayOptions {
  /** Days within which people come back; only older orders tell. */
  days?: number;
  /** The group of a buyer beside the channel, such as a segment. */
  groupOf?: (person: string) => string;
  /** Most rows of each history. */
  limit?: number;
  optOuts?: OptOuts;
}

/** Which order of the person it was that held the product. */
export type History = "first" | "second" | "third and later";

/** Does who buys this come back more often than others like them? `n` counts orders with it. */
export interface Gateway extends Finding {
  item: string;
  history: History;
}

export interface GatewayReport {
  days: number;
  /** Products whose first buyers come back more often than expected, the surest first. */
  gateways: Gateway[];
  /** The same for later orders: what keeps those who are back already. */
  later: Gateway[];
  tested: number;
}

const HISTORIES: readonly History[] = ["first", "second", "third and later"];
/** Orders beyond are few, and of the same few people. */
const DEEPEST = 10;

/**
 * Products likely to trigger a repeat, by group × history (SPEC S29): orders are compared within the
 * same position in the person's history, channel, group, quarter and size, so that a product which is
 * popular with those who always come back gains nothing by it. An association, not yet a cause.
 */
export function gatewayReport(
  buyers: readonly Buyer[],
  now: number,
  options: GatewayOptions = {},
): GatewayReport {
  const { days = 90, limit = 50 } = options;
  const orders = new Map<History, Observation[]>(HISTORIES.map((history) => [history, []]));
  for (let nth = 1; nth <= DEEPEST; nth++) {
    const history = HISTORIES[Math.min(nth, HISTORIES.length) - 1]!;
    for (const wait of waitsAfter(buyers, nth, now, options.optOuts))
      if (wait.watched >= days) orders.get(history)!.push(observed(wait, nth, days, options));
  }
  const [first = { tested: 0, gateways: [] }, ...later] = Array.from(
    orders,
    ([history, observations]) => {
      const tested = testExposures(observations);
      const gateways = Array.from(tested.filter(isFind).slice(0, limit), (exposure): Gateway => ({
        item: exposure.key,
        history,
        ...findingOf(exposure),
      }));
      return { tested: tested.length, gateways };
    },
  );
  return {
    days,
    gateways: first.gateways,
    later: later.flatMap(({ gateways }) => gateways),
    tested: first.tested,
  };
}

function observed(
  { person, order, next, days: waited }: Wait,
  nth: number,
  days: number,
  { groupOf = () => "" }: GatewayOptions,
): Observation {
  return {
    person,
    keys: itemsOf(order),
    stratum: `${nth}|${order.channel ?? ""}|${groupOf(person)}|${monthlyStratum(order, 3)}`,
    happened: next !== null && waited <= days,
  };
}
