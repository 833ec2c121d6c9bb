import fc from "fast-check";
import { expect } from "vitest";
import {
  type Entry,
  type Fields,
  readerOf,
  type ShopOfFeed,
} from "../../../../worker/core/catalogue/feeds/index.ts";
import type { FeedFormat } from "../../../../worker/wire/import.ts";

export const NOW = Date.UTC(2026, 10, 10);
export const SHOP: ShopOfFeed = { currency: "GBP", base: null, now: NOW };

export interface Read {
  base: string | null;
  truncated: string | null;
  entries: Entry[];
}

/** A file as a reader sees it that gets `size` characters at a time. */
export function read(format: FeedFormat, text: string, size = Infinity): Read {
  const reader = readerOf(format);
  const entries: Entry[] = [];
  for (let at = 0; at < text.length; at += size)
    entries.push(...reader.write(text.slice(at, at + size)));
  const end = reader.end();
  return { base: reader.base, truncated: end.truncated, entries: [...entries, ...end.entries] };
}

export const fieldsOf = ({ entries }: Read): Record<string, unknown>[] =>
  entries.flatMap((entry) => ("fields" in entry ? [Object.fromEntries(entry.fields)] : []));

/** Wrong records as `line: why`. */
export const problemsOf = ({ entries }: Read): string[] =>
  entries.flatMap((entry) => ("problem" in entry ? `${entry.line}: ${entry.problem}` : []));

/** However a file is cut into pieces, the same comes out. */
export const expectSameInPieces = (format: FeedFormat, text: string): void =>
  fc.assert(
    fc.property(fc.integer({ min: 1, max: text.length }), (size) => {
      expect(read(format, text, size)).toEqual(read(format, text));
    }),
    { numRuns: 60 },
  );

export const fields = (told: object): Fields => new Map(Object.entries(told));
