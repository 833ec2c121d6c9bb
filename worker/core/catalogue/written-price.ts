import { parseAmount, parseCurrency } from "./amount.ts";
import { formatPrice, toMinor } from "./money.ts";

/** Signs that several currencies share: it is the shop's own where that is among them, else the first. */
const SHARED: readonly [sign: string, currencies: string][] = [
  ["US$", "USD"],
  ["R$", "BRL"],
  ["$", "USD CAD AUD NZD SGD HKD MXN TWD CLP COP ARS"],
  ["¥", "JPY CNY"],
  ["kr", "SEK NOK DKK ISK"],
  ["Rs", "INR PKR LKR"],
];

/**
 * A price as files write it (`10.00 GBP`, `£1.234,50`, `1 234,50 €`, `EUR 9`, `12.5`) in Google
 * Merchant form, `10.00 GBP`; null for what is none. Without a currency it is the shop's.
 */
export function parseWrittenPrice(text: string, shopCurrency: string): string | null {
  const words = text
    .normalize("NFKC")
    .replace(/[\d.,'’\s-]+/g, " ")
    .trim();
  const currency = words === "" ? shopCurrency : currencyOf(words, shopCurrency);
  if (currency === null) return null;
  const amount = parseAmount(text, currency);
  return amount === null ? null : formatPrice(toMinor(amount, currency), currency);
}

/** A code counts before a sign: `£5 GBP`, `$5 CAD`. */
function currencyOf(words: string, shopCurrency: string): string | null {
  const code = words.split(" ").find((word) => /^[A-Za-z]{3}$/.test(word));
  const shared = SHARED.find(([sign]) => sign === words)?.[1].split(" ");
  if (shared === undefined) return parseCurrency(code ?? words);
  return shared.includes(shopCurrency) ? shopCurrency : shared[0]!;
}
