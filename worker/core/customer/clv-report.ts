import { aliveChance } from "./bgnbd.ts";
import { asOf } from "./buyer.ts";
import { FEWEST_REPEATERS, fitClv, type Forecast, forecast, historyOf, spendOf } from "./clv.ts";
import { CUSTOMER_OPTIONS, type CustomerOptions } from "./options.ts";
import type { Buyer } from "./order.ts";
import { headOf, type ReportHead } from "./report-head.ts";

export interface ClvReport extends ReportHead {
  /** Days that are forecast. */
  days: number;
  /** Why there is no forecast; null when there is one. */
  missing: string | null;
  /** BG/NBD's parameters, with time in weeks as in all that is published, and Gamma-Gamma's, in minor units. */
  model: {
    time: "week";
    r: number;
    alpha: number;
    a: number;
    b: number;
    p: number;
    q: number;
    gamma: number;
  } | null;
  /**
   * Pearson's correlation of how often and for how much people came back, which Gamma-Gamma takes to be
   * none: far from 0, values are to be taken with care. Null when either does not vary.
   */
  correlation: number | null;
  /** What is expected of those who ordered once and of the others, all together. */
  one_time: { people: number; orders: number; value: number };
  repeat: { people: number; orders: number; value: number };
  /** The highest forecast first; at most `limit`. `alive` is null for one order, which tells nothing of it. */
  list: ({ person: string; alive: number | null } & Forecast)[];
}

export interface ClvOptions extends CustomerOptions {
  days: number;
}

const DAYS_A_WEEK = 7;

/** What each customer is expected to buy in the next twelve months. */
export function clvReport(
  buyers: readonly Buyer[],
  now: number,
  options: Partial<ClvOptions> = {},
): ClvReport {
  const { days, limit, numbers } = { ...CUSTOMER_OPTIONS, days: 365, ...options };
  const people = asOf(buyers, now);
  const model = numbers === null ? fitClv(people, now) : numbers.clv;
  const rows =
    model === null
      ? []
      : people.map(({ person, orders }) => {
          const history = historyOf(orders, now);
          const alive = history.repeats === 0 ? null : aliveChance(model.orders, history);
          return { person, alive, ...forecast(orders, now, model, days) };
        });
  const totals = (part: readonly Forecast[]) => ({
    people: part.length,
    orders: part.reduce((sum, { orders }) => sum + orders, 0),
    value: Math.round(part.reduce((sum, { value }) => sum + value, 0)),
  });
  return {
    ...headOf(people, now),
    days,
    missing: model === null ? `fewer than ${FEWEST_REPEATERS} customers have come back` : null,
    model: model && {
      time: "week",
      ...model.orders,
      alpha: model.orders.alpha / DAYS_A_WEEK,
      ...model.value,
    },
    correlation: correlationOf(people),
    one_time: totals(rows.filter(({ alive }) => alive === null)),
    repeat: totals(rows.filter(({ alive }) => alive !== null)),
    list: rows.sort((a, b) => b.value - a.value || (a.person < b.person ? -1 : 1)).slice(0, limit),
  };
}

function correlationOf(people: readonly Buyer[]): number | null {
  const spends = people.map(({ orders }) => spendOf(orders)).filter((spend) => spend !== null);
  const mean = (read: (spend: { orders: number; mean: number }) => number) =>
    spends.reduce((sum, spend) => sum + read(spend), 0) / spends.length;
  const [often, much] = [mean(({ orders }) => orders), mean((spend) => spend.mean)];
  const covariance = mean((spend) => (spend.orders - often) * (spend.mean - much));
  const variances =
    mean(({ orders }) => (orders - often) ** 2) * mean((spend) => (spend.mean - much) ** 2);
  return variances > 0 ? covariance / Math.sqrt(variances) : null;
}
