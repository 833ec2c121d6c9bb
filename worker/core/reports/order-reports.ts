import type { ItemUse } from "../catalogue/index.ts";
import {
  type Buyer,
  type BuyerBook,
  buyerMixReport,
  churnReport,
  clvReport,
  type CustomerOptions,
  journeyReport,
  localMonth,
  lostGridReport,
  paretoReport,
  rfmReport,
  type Stage,
  stagesReport,
  valueReport,
} from "../customer/index.ts";
import type { PersonFact, VisitFact } from "../measure/index.ts";
import {
  type ClockOptions,
  clockReport,
  f2Report,
  gatewayReport,
  type GroupBy,
  pagesReport,
  precursorsReport,
  productMatrixReport,
  propensityReport,
} from "../second/index.ts";
import { journeyFactsOf } from "./journey.ts";
import { behavioursOf, pageVisitsOf } from "./visits.ts";

/** What a report of orders may be told, beside what the shop has decided. */
export interface ReportOptions extends CustomerOptions {
  /** Whom `stages` lists. */
  stage?: Stage;
  /** The people whom `lost-grid` lists: days and orders at which their cell begins. */
  cell?: { gap: number; orders: number };
  /** The order after which the clock of `f2` starts, and the groups that it tells of. */
  nth?: number;
  by?: GroupBy;
  /** The days of run-outs that `clock` lists, and what the merchant says of how items are used up. */
  within?: number;
  uses?: readonly ItemUse[];
}

export interface OrderReportQuery extends ReportOptions {
  name: OrderReportName;
  /** Epoch ms: orders dated later are left out, and what is counted in days ends here. */
  at: number;
  /** ISO 4217; null for the currency of most orders. */
  currency: string | null;
}

/** What reports are made of. `visits` and `people` are read by those alone that need them. */
export interface ReportSources {
  /** The valid orders until the query's moment, in its currency. */
  book: BuyerBook;
  visits: () => Iterable<VisitFact>;
  /** What the ledger has heard of people. */
  people: () => Iterable<PersonFact>;
}

type Report = (
  buyers: readonly Buyer[],
  at: number,
  options: ReportOptions,
  sources: Pick<ReportSources, "visits" | "people">,
) => object;

/** Every report that follows from the shop's valid orders, by the name that the API has for it. */
const REPORTS = {
  pareto: paretoReport,
  rfm: rfmReport,
  stages: stagesReport,
  value: valueReport,
  "buyer-mix": buyerMixReport,
  "lost-grid": lostGridReport,
  churn: churnReport,
  clv: clvReport,
  f2: (buyers, at, options) =>
    f2Report(buyers, at, { ...options, monthOf: (time) => localMonth(time, options.zone) }),
  "product-matrix": productMatrixReport,
  gateway: gatewayReport,
  propensity: propensityReport,
  clock: (buyers, at, { uses = [], ...options }) =>
    clockReport(buyers, at, { ...options, ...useOptions(uses) }),
  journey: (buyers, at, _, { visits, people }) =>
    journeyReport(journeyFactsOf(buyers, visits(), people()), at),
  pages: (buyers, at, options, { visits }) =>
    pagesReport(buyers, pageVisitsOf(visits()), at, options),
  precursors: (buyers, at, options, { visits }) =>
    precursorsReport(buyers, behavioursOf(visits()), at, options),
} satisfies Record<string, Report>;

export type OrderReportName = keyof typeof REPORTS;

export const isOrderReport = (name: string): name is OrderReportName =>
  Object.hasOwn(REPORTS, name);

function useOptions(uses: readonly ItemUse[]): Pick<ClockOptions, "useOf" | "isReplenishable"> {
  const known = new Map(uses.map((use) => [use.item, use]));
  return {
    useOf: (item) => known.get(item),
    isReplenishable: (item) => known.get(item)?.replenishable !== false,
  };
}

/** A report, with what of the shop's orders is not in it. */
export function orderReport(sources: ReportSources, query: OrderReportQuery): object {
  const { name, at, currency: _, ...options } = query;
  const { book } = sources;
  const report: Report = REPORTS[name];
  return {
    currency: book.currency,
    left_out: book.leftOut,
    ...report(book.buyers, at, options, sources),
  };
}
