import { asOf } from "./buyer.ts";
import { localMonth } from "./local-day.ts";
import { CUSTOMER_OPTIONS, type CustomerOptions } from "./options.ts";
import type { Buyer } from "./order.ts";
import { headOf, type ReportHead } from "./report-head.ts";

export interface BuyerMix {
  /** Of the shop's calendar, as `2026-11`. */
  month: string;
  /** People whose first valid order ever is of this month, all their orders of it, and their net. */
  new: MixPart;
  /** People who had ordered in an earlier month. */
  returning: MixPart;
}

export interface MixPart {
  people: number;
  orders: number;
  net: number;
  /** Shares of the month's people and net, 0 to 1. */
  people_share: number;
  net_share: number;
}

export interface BuyerMixReport extends ReportHead {
  /** Months with an order, the oldest first. The last one may not be over. */
  months: BuyerMix[];
}

/** Of each month's buyers, who was new and who came back. */
export function buyerMixReport(
  buyers: readonly Buyer[],
  now: number,
  options: Partial<CustomerOptions> = {},
): BuyerMixReport {
  const { zone } = { ...CUSTOMER_OPTIONS, ...options };
  const people = asOf(buyers, now);
  const months = new Map<string, Record<"new" | "returning", MixPart>>();
  for (const { orders } of people) {
    const first = localMonth(orders[0]!.time, zone);
    for (const [month, placed] of Map.groupBy(orders, ({ time }) => localMonth(time, zone))) {
      let mix = months.get(month);
      if (mix === undefined) months.set(month, (mix = { new: nobody(), returning: nobody() }));
      const part = mix[month === first ? "new" : "returning"];
      part.people++;
      part.orders += placed.length;
      for (const { net } of placed) part.net += net;
    }
  }
  return {
    ...headOf(people, now),
    months: Array.from(months, ([month, mix]) => withShares(month, mix)).sort((a, b) =>
      a.month < b.month ? -1 : 1,
    ),
  };
}

function nobody(): MixPart {
  return { people: 0, orders: 0, net: 0, people_share: 0, net_share: 0 };
}

function withShares(month: string, mix: Record<"new" | "returning", MixPart>): BuyerMix {
  const people = mix.new.people + mix.returning.people;
  const net = mix.new.net + mix.returning.net;
  const shared = (part: MixPart): MixPart => ({
    ...part,
    people_share: part.people / people,
    net_share: part.net / net,
  });
  return { month, new: shared(mix.new), returning: shared(mix.returning) };
}
