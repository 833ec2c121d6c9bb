/** ISO 4217 for where no currency is told. */
export const NO_CURRENCY = "XXX";

const digits = new Map<string, number>();

/** Decimal places of a currency's minor unit (ISO 4217): GBP 2, JPY 0, KWD 3; unknown codes count 2. */
export function minorDigits(currency: string): number {
  let places = digits.get(currency);
  if (places === undefined) {
    try {
      const format = new Intl.NumberFormat("en", { style: "currency", currency });
      places = format.resolvedOptions().maximumFractionDigits ?? 2;
    } catch {
      places = 2;
    }
    digits.set(currency, places);
  }
  return places;
}

/** An amount as GA4 sends it (a decimal number) in integer minor units: 2.55 GBP → 255. */
export function toMinor(amount: number, currency: string): number {
  return Math.round(amount * 10 ** minorDigits(currency));
}

/** Minor units in Google Merchant form: 255, GBP → `2.55 GBP`. */
export function formatPrice(minor: number, currency: string): string {
  const places = minorDigits(currency);
  return `${(minor / 10 ** places).toFixed(places)} ${currency}`;
}

const spoken = new Map<string, Intl.NumberFormat | null>();

/** Minor units as an English sentence says them: 255, GBP → `£2.55`. */
export function spokenPrice(minor: number, currency: string): string {
  let format = spoken.get(currency);
  if (format === undefined) spoken.set(currency, (format = formatOf(currency)));
  return format?.format(minor / 10 ** minorDigits(currency)) ?? formatPrice(minor, currency);
}

/** Making one takes as long as thousands of uses of it. Null for what is no currency's code. */
function formatOf(currency: string): Intl.NumberFormat | null {
  try {
    return new Intl.NumberFormat("en", { style: "currency", currency });
  } catch {
    return null;
  }
}

/** Google Merchant form to minor units: `2.55 GBP` → 255. The schema has checked the form. */
export function parsePrice(price: string): { minor: number; currency: string } {
  const [amount = "0", currency = NO_CURRENCY] = price.split(" ");
  return { minor: toMinor(Number(amount), currency), currency };
}
