import type { Card } from "../catalogue/index.ts";
import { axisLabel } from "./axes.ts";

const MINUTE = 60_000;
const UNITS: [name: string, milliseconds: number][] = [
  ["year", 365 * 1440 * MINUTE],
  ["month", 30 * 1440 * MINUTE],
  ["day", 1440 * MINUTE],
  ["hour", 60 * MINUTE],
  ["minute", MINUTE],
];

/** `Viewed 2 hours ago`. */
export function viewedReason(lastViewed: number, now: number): string {
  for (const [name, milliseconds] of UNITS) {
    const n = Math.floor((now - lastViewed) / milliseconds);
    if (n >= 1) return `Viewed ${n} ${name}${n === 1 ? "" : "s"} ago`;
  }
  return "Viewed just now";
}

/** `Often viewed after White Hanging Heart T-Light Holder`. */
export const followsReason = (title: string): string => `Often viewed after ${title}`;

/**
 * `12 sold lately in Kitchen > Mugs`. The number is what decay has left of the units sold, so it never
 * claims more than were sold; below one half there is nothing to count.
 */
export function bestsellerReason(units: number, axis: string): string {
  if (units >= 0.5) return `${Math.round(units)} sold lately in ${axisLabel(axis)}`;
  return units > 0
    ? `Sold before in ${axisLabel(axis)}`
    : `Among the most viewed in ${axisLabel(axis)}`;
}

/** `In the catalogue under Kitchen > Mugs`. */
export const catalogueReason = (card: Card | undefined): string =>
  card?.product_type ? `In the catalogue under ${card.product_type}` : "In the catalogue";
