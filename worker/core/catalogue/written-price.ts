import { NUMBER, parseAmount, parseCurrency } from "./amount.ts";
import { formatPrice, toMinor } from "./money.ts";

/** Signs that several currencies share: it is the shop's own where that is among them, else the first. */
const SHARED: ReadonlyMap<string, readonly string[]> = new Map(
  Object.entries({
    US$: "USD",
    R$: "BRL",
    A$: "AUD",
    AU$: "AUD",
    C$: "CAD",
    CA$: "CAD",
    NZ$: "NZD",
    S$: "SGD",
    HK$: "HKD",
    NT$: "TWD",
    MX$: "MXN",
    $: "USD CAD AUD NZD SGD HKD MXN TWD CLP COP ARS",
    "¥": "JPY CNY",
    kr: "SEK NOK DKK ISK",
    Rs: "INR PKR LKR",
  }).map(([sign, currencies]): [string, string[]] => [sign, currencies.split(" ")]),
);
const CODES: ReadonlySet<string> = new Set(Intl.supportedValuesOf("currency"));

const RANGE = /[\p{Pd}~〜]/u;

/**
 * A price as files write it (`10.00 GBP`, `£1.234,50`, `1 234,50 €`, `EUR 9`, `12.5`, `1,200円(税込)`) in
 * Google Merchant form, `10.00 GBP`; null for what is none. Without a currency it is the shop's. Of a
 * range it is the lower end.
 */
export function parseWrittenPrice(text: string, shopCurrency: string): string | null {
  const plain = text.normalize("NFKC");
  const [first, second, third] = plain.matchAll(new RegExp(NUMBER, "g"));
  // `3 for 10`, `1e3`, `10 / 100 g`: no one number is the price.
  const isRange = second !== undefined && RANGE.test(plain.slice(first!.index, second.index));
  if (third !== undefined || (second !== undefined && !isRange)) return null;
  const words = plain.replace(/[\d.,'’\s\p{Pd}~〜()/]+/gu, " ").trim();
  const currency = words === "" ? shopCurrency : currencyOf(words.split(" "), shopCurrency);
  if (currency === null) return null;
  const amount = parseAmount(text, currency);
  return amount === null ? null : formatPrice(toMinor(amount, currency), currency);
}

/** A code counts before a sign (`£5 GBP`, `$5 CAD`), and a sign before a word that could be a code. */
function currencyOf(words: readonly string[], shopCurrency: string): string | null {
  const code = words.find((word) => CODES.has(word));
  if (code !== undefined) return code;
  for (const word of words) {
    const shared = SHARED.get(word);
    if (shared !== undefined) return shared.includes(shopCurrency) ? shopCurrency : shared[0]!;
    const sign = word.length === 3 ? null : parseCurrency(word);
    if (sign !== null) return sign;
  }
  return words.map((word) => word.toUpperCase()).find((word) => CODES.has(word)) ?? null;
}
