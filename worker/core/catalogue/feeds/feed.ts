/** What a file says of one item: names of attributes, as the file has them or as `attributes` maps them. */
export type Fields = Map<string, unknown>;

/** One record of a file, or why it could not be read. Lines count from 1. */
export type Entry =
  | { line: number; fields: Fields }
  | { line: number; id: string | null; problem: string };

/** What a file's end says of the file. */
export interface FeedEnd {
  entries: Entry[];
  /** Why the file seems to be cut short, or null when it ends where it should. */
  truncated: string | null;
}

/**
 * Reads a file that comes in pieces of text with `\n` as line end. The same pieces make the same
 * entries, so that a reader whose process died is made again by reading the pieces anew.
 */
export interface FeedReader {
  /** Address that relative links are relative to, as far as the file has told it. */
  readonly base: string | null;
  write(text: string): Entry[];
  end(): FeedEnd;
}

/** A file that cannot be read on from `line`. */
export class FeedError extends Error {
  readonly line: number;

  constructor(line: number, message: string) {
    super(message);
    this.line = line;
  }
}

/** A record longer than this (characters) is not waited for. */
export const MAX_RECORD = 256 * 1024;
