import { Z95 } from "../measure/index.ts";
import { twoSided } from "./normal.ts";

/** A 2 × 2 table of one stratum: who was exposed, and to whom it happened. */
export interface Table {
  /** Exposed, and it happened. */
  a: number;
  /** Exposed, and it did not. */
  b: number;
  /** Not exposed, and it happened. */
  c: number;
  /** Not exposed, and it did not. */
  d: number;
}

export interface Association {
  /** Mantel and Haenszel's common odds ratio (1959): Σ(ad/n) / Σ(bc/n). Null where Σ(bc/n) is 0. */
  oddsRatio: number | null;
  /** 95 % of the odds ratio, by the variance of Robins, Breslow & Greenland (1986). */
  interval: [number, number] | null;
  /** Two-sided, of Cochran, Mantel and Haenszel's χ² with one degree of freedom, corrected for continuity. */
  p: number;
  /** It happened to so many of the exposed; so many were expected from the strata's margins. */
  observed: number;
  expected: number;
}

/** The association of exposure and outcome that is common to all strata. */
export function mantelHaenszel(tables: Iterable<Table>): Association {
  let [r, s, observed, expected, variance] = [0, 0, 0, 0, 0];
  let [pr, cross, qs] = [0, 0, 0];
  for (const { a, b, c, d } of tables) {
    const n = a + b + c + d;
    if (n < 2) continue;
    const [agree, differ] = [(a * d) / n, (b * c) / n];
    const [p, q] = [(a + d) / n, (b + c) / n];
    r += agree;
    s += differ;
    pr += p * agree;
    cross += p * differ + q * agree;
    qs += q * differ;
    observed += a;
    expected += ((a + b) * (a + c)) / n;
    variance += ((a + b) * (c + d) * (a + c) * (b + d)) / (n * n * (n - 1));
  }
  const oddsRatio = s > 0 ? r / s : null;
  return {
    oddsRatio,
    interval: intervalOf(oddsRatio, pr / (2 * r * r) + cross / (2 * r * s) + qs / (2 * s * s)),
    p:
      variance > 0
        ? twoSided(Math.max(0, Math.abs(observed - expected) - 0.5) / Math.sqrt(variance))
        : 1,
    observed,
    expected,
  };
}

function intervalOf(oddsRatio: number | null, variance: number): [number, number] | null {
  if (oddsRatio === null || oddsRatio === 0 || !Number.isFinite(variance)) return null;
  const reach = Math.exp(Z95 * Math.sqrt(variance));
  return [oddsRatio / reach, oddsRatio * reach];
}
