const DAY = 86_400_000;

interface Zone {
  format: Intl.DateTimeFormat;
  /** Offset from UTC, ms, at the start of each UTC day that was asked for. */
  offsets: Map<number, number>;
  /** First moment of each day that was asked for. */
  starts: Map<number, number>;
}

const zones = new Map<string, Zone>();

/** Day of the shop's calendar at `time` (epoch ms): days since 1970-01-01; `zone` is an IANA name. */
export function localDay(time: number, zone: string): number {
  return Math.floor((time + offsetAt(time, zone)) / DAY);
}

/** The first moment (epoch ms) of a day of the shop's calendar. */
export function startOfLocalDay(day: number, zone: string): number {
  const { starts } = zoneOf(zone);
  let start = starts.get(day);
  if (start === undefined) starts.set(day, (start = findStart(day, zone)));
  return start;
}

function findStart(day: number, zone: string): number {
  // Clocks may be changed at midnight itself, so the offsets of both sides are tried.
  const starts = [-DAY, DAY].map((side) => day * DAY - offsetAt(day * DAY + side, zone));
  return Math.min(...starts.filter((start) => localDay(start, zone) === day));
}

/** Month of the shop's calendar at `time`, as `2026-11`. */
export function localMonth(time: number, zone: string): string {
  return isoDay(localDay(time, zone)).slice(0, 7);
}

/** A day number as ISO 8601. */
export function isoDay(day: number): string {
  return new Date(day * DAY).toISOString().slice(0, 10);
}

/** Offset from UTC in ms. Most days have one, which is remembered. */
function offsetAt(time: number, name: string): number {
  const zone = zoneOf(name);
  const day = Math.floor(time / DAY);
  const start = offsetOfDay(zone, day);
  return start === offsetOfDay(zone, day + 1) ? start : readOffset(zone.format, time);
}

function offsetOfDay(zone: Zone, day: number): number {
  let offset = zone.offsets.get(day);
  if (offset === undefined) {
    offset = readOffset(zone.format, day * DAY);
    zone.offsets.set(day, offset);
  }
  return offset;
}

function readOffset(format: Intl.DateTimeFormat, time: number): number {
  const parts = new Map(format.formatToParts(time).map(({ type, value }) => [type, Number(value)]));
  const part = (type: Intl.DateTimeFormatPartTypes) => parts.get(type) ?? 0;
  const wall = Date.UTC(
    part("year"),
    part("month") - 1,
    part("day"),
    part("hour"),
    part("minute"),
    part("second"),
  );
  return wall - Math.floor(time / 1000) * 1000;
}

function zoneOf(name: string): Zone {
  let zone = zones.get(name);
  if (zone === undefined) {
    const format = new Intl.DateTimeFormat("en-GB", {
      timeZone: name,
      hourCycle: "h23",
      year: "numeric",
      month: "numeric",
      day: "numeric",
      hour: "numeric",
      minute: "numeric",
      second: "numeric",
    });
    zone = { format, offsets: new Map(), starts: new Map() };
    zones.set(name, zone);
  }
  return zone;
}
