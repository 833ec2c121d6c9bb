import { parseAmount, toMinor } from "../catalogue/index.ts";
import type { Fields } from "../catalogue/feeds/index.ts";
import { localDay, startOfLocalDay } from "../customer/index.ts";

/** In which order a date with strokes or dots names its parts. */
export type DateOrder = "ymd" | "dmy" | "mdy";

/** What tables write where there is nothing. */
const NOTHING = /^(?:na|n\/a|null|none|nan|\\n|[-–—.?]*)$/i;
// oxlint-disable-next-line no-control-regex -- control characters are exactly what goes
const CONTROL = /[\u0000-\u001f\u007f]+/g;

/** A cell as a line of text of at most `max` characters; null where it says nothing. */
export function textOf(fields: Fields, name: string, max: number): string | null {
  const value = fields.get(name);
  if (typeof value !== "string" && typeof value !== "number" && typeof value !== "boolean")
    return null;
  const text = String(value).replace(CONTROL, " ").trim();
  return NOTHING.test(text) ? null : text.slice(0, max);
}

/** An amount of money in minor units, below 0 where it is written so; undefined for what is none. */
export function minorOf(fields: Fields, name: string, currency: string): number | null | undefined {
  const number = numberOf(fields, name, currency);
  return typeof number === "number" ? toMinor(number, currency) : number;
}

/** A number as pages and tables write it; null where there is none, undefined for what is no number. */
export function numberOf(fields: Fields, name: string, currency = ""): number | null | undefined {
  const value = fields.get(name);
  if (typeof value === "number") return Number.isFinite(value) ? value : undefined;
  const text = textOf(fields, name, 64);
  if (text === null) return null;
  if (/^-?\d{1,12}(?:\.\d{1,6})?$/.test(text)) return Number(text);
  // Accountants write what is to be taken off in brackets.
  const negative = /^[-−–](.*)$|^\((.*)\)$/.exec(text);
  const amount = parseAmount(negative === null ? text : (negative[1] ?? negative[2]), currency);
  if (amount === null) return undefined;
  return negative === null ? amount : -amount;
}

export interface Moment {
  /** Epoch ms; the beginning of the day where only that is known. */
  time: number;
  dateOnly: boolean;
}

const DATED =
  /^(\d{1,4})[-/.](\d{1,2})[-/.](\d{1,4})(?:[ T]+(\d{1,2}):(\d{2})(?::(\d{2}(?:[.,]\d+)?))?)?\s*(Z|UTC|[+-]\d{2}:?\d{2})?$/i;
const DAY = 86_400_000;

/**
 * A date or time: ISO 8601, the same with a blank for `T`, epoch seconds or ms, or in strokes and dots
 * in the order told (four digits first are always a year). Without an offset it is on the clock of
 * `zone` (IANA). Null for anything else.
 */
export function momentOf(text: string, zone: string, order: DateOrder): Moment | null {
  if (/^\d{10}$|^\d{13}$/.test(text))
    return { time: Number(text) * (text.length === 10 ? 1000 : 1), dateOnly: false };
  const match = DATED.exec(text);
  if (match === null) return null;
  const [, first = "", second = "", third = "", hours, minutes = "0", seconds = "0", offset] =
    match;
  const [year, month, day] = inOrder(first, second, third, order);
  const midnight = Date.UTC(year, month - 1, day);
  const date = new Date(midnight);
  if (year < 1900 || date.getUTCMonth() !== month - 1 || date.getUTCDate() !== day) return null;
  const clock =
    (Number(hours ?? 0) * 60 + Number(minutes)) * 60_000 +
    Math.round(Number(seconds.replace(",", ".")) * 1000);
  if (clock >= DAY) return null;
  const time =
    offset === undefined
      ? onClockOf(midnight / DAY, clock, zone)
      : midnight + clock - offsetOf(offset);
  return { time, dateOnly: hours === undefined };
}

function inOrder(
  first: string,
  second: string,
  third: string,
  order: DateOrder,
): [year: number, month: number, day: number] {
  const [a, b, c] = [Number(first), Number(second), Number(third)];
  if (first.length === 4) return [a, b, c];
  return order === "mdy" ? [c, a, b] : [c, b, a];
}

/** `+02:00`, `-0530`, `Z` in ms. */
function offsetOf(offset: string): number {
  const match = /^([+-])(\d{2}):?(\d{2})$/.exec(offset);
  if (match === null) return 0;
  const minutes = Number(match[2]) * 60 + Number(match[3]);
  return (match[1] === "-" ? -minutes : minutes) * 60_000;
}

/** A wall clock's time of a day (days since the epoch); on a day of 23 hours, one hour may be two. */
function onClockOf(day: number, clock: number, zone: string): number {
  const time = startOfLocalDay(day, zone) + clock;
  const shift = startOfLocalDay(day + 1, zone) - startOfLocalDay(day, zone) - DAY;
  // Clocks are changed early in the morning: what is later has the offset of the day's end.
  return shift !== 0 && clock >= 3 * 3_600_000 && localDay(time + shift, zone) === day
    ? time + shift
    : time;
}
