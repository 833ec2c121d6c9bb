import { byKey, daysOf, type Sum, total } from "./sum.ts";

/** What the report is made of. */
export const VISIT_MEASURES = [
  "visits",
  "converted_visits",
  "bounces",
  "orders",
  "revenue",
  "page_views",
  "exits",
  "landings",
  "recommendations_shown",
  "recommendations_clicked",
  "bot_events",
];

export interface VisitsReport {
  /** Days, ISO 8601. */
  from: string;
  to: string;
  visits: number;
  orders: number;
  /** Minor units by currency. */
  revenue: Record<string, number>;
  channels: {
    channel: string;
    visits: number;
    orders: number;
    converted: number;
    bounces: number;
  }[];
  /** `rate` is exits per page view. */
  exit_pages: { path: string; exits: number; views: number; rate: number }[];
  landing_pages: { path: string; visits: number }[];
  recommendations: { shown: number; clicked: number };
  bot_events: number;
}

const TOP = 50;

/** The ledger's sums as a report. */
export function visitsReport(sums: readonly Sum[], from: number, to: number): VisitsReport {
  const of = (measure: string) => byKey(sums, measure);
  const [orders, converted, bounces] = [of("orders"), of("converted_visits"), of("bounces")];
  const views = of("page_views");
  return {
    ...daysOf(from, to),
    visits: total(sums, "visits"),
    orders: total(sums, "orders"),
    revenue: Object.fromEntries(of("revenue")),
    channels: Array.from(of("visits"), ([channel, visits]) => ({
      channel,
      visits,
      orders: orders.get(channel) ?? 0,
      converted: converted.get(channel) ?? 0,
      bounces: bounces.get(channel) ?? 0,
    })),
    exit_pages: Array.from(of("exits"), ([path, exits]) => ({
      path,
      exits,
      views: views.get(path) ?? 0,
      rate: exits / Math.max(1, views.get(path) ?? 0),
    })).slice(0, TOP),
    landing_pages: Array.from(of("landings"), ([path, visits]) => ({ path, visits })).slice(0, TOP),
    recommendations: {
      shown: total(sums, "recommendations_shown"),
      clicked: total(sums, "recommendations_clicked"),
    },
    bot_events: total(sums, "bot_events"),
  };
}
