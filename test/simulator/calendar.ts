import { type Behaviour, HOURS, WEEKDAYS } from "./behaviour.ts";
import { type Roll, weighted } from "./draws.ts";

const HOUR = 3_600_000;
const DAY = 24 * HOUR;

/** The time that a world lasts, from a midnight (UTC) on, and when in it people come. */
export class Calendar {
  readonly start: number;
  readonly days: number;
  readonly end: number;

  constructor(start: number, days: number) {
    this.start = start;
    this.days = days;
    this.end = start + days * DAY;
  }

  /** When somebody new comes, and whether the campaign has sent them. */
  arrival(roll: Roll, behaviour: Behaviour): { at: number; fromCampaign: boolean } {
    const usual = Array.from({ length: this.days }, (_, day) => WEEKDAYS[this.#weekday(day)]!);
    const extra = usual.map((weight, day) =>
      this.#isCampaign(day, behaviour) ? weight * behaviour.campaignTraffic : 0,
    );
    const drawn = weighted(roll, [...usual, ...extra]);
    const midnight = this.start + (drawn % this.days) * DAY;
    return { at: atHour(roll, midnight), fromCampaign: drawn >= this.days };
  }

  /** The day of `wished` at an hour when people shop, but not before `earliest`. */
  likelyHour(roll: Roll, wished: number, earliest: number): number {
    const midnight = wished - ((wished - this.start) % DAY);
    return Math.max(earliest, atHour(roll, midnight));
  }

  /** Pull of the season and the weekend on each step to an order. */
  pull({ driftPull, driftDays, weekendOrdering }: Behaviour, at: number): number {
    const day = (at - this.start) / DAY;
    const isWeekend = [0, 6].includes(this.#weekday(Math.floor(day)));
    return (
      driftPull * Math.sin((2 * Math.PI * day) / driftDays) + (isWeekend ? weekendOrdering : 0)
    );
  }

  #weekday(day: number): number {
    return new Date(this.start + day * DAY).getUTCDay();
  }

  #isCampaign(day: number, { campaignFrom, campaignDays }: Behaviour): boolean {
    const first = Math.floor(campaignFrom * this.days);
    return day >= first && day < first + campaignDays;
  }
}

const atHour = (roll: Roll, midnight: number): number =>
  midnight + Math.floor((weighted(roll, HOURS) + roll()) * HOUR);
