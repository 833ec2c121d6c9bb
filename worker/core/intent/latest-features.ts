import type { Behaviour } from "./behaviour.ts";
import { type Feature, buckets, choices, range } from "./dimension.ts";
import { type Action, ACTIONS } from "./latest.ts";
import { type MoneySteps, moneySteps } from "./money-steps.ts";

const ACTION = choices("behaviour", "action", ACTIONS);
const AMOUNT = Object.fromEntries(
  Object.entries(ACTIONS).map(([action, words]) => [
    action,
    moneySteps("behaviour", "amount", (worth) => `${words}: ${worth}`, `${action} `),
  ]),
) as Record<Action, MoneySteps>;
const PAUSE = buckets("behaviour", "pause", [0, 2, 5, 10, 20, 40, 80, 160, 600], (from, to) =>
  to === 1 ? "Did that at once" : `Did that after ${range(from, to)} s`,
);
const PRICE = moneySteps(
  "behaviour",
  "viewed_price",
  (worth) => `Products viewed cost ${worth} on average`,
);

/** Pushes what was done last, how fast and about how much money, and how dear what was viewed is. */
export function latestFeatures({ latest, prices, events }: Behaviour, into: Feature[]): void {
  if (latest !== undefined) {
    into.push(ACTION[latest.action]);
    if (events > 1) into.push(PAUSE(latest.pause / 1000));
    const amount = AMOUNT[latest.action](latest.amount, latest.currency);
    if (amount !== null) into.push(amount);
  }
  if (prices === undefined || prices.count === 0) return;
  const price = PRICE(prices.sum / prices.count, prices.currency);
  if (price !== null) into.push(price);
}

export const LATEST_FEATURES: Feature[] = [...Object.values(ACTION), ...PAUSE.all];
