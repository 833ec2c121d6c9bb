/** One forecast and what came of it. */
export interface Forecast {
  probability: number;
  ordered: boolean;
}

export interface Quality {
  forecasts: number;
  /** Share that ordered. */
  rate: number;
  auc: number;
  logLoss: number;
  brier: number;
  /** Expected calibration error in ten bins of equal mass, and as a multiple of the rate. */
  ece: number;
  relativeEce: number;
  /** Slope of the outcomes on the forecasts' logits: 1 when as sharp as right, less when overconfident. */
  slope: number;
  /** Rate of the tenth with the highest forecasts, as a multiple of the rate of all. */
  topLift: number;
}

const BINS = 10;

export function qualityOf(forecasts: readonly Forecast[]): Quality {
  const sorted = forecasts.toSorted((a, b) => a.probability - b.probability);
  const rate = mean(forecasts, ({ ordered }) => Number(ordered));
  const ece = calibrationError(sorted);
  return {
    forecasts: forecasts.length,
    rate,
    auc: auc(sorted),
    logLoss: mean(forecasts, ({ probability, ordered }) => logLoss(probability, ordered)),
    brier: mean(forecasts, ({ probability, ordered }) => (probability - Number(ordered)) ** 2),
    ece,
    relativeEce: ece / rate,
    slope: calibrationSlope(forecasts),
    topLift: (reliability(sorted).at(-1)?.came ?? NaN) / rate,
  };
}

/** Log-loss of the best constant in hindsight, which no running base rate can beat. */
export const baseLogLoss = (rate: number): number =>
  rate <= 0 || rate >= 1 ? 0 : -rate * Math.log(rate) - (1 - rate) * Math.log(1 - rate);

export function logLoss(probability: number, ordered: boolean): number {
  return -Math.log(ordered ? probability : 1 - probability);
}

export function mean<T>(list: readonly T[], read: (each: T) => number): number {
  let sum = 0;
  for (const each of list) sum += read(each);
  return sum / list.length;
}

/** Area under the ROC curve of forecasts in ascending order; ties count half (Mann and Whitney). */
function auc(ascending: readonly Forecast[]): number {
  let orders = 0;
  let ranks = 0;
  for (let from = 0; from < ascending.length;) {
    let to = from;
    let tied = 0;
    while (ascending[to]?.probability === ascending[from]!.probability)
      tied += Number(ascending[to++]!.ordered);
    ranks += tied * ((from + to + 1) / 2);
    orders += tied;
    from = to;
  }
  const others = ascending.length - orders;
  return (ranks - (orders * (orders + 1)) / 2) / (orders * others);
}

/** Expected calibration error in ten bins of equal mass, from forecasts in ascending order. */
export function calibrationError<Each extends Forecast>(
  ascending: readonly Each[],
  cameOf?: (each: Each) => number,
): number {
  return mean(reliability(ascending, cameOf), ({ said, came }) => Math.abs(said - came));
}

/**
 * Mean forecast and share of orders of ten bins of equal mass, from forecasts in ascending order.
 * `cameOf` is what came of one, where more than the outcome is known.
 */
export function reliability<Each extends Forecast>(
  ascending: readonly Each[],
  cameOf: (each: Each) => number = ({ ordered }) => Number(ordered),
): { said: number; came: number }[] {
  return binsOf(ascending).map((part) => ({
    said: mean(part, ({ probability }) => probability),
    came: mean(part, cameOf),
  }));
}

/**
 * The calibration error that right forecasts would show by chance, in the same bins. Forecasts of one
 * session stand and fall together, so it is the session whose errors are summed: E|X| = √(2/π) · σ.
 */
export function chanceError(said: readonly (Forecast & { session: number })[]): number {
  const ascending = said.toSorted((a, b) => a.probability - b.probability);
  return mean(binsOf(ascending), (part) => {
    const errors = new Map<number, number>();
    for (const { session, probability, ordered } of part)
      errors.set(session, (errors.get(session) ?? 0) + probability - Number(ordered));
    const squares = [...errors.values()].reduce((sum, error) => sum + error ** 2, 0);
    return Math.sqrt((2 / Math.PI) * squares) / part.length;
  });
}

/** Ten bins of equal mass; of fewer than ten forecasts one each. */
function binsOf<Each>(ascending: readonly Each[]): Each[][] {
  const bins = Math.min(BINS, ascending.length);
  const edge = (bin: number) => Math.round((bin * ascending.length) / bins);
  return Array.from({ length: bins }, (_, bin) => ascending.slice(edge(bin), edge(bin + 1)));
}

/** Cox's calibration slope: logistic regression of the outcome on the logit, by Newton's method. */
function calibrationSlope(forecasts: readonly Forecast[]): number {
  let [a, b] = [0, 1];
  for (let step = 0; step < 20; step++) {
    let [ga, gb, aa, ab, bb] = [0, 0, 0, 0, 0];
    for (const { probability, ordered } of forecasts) {
      const x = Math.log(probability / (1 - probability));
      const p = 1 / (1 + Math.exp(-a - b * x));
      const information = p * (1 - p);
      ga += Number(ordered) - p;
      gb += (Number(ordered) - p) * x;
      aa += information;
      ab += information * x;
      bb += information * x * x;
    }
    const determinant = aa * bb - ab * ab;
    if (!(determinant > 1e-12)) return Number.NaN;
    const [da, db] = [(bb * ga - ab * gb) / determinant, (aa * gb - ab * ga) / determinant];
    a += da;
    b += db;
    if (Math.abs(da) + Math.abs(db) < 1e-9) break;
  }
  return b;
}

export const HEADER = `${"".padEnd(44)}    AUC  log-loss   Brier    ECE  ECE/base  slope`;

export function row(label: string, quality: Quality): string {
  const { auc: area, logLoss: loss, brier, ece, relativeEce, slope } = quality;
  const cells = [
    area.toFixed(3).padStart(7),
    loss.toFixed(4).padStart(10),
    brier.toFixed(4).padStart(8),
    ece.toFixed(4).padStart(8),
    relativeEce.toFixed(2).padStart(9),
    slope.toFixed(2).padStart(7),
  ];
  return label.padEnd(44) + cells.join("");
}
