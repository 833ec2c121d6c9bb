export const SECOND = 1000;
export const MINUTE = 60 * SECOND;
export const HOUR = 60 * MINUTE;
export const DAY = 24 * HOUR;
export const WEEK = 7 * DAY;

/** Midnight (UTC) of the day that `time` falls on. */
export const startOfDay = (time: number) => Math.floor(time / DAY) * DAY;

const SATURDAY = 6;

/** The real shop took no orders on Saturdays: `time`, or a day earlier when it falls on one. */
export const onOpenDay = (time: number) =>
  new Date(time).getUTCDay() === SATURDAY ? time - DAY : time;

/**
 * How far (ms, whole weeks, so that Mondays stay Mondays) the year must move for its last order to
 * lie before today, as close to today as that allows: the year ends yesterday or up to six days earlier.
 */
export function weekShift(lastOrder: number, now: number): number {
  return Math.floor((startOfDay(now) - 1 - lastOrder) / WEEK) * WEEK;
}
