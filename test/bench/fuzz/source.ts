import { dice } from "../../core/dice.ts";

/** Where what a request is made of comes from: all of it follows from the seed. */
export interface Source {
  /** In [0, 1). */
  roll: () => number;
  /** What only this shop may ever read. */
  canary: string;
  /** Ids that earlier replies told, of whichever shop; none opens anything by itself. */
  told: readonly string[];
}

/** Both shops use the same ids, for people, items and orders alike. */
const IDS = 2_000;

export const pick = <T>({ roll }: Pick<Source, "roll">, from: readonly T[]): T =>
  from[Math.floor(roll() * from.length)]!;

/** Whether something that happens with this probability does. */
export const chance = ({ roll }: Pick<Source, "roll">, probability: number): boolean =>
  roll() < probability;

export const below = ({ roll }: Pick<Source, "roll">, end: number): number =>
  Math.floor(roll() * end);

export const newRoll = dice;

/** An id of the pool; now and then one that a reply told, and one that makes trouble. */
export function idFrom(source: Source): string {
  const kind = source.roll();
  if (kind < 0.1 && source.told.length > 0) return pick(source, source.told);
  if (kind < 0.13) return pick(source, ODD_TEXTS);
  return `id-${below(source, IDS)}`;
}

/** Text that people read, mostly with the canary in it. */
export const textFrom = (source: Source): string =>
  chance(source, 0.8)
    ? `${pick(source, WORDS)} ${source.canary} ${below(source, 100)}`
    : pick(source, ODD_TEXTS);

/** An address of nobody's: no request of a run may reach the world. */
export const urlFrom = (source: Source): string =>
  pick(source, [
    `https://${source.canary}.invalid/p/${below(source, IDS)}`,
    "https://shop.invalid/?gclid=1&utm_source=%zz",
    `https://${source.canary}.example/`,
    "http://127.0.0.1:1/",
    "https://[::1]/",
    "/p/1",
    "javascript:alert(1)",
    "https://user:secret@shop.invalid:99999/",
  ]);

/** A moment around now, rarely far from it. */
export function timeFrom(source: Source): string {
  if (chance(source, 0.05))
    return pick(source, ["9999-12-31T23:59:59Z", "0001-01-01T00:00:00Z", "1969-12-31T23:59:59Z"]);
  return new Date(Date.now() - source.roll() * 86_400_000 * 9 + 3_600_000).toISOString();
}

const WORDS = ["Mug", "Tasse", "湯のみ", "كوب", "🍵", "Kitchen > Mugs", 'O\'Neil & "Co"'];

/** Text that has broken programs before. */
export const ODD_TEXTS: readonly string[] = [
  "",
  " ",
  "\u0000",
  "a\r\nset-cookie: x=1",
  "\ud800",
  "\udfff\ud83d",
  "\u202e\u2066drawkcab",
  "e\u0301".repeat(300),
  "\uffff\ufffe\ufeff",
  "__proto__",
  "constructor",
  "toString",
  "undefined",
  "NaN",
  "1e999",
  "-0",
  "%",
  "%00",
  "%c0%af",
  "../../etc/passwd",
  "'; DROP TABLE people; --",
  '" onload="x',
  "<img src=x onerror=alert(1)>",
  "{{7*7}}${7*7}",
  "=cmd|' /C calc'!A0",
  "x".repeat(5_000),
  "é".repeat(2_100),
  "c/id-1",
  "id-1!id-2!AAAAAAAAAAAAAAAAAAAAAA",
];
