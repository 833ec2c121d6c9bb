import { SLOTS } from "./hash.ts";

/** The first prefixes all stay, then every so many, so that a long visit keeps its whole course. */
const FIRST = 20;
const KEPT = 40;
const SLOTS_A_PREFIX = 36;

/** Three digits of five bits each write a slot; a prefix is one string, at most 108 characters. */
const DIGITS = "0123456789abcdefghijklmnopqrstuv";

/** Feature slots of a visit's prefixes, for its lesson. JSON-able, at most 4.5 KB. */
export interface PrefixLog {
  rows: string[];
  /** Prefixes so far, kept or not, and after the first 20 the distance between kept ones. */
  seen: number;
  stride: number;
}

export function newPrefixLog(): PrefixLog {
  return { rows: [], seen: 0, stride: 1 };
}

/**
 * Keeps the slots active after one more event; when full, thins the later half to every other one.
 * To be called up to an order, not from it on: what follows knows the outcome.
 */
export function appendPrefix(log: PrefixLog, active: readonly { slot: number }[]): void {
  log.seen++;
  const late = log.seen - FIRST;
  if (late > 0 && late % log.stride !== 0) return;
  if (log.rows.length === KEPT) {
    log.stride *= 2;
    log.rows = log.rows.filter((_, index) => index < FIRST || (index - FIRST) % 2 === 1);
    if (late % log.stride !== 0) return;
  }
  log.rows.push(encode(active));
}

/** The kept prefixes, each a list of slots; what is not a slot is left out. */
export function prefixesOf(log: PrefixLog): number[][] {
  return log.rows.slice(0, KEPT).map(decode);
}

function decode(row: string): number[] {
  const slots: number[] = [];
  for (let index = 0; index + 3 <= row.length && slots.length < SLOTS_A_PREFIX; index += 3) {
    const slot = Number.parseInt(row.slice(index, index + 3), 32);
    if (slot >= 0 && slot < SLOTS) slots.push(slot);
  }
  return slots;
}

function encode(active: readonly { slot: number }[]): string {
  let row = "";
  for (const { slot } of active.slice(0, SLOTS_A_PREFIX)) {
    row += DIGITS[slot >> 10]! + DIGITS[(slot >> 5) & 31]! + DIGITS[slot & 31]!;
  }
  return row;
}
