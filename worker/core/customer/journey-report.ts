import { JOURNEY, type JourneyFacts, journeyOf, type JourneyStage } from "./journey.ts";

export interface JourneyReport {
  /** Epoch ms. */
  at: number;
  /** Everybody of whom something is known; `stages` add up to them, and so do the channels. */
  people: number;
  stages: JourneyRow[];
  /** The same by channel of the first visit, `unknown` without one; most people first. */
  channels: { channel: string; people: number; stages: JourneyRow[] }[];
}

export interface JourneyRow {
  stage: JourneyStage;
  /** In it now. */
  people: number;
  /** In it or further. */
  reached: number;
  /** Share of those who reached it that went no further so far; null when nobody reached it. */
  drop_off: number | null;
  /** Median days until the next stage, of those who went on; null when nobody did, and of the last. */
  days_to_next: number | null;
  /** Median days in it so far, of those who are; null when nobody is. */
  days_waiting: number | null;
}

const DAY = 86_400_000;
const UNKNOWN = "unknown";

type Reached = ReturnType<typeof journeyOf>;

/** Everybody on the way from awareness to advocacy. Facts later than `now` have not happened yet. */
export function journeyReport(everybody: readonly JourneyFacts[], now: number): JourneyReport {
  const people = everybody
    .map((facts) => ({ channel: facts.channel ?? UNKNOWN, reached: reachedBy(facts, now) }))
    .filter(({ reached }) => reached.awareness !== null);
  const channels = Map.groupBy(people, ({ channel }) => channel);
  return {
    at: now,
    people: people.length,
    stages: rowsOf(
      people.map(({ reached }) => reached),
      now,
    ),
    channels: Array.from(channels, ([channel, part]) => ({
      channel,
      people: part.length,
      stages: rowsOf(
        part.map(({ reached }) => reached),
        now,
      ),
    })).sort((a, b) => b.people - a.people || (a.channel < b.channel ? -1 : 1)),
  };
}

function reachedBy(facts: JourneyFacts, now: number): Reached {
  const reached = journeyOf(facts);
  for (const stage of JOURNEY) if ((reached[stage] ?? now) > now) reached[stage] = null;
  return reached;
}

function rowsOf(people: readonly Reached[], now: number): JourneyRow[] {
  return JOURNEY.map((stage, index) => {
    const next = JOURNEY[index + 1];
    const reached = people.filter((person) => person[stage] !== null);
    const on = next === undefined ? [] : reached.filter((person) => person[next] !== null);
    const here = next === undefined ? reached : reached.filter((person) => person[next] === null);
    return {
      stage,
      people: here.length,
      reached: reached.length,
      drop_off: reached.length === 0 ? null : here.length / reached.length,
      days_to_next: medianOf(on.map((person) => (person[next!]! - person[stage]!) / DAY)),
      days_waiting: medianOf(here.map((person) => (now - person[stage]!) / DAY)),
    };
  });
}

function medianOf(values: readonly number[]): number | null {
  if (values.length === 0) return null;
  const sorted = values.toSorted((a, b) => a - b);
  const middle = sorted.length >> 1;
  return sorted.length % 2 === 1 ? sorted[middle]! : (sorted[middle - 1]! + sorted[middle]!) / 2;
}
