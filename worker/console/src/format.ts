/** How figures are written, everywhere alike. Dates and numbers follow the reader's own language. */
const language = spoken(navigator.language);

/** Some systems tell browsers of languages that are none, such as `en-US@posix`. */
function spoken(tag: string): string | undefined {
  try {
    return Intl.getCanonicalLocales(tag)[0];
  } catch {
    return undefined;
  }
}

const whole = new Intl.NumberFormat(language, { maximumFractionDigits: 0 });
const short = new Intl.NumberFormat(language, { notation: "compact", maximumFractionDigits: 1 });
const dates = new Intl.DateTimeFormat(language, { dateStyle: "medium" });
const times = new Intl.DateTimeFormat(language, { dateStyle: "medium", timeStyle: "short" });

export const count = (n: number): string => (n >= 100_000 ? short.format(n) : whole.format(n));

/** `1 order`, `2 orders`. */
export const counted = (n: number, thing: string): string =>
  `${count(n)} ${thing}${n === 1 ? "" : "s"}`;

export const decimal = (n: number, places = 2): string =>
  new Intl.NumberFormat(language, { maximumFractionDigits: places }).format(n);

/** A share of 0 … 1 as `12.3 %`. */
export const percent = (share: number, places = 1): string =>
  new Intl.NumberFormat(language, {
    style: "percent",
    maximumFractionDigits: places,
  }).format(share);

/** An interval of shares as `12.3 % to 15.6 %`. */
export const percents = ([low, high]: readonly [number, number], places = 1): string =>
  `${percent(low, places)} to ${percent(high, places)}`;

/** Minor units in whole ones; where nobody has bought there is no currency, and nothing to write. */
export const major = (minor: number, currency: string | null): number =>
  minor / 10 ** (currency === null ? 2 : digitsOf(currency));

/** Minor units as money. */
export const money = (minor: number, currency: string | null): string =>
  currency === null
    ? count(minor)
    : new Intl.NumberFormat(language, { style: "currency", currency }).format(
        major(minor, currency),
      );

/** Minor units as money without its small coins, for sums of many people. */
export const roundMoney = (minor: number, currency: string | null): string =>
  currency === null
    ? count(minor)
    : new Intl.NumberFormat(language, {
        style: "currency",
        currency,
        maximumFractionDigits: 0,
        ...(Math.abs(minor) >= 100_000_00 && { notation: "compact", maximumFractionDigits: 1 }),
      }).format(major(minor, currency));

const digitsOf = (currency: string): number =>
  new Intl.NumberFormat(language, { style: "currency", currency }).resolvedOptions()
    .maximumFractionDigits ?? 2;

/** Sums by currency: `£12.00 · €3.00`. */
export const moneys = (minor: Record<string, number>): string =>
  Object.entries(minor)
    .map(([currency, sum]) => money(sum, currency))
    .join(" · ") || "–";

/** `2026-11` in a word or two. */
export const monthName = (month: string): string =>
  new Intl.DateTimeFormat(language, { month: "short", year: "numeric", timeZone: "UTC" }).format(
    new Date(month),
  );

export const date = (time: string | number): string => dates.format(new Date(time));
export const dateTime = (time: string | number): string => times.format(new Date(time));

/** `3 min ago`; the future as `in 3 min`. */
export function ago(time: string | number, now = Date.now()): string {
  const seconds = (new Date(time).getTime() - now) / 1000;
  const [unit, size] =
    UNITS.find(([, least]) => Math.abs(seconds) >= least) ?? (["second", 1] as const);
  return new Intl.RelativeTimeFormat(language, { numeric: "auto", style: "short" }).format(
    Math.trunc(seconds / size),
    unit,
  );
}

const UNITS = [
  ["day", 86_400],
  ["hour", 3_600],
  ["minute", 60],
] as const;

/** Milliseconds as `1 h 5 min`. */
export function duration(ms: number): string {
  const seconds = Math.round(ms / 1000);
  if (seconds < 60) return `${seconds} s`;
  const minutes = Math.round(seconds / 60);
  if (minutes < 60) return `${minutes} min`;
  const hours = Math.floor(minutes / 60);
  return hours < 48 ? `${hours} h ${minutes % 60} min` : `${Math.round(hours / 24)} d`;
}
