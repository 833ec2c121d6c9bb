import type { Buyer } from "../customer/index.ts";
import { OTHER_PATHS } from "../visit/index.ts";
import { isFind, testExposures } from "./exposures.ts";
import { isOwnPage } from "./own-pages.ts";
import { matchedViews, type PageVisits } from "./page-matching.ts";
import type { OptOuts } from "./waits.ts";

export interface PagesOptions {
  /** People of the same waiting time that each repeat buyer is compared with. */
  controls?: number;
  limit?: number;
  optOuts?: OptOuts;
}

export interface RepeatBuyerPage {
  path: string;
  /** Repeat buyers and their matches who viewed it. */
  viewers: number;
  /** Share of repeat buyers who viewed it before their second order, and what was expected. */
  rate: number;
  expected: number;
  odds_ratio: number | null;
  interval: [number, number] | null;
  p: number;
  q: number;
}

export interface PagesReport {
  label: "association: test it";
  /** Repeat buyers with visits between their orders, and those whom they are compared with. */
  repeat_buyers: number;
  matches: number;
  tested: number;
  /** Pages that repeat buyers over-visit, the surest first. */
  pages: RepeatBuyerPage[];
}

/**
 * Pages that people see more between their first and second order than others see in as many days
 * after theirs (SPEC S34, METHODS §5). What both see alike, such as the home page, has an odds ratio
 * near 1; what the second order causes lies after it.
 */
export function pagesReport(
  buyers: readonly Buyer[],
  visits: readonly PageVisits[],
  now: number,
  options: PagesOptions = {},
): PagesReport {
  const { controls = 5, limit = 50 } = options;
  const observations = matchedViews(buyers, visits, now, controls, options.optOuts).map(
    ({ person, stratum, keys, happened }) => ({
      person,
      stratum,
      keys: [...keys].filter((path) => path !== OTHER_PATHS && !isOwnPage(path)),
      happened,
    }),
  );
  const repeats = observations.filter(({ happened }) => happened).length;
  const tested = testExposures(observations);
  return {
    label: "association: test it",
    repeat_buyers: repeats,
    matches: observations.length - repeats,
    tested: tested.length,
    pages: tested
      .filter(isFind)
      .slice(0, limit)
      .map(({ key, people, observed, expected, odds_ratio, interval, p, q }) => ({
        path: key,
        viewers: people,
        rate: observed / repeats,
        expected: expected / repeats,
        odds_ratio,
        interval,
        p,
        q,
      })),
  };
}
