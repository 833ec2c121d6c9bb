import { minorDigits } from "./money.ts";

const MAX_CHARS = 64;
const MAX_AMOUNT = 1e9;

/** Digits with what stands between them as a separator; a space separates only groups of three. */
export const NUMBER = /\d+(?:[.,'’]\d+|[ \u00a0\u202f]\d{3}(?!\d))*/;

/**
 * An amount of money as pages write it: `2.5`, `"£2.50"`, `"1.234,56 €"`, `"1 299,-"`, `"￥1,200"`.
 * Null for anything else, and for what is negative or above a thousand million.
 *
 * The last of two kinds of separator is the decimal one, and a separator that comes twice is none,
 * and then stands before three digits at last.
 * A single one before exactly three digits groups (`1.234` is a thousand) unless the currency has
 * three decimals or the digits before it could be no group (`0.125`, `1299.000`).
 */
export function parseAmount(value: unknown, currency = ""): number | null {
  const amount = typeof value === "string" ? fromText(value, currency) : value;
  return typeof amount === "number" && amount >= 0 && amount <= MAX_AMOUNT ? amount : null;
}

function fromText(text: string, currency: string): number | null {
  const plain = text.slice(0, MAX_CHARS).normalize("NFKC").replaceAll("−", "-").trim();
  const match = NUMBER.exec(plain);
  if (match === null || /-\s?[^\d\s]{0,3}$/.test(plain.slice(0, match.index))) return null;
  const digits = match[0].replace(/[ '’\u00a0\u202f]/g, "");
  const decimal = decimalSeparator(digits, currency);
  if (decimal === null) {
    const isGrouped = /^\d+$|[.,]\d{3}$/.test(digits);
    return isGrouped ? Number(digits.replace(/[.,]/g, "")) : null;
  }
  const at = digits.lastIndexOf(decimal);
  return Number(`${digits.slice(0, at).replace(/[.,]/g, "")}.${digits.slice(at + 1)}`);
}

function decimalSeparator(digits: string, currency: string): "." | "," | null {
  const [dot, comma] = [digits.lastIndexOf("."), digits.lastIndexOf(",")];
  if (dot < 0 && comma < 0) return null;
  const last = dot > comma ? "." : ",";
  if (dot >= 0 && comma >= 0)
    return digits.indexOf(last) === digits.lastIndexOf(last) ? last : null;
  const parts = digits.split(last);
  if (parts.length > 2) return null;
  const [whole = "", rest = ""] = parts;
  const couldGroup = rest.length === 3 && whole.length <= 3 && whole !== "0";
  if (!couldGroup) return last;
  return currency !== "" && minorDigits(currency) === 3 ? last : null;
}

const SIGNS: Record<string, string> = {
  "€": "EUR",
  "£": "GBP",
  "¥": "JPY",
  円: "JPY",
  "₹": "INR",
  "₩": "KRW",
  "₺": "TRY",
  zł: "PLN",
  Kč: "CZK",
};

/** ISO 4217 code of what a page gives as the currency: `gbp`, `£`. Null for what names none. */
export function parseCurrency(value: unknown): string | null {
  if (typeof value !== "string") return null;
  const text = value.slice(0, MAX_CHARS).normalize("NFKC").trim();
  const code = text.toUpperCase();
  if (/^[A-Z]{3}$/.test(code)) return code;
  return Object.hasOwn(SIGNS, text) ? SIGNS[text]! : null;
}
