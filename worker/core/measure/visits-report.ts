/** A sum over the days asked for. */
export interface Sum {
  measure: string;
  key: string;
  n: number;
}

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
  // A sum may be back at 0: a visit that went on after its end has another exit page.
  const of = (measure: string) =>
    new Map(
      sums.filter((sum) => sum.measure === measure && sum.n !== 0).map((sum) => [sum.key, sum.n]),
    );
  const total = (measure: string) => [...of(measure).values()].reduce((sum, n) => sum + n, 0);
  const [orders, converted, bounces] = [of("orders"), of("converted_visits"), of("bounces")];
  const views = of("page_views");
  return {
    from: new Date(from).toISOString().slice(0, 10),
    to: new Date(to).toISOString().slice(0, 10),
    visits: total("visits"),
    orders: total("orders"),
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
      shown: total("recommendations_shown"),
      clicked: total("recommendations_clicked"),
    },
    bot_events: total("bot_events"),
  };
}
