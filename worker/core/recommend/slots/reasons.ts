import { type Card, spokenPrice } from "../../catalogue/index.ts";
import type { Liking } from "../taste/liking.ts";
import { axisLabel } from "../shelf/axes.ts";
import type { Satisfaction } from "../shelf/satisfaction.ts";

const MINUTE = 60_000;
const UNITS: [name: string, milliseconds: number][] = [
  ["year", 365 * 1440 * MINUTE],
  ["month", 30 * 1440 * MINUTE],
  ["day", 1440 * MINUTE],
  ["hour", 60 * MINUTE],
  ["minute", MINUTE],
];

/** `2 hours ago`. */
function ago(time: number, now: number): string {
  for (const [name, milliseconds] of UNITS) {
    const n = Math.floor((now - time) / milliseconds);
    if (n >= 1) return `${n} ${name}${n === 1 ? "" : "s"} ago`;
  }
  return "just now";
}

/** `Viewed 2 hours ago`. */
export const viewedReason = (lastViewed: number, now: number): string =>
  `Viewed ${ago(lastViewed, now)}`;

/** `Often viewed after White Hanging Heart T-Light Holder`. */
export const followsReason = (title: string): string => `Often viewed after ${title}`;

/** `Often bought with Safety Razor`. */
export const boughtWithReason = (title: string): string => `Often bought with ${title}`;

/** `Buyers looked at it after Safety Razor`, or read it, where it is a page. */
export const buyersReason = (title: string, isPage: boolean): string =>
  `Buyers ${isPage ? "read" : "looked at"} this after ${title}`;

/** `You bought it 30 days ago, and it is used up by and by`. */
export const rebuyReason = (bought: number, now: number): string =>
  `You bought it ${ago(bought, now)}, and it is used up by and by`;

/** `To your taste: Mugs`. */
export const tasteReason = (because: NonNullable<Liking["because"]>): string =>
  `To your taste: ${
    because.facet === "brand"
      ? because.value
      : because.facet === "band"
        ? `${because.value} items`
        : axisLabel(because.value).split(" > ").at(-1)
  }`;

/** `4.7 of 5 from 200 ratings, 12 % of its buyers bought it again`. */
export function ratedReason(
  { n, returned, again }: Satisfaction,
  value: number | undefined,
): string {
  const parts: string[] = [];
  if (value !== undefined && n > 0)
    parts.push(`${value} of 5 from ${n} rating${n === 1 ? "" : "s"}`);
  if (again >= 0.01) parts.push(`${percent(again)} of its buyers bought it again`);
  if (parts.length === 0) parts.push(`${percent(1 - returned)} of what was sold was kept`);
  return parts.join(", ");
}

/** `1,234`. */
const grouped = (n: number): string => String(n).replaceAll(/\B(?=(\d{3})+$)/g, ",");

const percent = (share: number): string => `${Math.round(100 * share)} %`;

/** `12 sold lately in Kitchen, at £2.55 where half cost £4.00 or more`. */
export function valueReason(
  units: number,
  axis: string,
  { price, currency }: { price: number; currency: string },
  median: number,
): string {
  const [asked, middle] = [spokenPrice(price, currency), spokenPrice(median, currency)];
  return `${bestsellerReason(units, axis)}, at ${asked} where half cost ${middle} or more`;
}

/** `Brings your basket of £22.00 to free delivery from £30.00`. */
export const thresholdReason = (value: number, amount: number, currency: string): string =>
  `Brings your basket of ${spokenPrice(value, currency)} to free delivery from ${spokenPrice(amount, currency)}`;

/** Nobody calls new what has been there for longer (ms). */
const NEW_FOR = 90 * 1440 * MINUTE;

/** `New 3 days ago`, or what it is among the latest of, and whether it is to the visitor's taste. */
export function newReason(
  { first_seen, product_type }: Card,
  because: Liking["because"],
  now: number,
): string {
  const isNew = first_seen !== undefined && now - first_seen < NEW_FOR;
  const since = isNew
    ? `New ${ago(first_seen, now)}`
    : `Among the latest in ${product_type || "the shop"}`;
  return because === null ? since : `${since}. ${tasteReason(because)}`;
}

/** `New 3 days ago. Resembles Blue Teapot, which you viewed`. */
export const resemblesReason = (card: Card, title: string, now: number): string =>
  `${newReason(card, null, now)}. Resembles ${title}, which you viewed`;

/** `New 3 days ago, and still to be discovered`. */
export const exploredReason = (card: Card, now: number): string =>
  `${newReason(card, null, now)}, and still to be discovered`;

export const PINNED_REASON = "Chosen by the shop";

/** `You have ordered once; customers who came back have read How to season a pan`. */
export const repeatBuyerReason = (title: string): string =>
  `You have ordered once; customers who came back have read ${title}`;

/**
 * `12 sold lately in Kitchen > Mugs`. The number is what decay has left of the units sold, so it never
 * claims more than were sold; below one half there is nothing to count.
 */
export function bestsellerReason(units: number, axis: string): string {
  if (units >= 0.5) return `${grouped(Math.round(units))} sold lately in ${axisLabel(axis)}`;
  return units > 0
    ? `Sold before in ${axisLabel(axis)}`
    : `Among the most viewed in ${axisLabel(axis)}`;
}

/** `In the catalogue under Kitchen > Mugs`. */
export const catalogueReason = (card: Card | undefined): string =>
  card?.product_type ? `In the catalogue under ${card.product_type}` : "In the catalogue";
