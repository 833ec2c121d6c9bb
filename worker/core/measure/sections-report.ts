import { byKey, daysOf, type Sum, total } from "./sum.ts";

/** What the report is made of. */
export const SECTION_MEASURES = [
  "section_views",
  "section_visits",
  "section_orders",
  "visits",
  "orders",
];

export interface SectionsReport {
  /** Days on which the visits began, ISO 8601. */
  from: string;
  to: string;
  /** All of the shop's, to compare with. */
  visits: number;
  orders: number;
  /** Page views and visits in which a section was read, and the orders of those visits. */
  sections: { section: string; views: number; visits: number; orders: number }[];
}

/** The ledger's sums as a report, the section of most page views first. */
export function sectionsReport(sums: readonly Sum[], from: number, to: number): SectionsReport {
  const visits = byKey(sums, "section_visits");
  const orders = byKey(sums, "section_orders");
  return {
    ...daysOf(from, to),
    visits: total(sums, "visits"),
    orders: total(sums, "orders"),
    sections: Array.from(byKey(sums, "section_views"), ([section, views]) => ({
      section,
      views,
      visits: visits.get(section) ?? 0,
      orders: orders.get(section) ?? 0,
    })),
  };
}
