import { slotOf } from "./hash.ts";

export type Family = "traffic" | "person" | "behaviour";

/** One bucket of one dimension, such as `behaviour:cart=1`. */
export interface Feature {
  /** Stable name, also over model versions. */
  key: string;
  /** Its place in the model, 0 to 2^14 − 1. */
  slot: number;
  /** What it says, for a merchant. */
  words: string;
}

/** Values that an open dimension keeps ready; a shop has far fewer channels and currencies. */
const OPEN_CAP = 256;

export function feature(family: Family, name: string, bucket: string, words: string): Feature {
  const key = `${family}:${name}=${bucket}`;
  return { key, slot: slotOf(key), words };
}

/** Writes a bucket `[from, to]`; `to` is null for the last, which is open. */
export type BucketWords = (from: number, to: number | null) => string;

/**
 * Buckets of a number that begin at each of `starts` (ascending). Returns a reader that gives the
 * feature of a value (below the first start: the first), and `all` for the list of them.
 */
export function buckets(family: Family, name: string, starts: number[], words: BucketWords) {
  const all = starts.map((from, index) => {
    const next = starts[index + 1];
    const to = next === undefined ? null : next - 1;
    const label = to === null ? `${from}+` : to === from ? `${from}` : `${from}-${to}`;
    return feature(family, name, label, words(from, to));
  });
  const read = (value: number): Feature => {
    let index = starts.length - 1;
    while (index > 0 && !(value >= starts[index]!)) index--;
    return all[index]!;
  };
  return Object.assign(read, { all });
}

/** One feature for each of a fixed set of values. */
export function choices<Value extends string>(
  family: Family,
  name: string,
  words: Record<Value, string>,
): Record<Value, Feature> {
  const entries = Object.entries<string>(words).map(([value, text]) => [
    value,
    feature(family, name, value, text),
  ]);
  return Object.fromEntries(entries) as Record<Value, Feature>;
}

/** A feature for any value, made once each while there are few. */
export function open(family: Family, name: string, words: (value: string) => string) {
  const made = new Map<string, Feature>();
  return (value: string): Feature => {
    const known = made.get(value);
    if (known) return known;
    const fresh = feature(family, name, value, words(value));
    if (made.size < OPEN_CAP) made.set(value, fresh);
    return fresh;
  };
}

/** `1 page`, `2 pages`, `4–5 pages`, `16 or more pages`. */
export function counted(from: number, to: number | null, one: string, many: string): string {
  return `${range(from, to)} ${from === 1 && to === 1 ? one : many}`;
}

/** `3`, `4–5`, `16 or more`. */
export function range(from: number, to: number | null): string {
  if (to === null) return `${from} or more`;
  return to === from ? `${from}` : `${from}–${to}`;
}
