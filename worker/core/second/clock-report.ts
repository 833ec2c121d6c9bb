import type { Buyer } from "../customer/index.ts";
import { suppliesByItem, suppliesIn } from "./deliveries.ts";
import { type LeadTime, leadTimeOf } from "./lead-time.ts";
import { DAY } from "./orders.ts";
import { fitPace, type UseOf, usageOf } from "./pace-model.ts";
import type { Usage } from "./pace.ts";
import { contactAt, type RunOut, runOutOf } from "./run-out.ts";

export interface ClockOptions {
  /** What the catalogue says of an item. */
  useOf?: UseOf;
  /** Only items that are bought to be used up; all when absent. */
  isReplenishable?: (item: string) => boolean;
  /** Days from order to delivery, usual and kept by nine of ten, where the shop's deliveries shall not tell. */
  lead?: number;
  leadP90?: number;
  /** Only run-outs within so many days from now. */
  within?: number;
  limit?: number;
}

export interface ItemClock {
  item: string;
  category: string;
  /** Days that one unit lasts. */
  days_per_unit: number;
  /** Gaps between deliveries that it was learnt from. */
  gaps: number;
  customers: number;
  /** How many of them got it more than once. */
  reordered: number;
}

export interface UpcomingRunOut extends RunOut {
  person: string;
  item: string;
  /** Epoch ms: when to ask. */
  contact_at: number;
}

export interface ClockReport {
  /** From the shop's own deliveries; null while too few are told, and three days are allowed for. */
  lead_time: LeadTime | null;
  /** 1: twice the units last twice as long; 0: the next order comes whatever was bought. */
  elasticity: number;
  /** Standard deviation of ln(days) around the forecast. */
  spread: number;
  /** Items that are bought again, most gaps first. */
  items: ItemClock[];
  /** Run-outs ahead, the next to be asked first. */
  upcoming: UpcomingRunOut[];
}

/** Days that nine of ten orders keep within, until deliveries tell. */
const LEAD_P90 = 3;

/** When one unit is used up, and who runs out of what when (SPEC S23). */
export function clockReport(
  buyers: readonly Buyer[],
  now: number,
  options: ClockOptions = {},
): ClockReport {
  const { useOf = () => undefined, isReplenishable = () => true } = options;
  const { within = 30, limit = 200 } = options;
  const leadTime = leadTimeOf(buyers, now);
  const { lead = leadTime?.usual ?? 0, leadP90 = leadTime?.p90 ?? LEAD_P90 } = options;
  const supplies = suppliesByItem(buyers, now, lead);
  const model = fitPace(supplies, useOf);
  const items: ItemClock[] = [];
  const upcoming: UpcomingRunOut[] = [];
  for (const supply of supplies) {
    const { item, category } = supply;
    const use = useOf(item);
    const usage = usageOf(model, item, category, use);
    const isKnown = usage.pace.n > 0 || use?.daysPerUnit !== undefined;
    if (!isKnown || !isReplenishable(item)) continue;
    const clock = newClock(item, category, usage);
    items.push(clock);
    for (const { person, deliveries } of suppliesIn(supply, 1)) {
      clock.customers++;
      if (deliveries.length > 1) clock.reordered++;
      const runOut = runOutOf(deliveries, usage);
      if (runOut.run_out_at < now || runOut.run_out_at >= now + within * DAY) continue;
      upcoming.push({ person, item, contact_at: contactAt(runOut, leadP90), ...runOut });
    }
  }
  items.sort((a, b) => b.gaps - a.gaps || (a.item < b.item ? -1 : 1));
  upcoming.sort((a, b) => a.contact_at - b.contact_at || (a.person < b.person ? -1 : 1));
  return {
    lead_time: leadTime,
    elasticity: model.elasticity,
    spread: model.spread,
    items: items.slice(0, limit),
    upcoming: upcoming.slice(0, limit),
  };
}

const newClock = (item: string, category: string, { pace }: Usage): ItemClock => ({
  item,
  category,
  days_per_unit: Math.exp(pace.mean),
  gaps: pace.n,
  customers: 0,
  reordered: 0,
});
